package io.drover.endtoend;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * How much of what its disruption budget allows is really out of service, for each of some equal
 * workloads and over time: one whose budget is always spent could not be drained any faster.
 */
final class BudgetUse implements ResourceEventHandler<Pod> {
  private final int pods;
  private final int allowed;
  private final Map<String, Workload> workloads = new HashMap<>();

  /** Of one workload: who serves, and the sum of what was out of service, in milliseconds. */
  private static final class Workload {
    final Set<String> serving = new HashSet<>();
    Instant begin = Instant.MAX;
    Instant at = Instant.MAX;
    Instant end = Instant.MIN;
    long outMillis;
    long outAtEnd;
  }

  /** Of workloads of so many pods, of which so many may be out of service. */
  BudgetUse(int pods, int allowed) {
    this.pods = pods;
    this.allowed = allowed;
  }

  @Override
  public void onAdd(Pod pod) {
    seen(pod);
  }

  @Override
  public void onUpdate(Pod before, Pod now) {
    seen(now);
  }

  @Override
  public synchronized void onDelete(Pod pod, boolean finalStateUnknown) {
    Workload workload = advanced(pod);
    workload.serving.remove(pod.getMetadata().getUid());
  }

  private synchronized void seen(Pod pod) {
    Workload workload = advanced(pod);
    boolean leaves = pod.getMetadata().getDeletionTimestamp() != null;
    if (leaves) {
      boolean served = workload.serving.remove(pod.getMetadata().getUid());
      if (served) {
        // Up to here the budget was asked for: what is out of service later is not.
        workload.end = workload.at;
        workload.outAtEnd = workload.outMillis;
      }
    } else if (ready(pod)) {
      workload.serving.add(pod.getMetadata().getUid());
    }
  }

  /** Counts what was out of service since the last change; from the first that left on. */
  private Workload advanced(Pod pod) {
    Workload workload =
        workloads.computeIfAbsent(pod.getMetadata().getLabels().get("app"), any -> new Workload());
    Instant now = Instant.now();
    if (workload.begin.equals(Instant.MAX) && pod.getMetadata().getDeletionTimestamp() != null) {
      workload.begin = now;
      workload.at = now;
    }
    if (!workload.begin.equals(Instant.MAX)) {
      int out = Math.min(allowed, pods - workload.serving.size());
      workload.outMillis += out * Duration.between(workload.at, now).toMillis();
      workload.at = now;
    }
    return workload;
  }

  private static boolean ready(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
  }

  /**
   * The mean share, 0..1, of what the budgets allow that was out of service between a workload's
   * first eviction and its last.
   */
  synchronized double share() {
    return workloads.values().stream()
        .filter(workload -> workload.end.isAfter(workload.begin))
        .mapToDouble(
            workload ->
                (double) workload.outAtEnd
                    / (allowed * Duration.between(workload.begin, workload.end).toMillis()))
        .average()
        .orElse(0);
  }
}
