package io.drover.verticles.replay;

import java.util.Map;
import java.util.TreeMap;

/**
 * What a load cost under one autoscaler.
 *
 * @param nodeHours from the order of each machine to its end
 * @param waitingHours of all pods together, while they had no node
 * @param shortLived removals of nodes that were younger than an hour, by the reason told
 */
record Outcome(
    String who,
    double nodeHours,
    int bought,
    int evictions,
    double waitingHours,
    Map<String, Integer> shortLived) {
  Outcome {
    shortLived = new TreeMap<>(shortLived);
  }
}
