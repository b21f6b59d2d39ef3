package io.drover.rules.plan;

import io.drover.rules.facts.Position;
import java.time.Instant;
import java.util.List;

/**
 * What should change, and why; and what not, and why.
 *
 * @param id unique within an installation
 * @param basedOn the position of the world that it was made from
 * @param policyVersion of the policy folder that judged
 */
public record Plan(
    String id,
    Instant at,
    Position basedOn,
    String policyVersion,
    List<Planned> actions,
    List<Rejection> rejections) {
  public Plan {
    actions = List.copyOf(actions);
    rejections = List.copyOf(rejections);
  }

  public boolean changesNothing() {
    return actions.isEmpty();
  }
}
