package io.drover.verticles.cluster.embedded;

import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.Owner;
import io.drover.rules.facts.OwnerFact;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.Resources;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A workload of equal pods, as a ReplicaSet would keep it, or a Job.
 *
 * @param replicas pods to keep; of a Job those that have not succeeded yet
 * @param minAvailable of its disruption budget; zero for no budget
 * @param runsFor how long a pod of a Job runs before it succeeds; null for a ReplicaSet
 */
public record EmbeddedWorkload(
    String name, int replicas, PodNeeds needs, int minAvailable, @Nullable Duration runsFor) {
  /** One that runs for ever, as a ReplicaSet keeps it. */
  public EmbeddedWorkload(String name, int replicas, PodNeeds needs, int minAvailable) {
    this(name, replicas, needs, minAvailable, null);
  }

  /** Pods that only ask for CPU (millicores) and memory (bytes). */
  public static EmbeddedWorkload asking(String name, int replicas, long cpuMillis, long memory) {
    PodNeeds needs = PodNeeds.of(Resources.of(cpuMillis, memory, 1));
    return new EmbeddedWorkload(name, replicas, needs, 0);
  }

  /** A Job of one pod, which begins anew where it is evicted. */
  public static EmbeddedWorkload job(String name, Resources asks, Duration runsFor) {
    return new EmbeddedWorkload(name, 1, PodNeeds.of(asks), 0, runsFor);
  }

  public EmbeddedWorkload scaledTo(int next) {
    return new EmbeddedWorkload(name, next, needs, minAvailable, runsFor);
  }

  public EmbeddedWorkload guarded(int available) {
    return new EmbeddedWorkload(name, replicas, needs, available, runsFor);
  }

  Map<String, String> labels() {
    return Map.of("app", name);
  }

  LabelSelector selector() {
    return new LabelSelector(
        List.of(new Requirement("app", Requirement.Operator.IN, List.of(name))));
  }

  Owner owner() {
    return new Owner(kind().text(), name, uid());
  }

  /** What an API server says of it, with so many pods that serve. */
  OwnerFact fact(String namespace, int healthy) {
    OwnerFact.Size size =
        runsFor == null
            ? new OwnerFact.Size.Replicas(replicas, healthy)
            : new OwnerFact.Size.Run(replicas, replicas, healthy, replicas == 0);
    return new OwnerFact(kind(), namespace, name, uid(), size, null);
  }

  private OwnerFact.Kind kind() {
    return runsFor == null ? OwnerFact.Kind.REPLICA_SET : OwnerFact.Kind.JOB;
  }

  private String uid() {
    return (runsFor == null ? "rs-" : "job-") + name;
  }
}
