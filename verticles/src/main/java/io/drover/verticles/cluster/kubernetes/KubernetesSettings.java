package io.drover.verticles.cluster.kubernetes;

import java.time.Duration;

/**
 * How the API server is spoken to.
 *
 * @param leaseNamespace where the claim's Lease lies
 * @param leaseName its name
 * @param requestTimeout for one request to the API server
 * @param lookDeadline for a whole fresh read
 * @param watchPoll between looks at whether the watches are alive
 * @param watchSilence a watch that has proven nothing for longer is broken; one that was not even
 *     heard is begun anew
 * @param page most objects in one page of a list
 * @param calls most calls under way at once
 * @param batch most changes that are reported at once
 */
public record KubernetesSettings(
    String leaseNamespace,
    String leaseName,
    Duration requestTimeout,
    Duration lookDeadline,
    Duration watchPoll,
    Duration watchSilence,
    long page,
    int calls,
    int batch) {

  public static KubernetesSettings defaults() {
    return new KubernetesSettings(
        "kube-system",
        "drover",
        Duration.ofSeconds(4),
        Duration.ofSeconds(3),
        Duration.ofSeconds(1),
        Duration.ofMillis(7_500),
        500,
        64,
        1_000);
  }

  public KubernetesSettings inNamespace(String namespace) {
    return new KubernetesSettings(
        namespace,
        leaseName,
        requestTimeout,
        lookDeadline,
        watchPoll,
        watchSilence,
        page,
        calls,
        batch);
  }

  /** A silent watch is told before the view is as old as this. */
  public KubernetesSettings freshWithin(Duration viewMaxAge) {
    return new KubernetesSettings(
        leaseNamespace,
        leaseName,
        requestTimeout,
        lookDeadline,
        watchPoll,
        viewMaxAge.multipliedBy(3).dividedBy(4),
        page,
        calls,
        batch);
  }
}
