package io.drover.rules.plan;

import io.drover.rules.facts.NodeStats;
import java.util.List;

/**
 * What the scaling rules were asked and what they said, also where no action came of it.
 *
 * @param demand pods that are worth a node
 * @param nodes that could go, in figures
 * @param unneeded what rules say of those of them that are not needed
 * @param kept what rules say of those that stay, whatever else is said of them
 * @param advice about offerings and groups
 */
public record Considered(
    List<Concluded<Demand>> demand,
    List<NodeStats> nodes,
    List<Concluded<Unneeded>> unneeded,
    List<Concluded<Kept>> kept,
    Advice advice) {
  public static final Considered NOTHING =
      new Considered(List.of(), List.of(), List.of(), List.of(), Advice.NONE);

  public Considered {
    demand = List.copyOf(demand);
    nodes = List.copyOf(nodes);
    unneeded = List.copyOf(unneeded);
    kept = List.copyOf(kept);
  }
}
