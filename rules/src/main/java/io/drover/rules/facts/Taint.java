package io.drover.rules.facts;

import java.util.Set;

/** A taint of a node, as in {@code core/v1 Taint}; an absent value is the empty string. */
public record Taint(String key, String value, Effect effect) {
  /**
   * What Kubernetes, its cloud controllers and volume plugins write onto nodes for what they find
   * there. The Cluster Autoscaler strips the same keys of its templates ({@code
   * utils/taints/taints.go}).
   */
  private static final Set<String> OF_CONDITIONS =
      Set.of(
          "node.kubernetes.io/not-ready",
          "node.kubernetes.io/unreachable",
          "node.kubernetes.io/unschedulable",
          "node.kubernetes.io/memory-pressure",
          "node.kubernetes.io/disk-pressure",
          "node.kubernetes.io/network-unavailable",
          "node.kubernetes.io/pid-pressure",
          "node.cloudprovider.kubernetes.io/uninitialized",
          "node.cloudprovider.kubernetes.io/shutdown",
          "cloud.google.com/impending-node-termination",
          "NodeWithImpairedVolumes",
          "ToBeDeletedByClusterAutoscaler",
          "DeletionCandidateOfClusterAutoscaler",
          NodeFact.CANDIDATE_TAINT,
          NodeFact.DRAINING_TAINT);

  /** By which owners of nodes say that something there is not ready yet, as CA knows them. */
  private static final Set<String> OF_STARTUP =
      Set.of(
          "startup-taint.cluster-autoscaler.kubernetes.io/",
          "ignore-taint.cluster-autoscaler.kubernetes.io/");

  private static final String OF_STATUS = "status-taint.cluster-autoscaler.kubernetes.io/";

  /** What a taint does to pods that do not tolerate it. */
  public enum Effect {
    NO_SCHEDULE,
    PREFER_NO_SCHEDULE,
    NO_EXECUTE
  }

  public Taint {
    Texts.notBlank(key, "taint key");
  }

  /** Whether its key says that the node has just come and does not serve yet. */
  public boolean ofStartup() {
    return OF_STARTUP.stream().anyMatch(key::startsWith);
  }

  /** Whether it tells of a node's state now, and nothing of what nodes like it will be. */
  public boolean passing() {
    return OF_CONDITIONS.contains(key) || key.startsWith(OF_STATUS) || ofStartup();
  }

  @Override
  public String toString() {
    return key + "=" + value + ":" + effect;
  }
}
