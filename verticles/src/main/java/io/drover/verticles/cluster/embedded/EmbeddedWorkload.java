package io.drover.verticles.cluster.embedded;

import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.Resources;
import java.util.List;
import java.util.Map;

/**
 * A workload of equal pods, as a ReplicaSet would keep it.
 *
 * @param minAvailable of its disruption budget; zero for no budget
 */
public record EmbeddedWorkload(String name, int replicas, PodNeeds needs, int minAvailable) {
  /** Pods that only ask for CPU (millicores) and memory (bytes). */
  public static EmbeddedWorkload asking(String name, int replicas, long cpuMillis, long memory) {
    PodNeeds needs = PodNeeds.of(Resources.of(cpuMillis, memory, 1));
    return new EmbeddedWorkload(name, replicas, needs, 0);
  }

  public EmbeddedWorkload scaledTo(int next) {
    return new EmbeddedWorkload(name, next, needs, minAvailable);
  }

  public EmbeddedWorkload guarded(int available) {
    return new EmbeddedWorkload(name, replicas, needs, available);
  }

  Map<String, String> labels() {
    return Map.of("app", name);
  }

  LabelSelector selector() {
    return new LabelSelector(
        List.of(new Requirement("app", Requirement.Operator.IN, List.of(name))));
  }
}
