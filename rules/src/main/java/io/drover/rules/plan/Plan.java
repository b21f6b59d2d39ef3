package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.Position;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What should change, and why; and what not, and why.
 *
 * @param id unique within an installation
 * @param basedOn the position of the world that it was made from
 * @param policyVersion of the policy folder that judged
 * @param counted uids of the records that were counted as capacity, by group: whoever carries the
 *     plan out on other records would buy or remove what has been bought or removed already
 * @param outlay what is bought for pending pods comes to; null where nothing is
 */
public record Plan(
    String id,
    Instant at,
    Position basedOn,
    String policyVersion,
    List<Planned> actions,
    List<Rejection> rejections,
    Map<GroupName, Set<String>> counted,
    @Nullable Outlay outlay) {
  public Plan {
    actions = List.copyOf(actions);
    rejections = List.copyOf(rejections);
    counted = Map.copyOf(counted);
  }

  public boolean changesNothing() {
    return actions.isEmpty();
  }
}
