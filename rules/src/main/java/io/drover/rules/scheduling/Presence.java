package io.drover.rules.scheduling;

import java.util.Arrays;
import java.util.Map;
import java.util.function.Predicate;

/** Counts pods by domain for pod affinity and anti-affinity, whatever node they stand on. */
final class Presence implements Census {
  private final Topology topology;
  private final Predicate<Likeness.Key> meant;
  private int[] counts = new int[4];
  private long total;

  Presence(Topology topology, Predicate<Likeness.Key> meant) {
    this.topology = topology;
    this.meant = meant;
  }

  @Override
  public boolean means(Likeness.Key pods) {
    return meant.test(pods);
  }

  @Override
  public void count(NodeSpace node, int pods) {
    int domain = node.domain(topology);
    if (domain == Topology.NONE) {
      return;
    }
    if (domain >= counts.length) {
      counts = Arrays.copyOf(counts, Math.max(domain + 1, 2 * counts.length));
    }
    counts[domain] += pods;
    total += pods;
  }

  /** Somebody may be here for its sake, unless another of them stays in the domain. */
  @Override
  public boolean spares(NodeSpace node) {
    int domain = node.domain(topology);
    return domain == Topology.NONE || counts[domain] > 1;
  }

  @Override
  public boolean near(NodeSpace one, NodeSpace other) {
    return one.domain(topology) == other.domain(topology);
  }

  @Override
  public Map<String, Integer> byDomain() {
    return topology.byValue(counts);
  }

  /** Whether the node carries the label at all. */
  boolean knows(NodeSpace node) {
    return node.domain(topology) != Topology.NONE;
  }

  /** Whether some of them stand in the node's domain. */
  boolean near(NodeSpace node) {
    int domain = node.domain(topology);
    return domain != Topology.NONE && domain < counts.length && counts[domain] > 0;
  }

  /** Whether none of them stands in any domain. */
  boolean nowhere() {
    return total == 0;
  }
}
