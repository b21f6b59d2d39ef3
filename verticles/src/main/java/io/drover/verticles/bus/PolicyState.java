package io.drover.verticles.bus;

import java.time.Instant;
import java.util.List;

/**
 * How the policies are.
 *
 * @param version that decides, empty while none does
 * @param problems why the folder as it is now was refused
 * @param folder version of the folder as it is now, empty where it cannot be read
 * @param held why the folder, which is without problems, does not decide yet: it awaits a
 *     confirmation; empty otherwise
 * @param pinned whether another version than the folder's was chosen by hand, until the folder
 *     changes
 */
public record PolicyState(
    Instant at, String version, List<String> problems, String folder, String held, boolean pinned) {
  /** Told after each attempt to load. */
  public static final Topic<PolicyState> CHANGED =
      new Topic<>("drover.v1.policies.state", PolicyState.class, Reach.LOCAL);

  /** Before anything was loaded. */
  public static final PolicyState NONE =
      new PolicyState(Instant.EPOCH, "", List.of(), "", "", false);

  public PolicyState {
    problems = List.copyOf(problems);
  }
}
