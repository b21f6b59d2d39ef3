package io.drover.rules.scheduling;

/** Counts certain pods in each domain of a topology. */
sealed interface Census permits Presence, Spread {
  /** Whether the pods are among those that it counts. */
  boolean means(Likeness.Key pods);

  /** So many of them came to the node, or left it if negative. */
  void count(NodeSpace node, int pods);
}
