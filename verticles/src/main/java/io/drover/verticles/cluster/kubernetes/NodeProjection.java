package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.fabric8.kubernetes.api.model.AttachedVolume;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import io.fabric8.kubernetes.api.model.NodeSpec;
import io.fabric8.kubernetes.api.model.NodeStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Quantity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A Node as a fact. */
final class NodeProjection {
  private static final List<String> PREFIXES =
      List.of(
          "drover.dev/",
          "cluster-autoscaler.kubernetes.io/",
          NodeFact.DELETION_DELAY_PREFIX,
          "karpenter.sh/");

  private static final Set<String> DISABLING = Set.of("DiskPressure", "NetworkUnavailable");

  /** What the node lifecycle controller puts on a node with a full disk, and takes off later. */
  private static final String FULL_DISK = "node.kubernetes.io/disk-pressure";

  private NodeProjection() {}

  static NodeFact fact(Node node) {
    ObjectMeta meta = node.getMetadata();
    NodeSpec spec = node.getSpec() == null ? new NodeSpec() : node.getSpec();
    NodeStatus status = node.getStatus() == null ? new NodeStatus() : node.getStatus();
    boolean cordoned = Boolean.TRUE.equals(spec.getUnschedulable());
    return new NodeFact(
        new NodeFact.Identity(
            new NodeName(meta.getName()),
            meta.getUid(),
            meta.getResourceVersion(),
            Times.read(meta.getCreationTimestamp()),
            meta.getDeletionTimestamp() != null),
        OrEmpty.map(meta.getLabels()),
        ofInterest(meta.getAnnotations()),
        new NodeFact.Shape(
            Quantities.resources(status.getCapacity()),
            Quantities.resources(allocatable(status)),
            Taints.of(spec.getTaints()),
            cordoned),
        readiness(spec, status),
        spec.getProviderID() == null || spec.getProviderID().isEmpty()
            ? null
            : spec.getProviderID(),
        unreadySince(spec, status),
        cordoned ? attached(status) : List.of());
  }

  private static List<String> attached(NodeStatus status) {
    return OrEmpty.list(status.getVolumesAttached()).stream().map(AttachedVolume::getName).toList();
  }

  /** The same fact as if it had been read in the version of another. */
  static NodeFact atVersion(NodeFact fact, String resourceVersion) {
    NodeFact.Identity is = fact.identity();
    return new NodeFact(
        new NodeFact.Identity(is.name(), is.uid(), resourceVersion, is.createdAt(), is.deleting()),
        fact.labels(),
        fact.annotations(),
        fact.shape(),
        fact.readiness(),
        fact.providerId(),
        fact.unreadySince(),
        fact.attachedVolumes());
  }

  /** As in the API: a kubelet that says nothing gives all it has. */
  private static Map<String, Quantity> allocatable(NodeStatus status) {
    Map<String, Quantity> said = OrEmpty.map(status.getAllocatable());
    return said.isEmpty() ? OrEmpty.map(status.getCapacity()) : said;
  }

  private static Map<String, String> ofInterest(@Nullable Map<String, String> annotations) {
    Map<String, String> kept = new TreeMap<>(OrEmpty.map(annotations));
    kept.keySet().removeIf(key -> PREFIXES.stream().noneMatch(key::startsWith));
    return kept;
  }

  /** The last change of the conditions that say so; a taint does not say since when. */
  private static @Nullable Instant unreadySince(NodeSpec spec, NodeStatus status) {
    if (readiness(spec, status) == NodeFact.Readiness.READY) {
      return null;
    }
    return OrEmpty.list(status.getConditions()).stream()
        .filter(NodeProjection::speaksAgainst)
        .map(condition -> Times.readOrNull(condition.getLastTransitionTime()))
        .filter(Objects::nonNull)
        .max(Instant::compareTo)
        .orElse(null);
  }

  private static boolean speaksAgainst(NodeCondition condition) {
    boolean says = "True".equals(condition.getStatus());
    return "Ready".equals(condition.getType())
        ? !says
        : says && DISABLING.contains(OrEmpty.text(condition.getType()));
  }

  /**
   * A node with a full disk or without a network does not serve whatever its Ready condition says
   * (Cluster Autoscaler, {@code utils/kubernetes/ready.go}).
   */
  private static NodeFact.Readiness readiness(NodeSpec spec, NodeStatus status) {
    boolean serves =
        OrEmpty.list(status.getConditions()).stream()
                .filter(condition -> DISABLING.contains(OrEmpty.text(condition.getType())))
                .noneMatch(condition -> "True".equals(condition.getStatus()))
            && OrEmpty.list(spec.getTaints()).stream()
                .noneMatch(taint -> FULL_DISK.equals(taint.getKey()));
    for (NodeCondition condition : OrEmpty.list(status.getConditions())) {
      if ("Ready".equals(condition.getType())) {
        return switch (OrEmpty.text(condition.getStatus())) {
          case "True" -> serves ? NodeFact.Readiness.READY : NodeFact.Readiness.NOT_READY;
          case "False" -> NodeFact.Readiness.NOT_READY;
          default -> NodeFact.Readiness.UNKNOWN;
        };
      }
    }
    return NodeFact.Readiness.NOT_READY;
  }
}
