package io.drover.rules.scheduling;

import java.util.Map;

/** Counts certain pods in each domain of a topology. */
sealed interface Census permits Presence, Spread {
  /** Whether the pods are among those that it counts. */
  boolean means(Likeness.Key pods);

  /** Whether one of them may leave the node's domain without any that stay being worse off. */
  boolean spares(NodeSpace node);

  /** Whether both nodes are in one domain, or in none. */
  boolean near(NodeSpace one, NodeSpace other);

  /** So many of them came to the node, or left it if negative. */
  void count(NodeSpace node, int pods);

  /** The pods in each domain, by the label's value; empty domains are left out. */
  Map<String, Integer> byDomain();
}
