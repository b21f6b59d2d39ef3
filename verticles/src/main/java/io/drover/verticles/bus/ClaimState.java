package io.drover.verticles.bus;

import io.drover.rules.facts.Token;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a cluster.
 *
 * @param claim of this member, null while it does not hold it
 * @param holder identity of whoever holds it, empty while nobody knows
 */
public record ClaimState(@Nullable Claim claim, String holder, Standing standing) {
  public ClaimState(@Nullable Claim claim, String holder) {
    this(claim, holder, Standing.UNKNOWN);
  }

  /**
   * How the claim stands, whoever holds it.
   *
   * @param token of the Lease
   * @param lock which lock the fence is of, empty without one
   * @param since when this member first saw that token
   * @param permittedUntil until when this member may hold it; null while it may not
   * @param hindrance why nobody can say who may take it, empty while somebody can
   */
  public record Standing(
      Token token,
      String lock,
      @Nullable Instant since,
      @Nullable Instant permittedUntil,
      String hindrance) {
    public static final Standing UNKNOWN = new Standing(Token.NONE, "", null, null, "");
  }
}
