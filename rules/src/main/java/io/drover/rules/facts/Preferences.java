package io.drover.rules.facts;

import java.util.List;

/**
 * What a pod would rather have. Nothing is refused for it: kube-scheduler only scores by it, and no
 * node is bought for it.
 *
 * @param nodes nodes that it prefers (preferred node affinity)
 * @param near pods that it would rather have near (preferred pod affinity)
 * @param apart pods that it would rather have far (preferred pod anti-affinity)
 * @param spread how it would rather be spread ({@code topologySpreadConstraints} with {@code
 *     ScheduleAnyway})
 */
public record Preferences(
    List<Weighted<SelectorTerm>> nodes,
    List<Weighted<AffinityTerm>> near,
    List<Weighted<AffinityTerm>> apart,
    List<SpreadConstraint> spread) {
  /** Any place will do as well as any other. */
  public static final Preferences NONE =
      new Preferences(List.of(), List.of(), List.of(), List.of());

  public Preferences {
    nodes = List.copyOf(nodes);
    near = List.copyOf(near);
    apart = List.copyOf(apart);
    spread = List.copyOf(spread);
  }

  /** Whether it prefers anything. */
  public boolean matter() {
    return !nodes.isEmpty() || !near.isEmpty() || !apart.isEmpty() || !spread.isEmpty();
  }
}
