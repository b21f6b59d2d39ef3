package io.drover.verticles.bus;

import java.time.Instant;
import java.util.List;

/**
 * How the policies are.
 *
 * @param version that decides, empty while none does
 * @param problems why the folder as it is now was refused, empty when it is what decides
 */
public record PolicyState(Instant at, String version, List<String> problems) {
  /** Told after each attempt to load. */
  public static final Topic<PolicyState> CHANGED =
      new Topic<>("drover.v1.policies.state", PolicyState.class, Reach.LOCAL);

  /** Asks for another attempt. */
  public static final Query<PoliciesRequest, PolicyState> RELOAD =
      new Query<>(
          "drover.v1.policies.reload", PoliciesRequest.class, PolicyState.class, Reach.LOCAL);

  public PolicyState {
    problems = List.copyOf(problems);
  }
}
