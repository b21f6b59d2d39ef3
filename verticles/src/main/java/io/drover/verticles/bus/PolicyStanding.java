package io.drover.verticles.bus;

import java.time.Instant;
import java.util.Comparator;

/**
 * Which policies were chosen last, as a member of the installation knows it.
 *
 * @param member that tells it and keeps the files
 * @param version that decides there
 * @param since when it was chosen, on whichever member that was; {@link Instant#EPOCH} where it was
 *     never chosen but found there at the first start
 * @param who chose it
 */
public record PolicyStanding(String member, String version, Instant since, String who) {
  /** Told when it changes, and again from time to time. */
  public static final Topic<PolicyStanding> TOLD =
      new Topic<>("drover.v1.policies.standing", PolicyStanding.class, Reach.CLUSTER);

  private static final Comparator<PolicyStanding> BY_CHOICE =
      Comparator.comparing(PolicyStanding::since).thenComparing(PolicyStanding::version);

  /** Whether this one was chosen later; all members agree on which of two holds. */
  public boolean prevailsOver(PolicyStanding other) {
    return BY_CHOICE.compare(this, other) > 0;
  }
}
