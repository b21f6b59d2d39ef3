package io.drover.rules.facts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A Node as the API server tells it.
 *
 * @param identity name, uid and the version that was read
 * @param labels all labels
 * @param annotations only those with a prefix that scaling looks at
 * @param shape what the scheduler compares pods with
 * @param readiness the Ready condition, unless another one means that the node does not serve
 * @param providerId {@code spec.providerID}, null until something has set it
 * @param unreadySince when it ceased to be ready; null where it is, or nobody tells since when
 * @param attachedVolumes {@code status.volumesAttached} by name while the node is cordoned; nobody
 *     asks for them before
 */
public record NodeFact(
    Identity identity,
    Map<String, String> labels,
    Map<String, String> annotations,
    Shape shape,
    Readiness readiness,
    @Nullable String providerId,
    @Nullable Instant unreadySince,
    List<String> attachedVolumes)
    implements Fact {

  /** The label that binds a Node to its node group. */
  public static final String GROUP_LABEL = "drover.dev/node-group";

  /** The taint that says since when (unix seconds) a node has been unneeded. */
  public static final String CANDIDATE_TAINT = "drover.dev/removal-candidate";

  /**
   * The taint of a node that is being drained, written together with the cordon: a node that bears
   * it without being cordoned was uncordoned by somebody else. Its value says what giving the drain
   * up leads back to.
   */
  public static final String DRAINING_TAINT = "drover.dev/draining";

  /** Value of the draining taint where the node took pods before. */
  public static final String WAS_SCHEDULABLE = "was-schedulable";

  /** Value of the draining taint where somebody had cordoned the node before. */
  public static final String WAS_CORDONED = "was-cordoned";

  /**
   * The label whose presence, with any value, takes a node out of load balancers (Kubernetes,
   * {@code service controller}).
   */
  public static final String NOT_BALANCED_LABEL =
      "node.kubernetes.io/exclude-from-external-load-balancers";

  /** Value of that label where Drover has set it. */
  public static final String NOT_BALANCED_BY_US = "drover";

  /** By which others hold the deletion of a machine back for a while (Cluster Autoscaler). */
  public static final String DELETION_DELAY_PREFIX =
      "delay-deletion.cluster-autoscaler.kubernetes.io/";

  /** What the node lifecycle controller puts on a node that is not ready. */
  public static final String NOT_READY_TAINT = "node.kubernetes.io/not-ready";

  /** What a node carries until somebody has set up its routes. */
  public static final String NO_NETWORK_TAINT = "node.kubernetes.io/network-unavailable";

  /** What a kubelet with an external cloud provider registers with. */
  public static final String UNINITIALIZED_TAINT = "node.cloudprovider.kubernetes.io/uninitialized";

  private static final Set<String> STARTING =
      Set.of(NOT_READY_TAINT, UNINITIALIZED_TAINT, NO_NETWORK_TAINT);

  /** The annotation by which an owner forbids that a node is removed. */
  public static final String DO_NOT_DISRUPT = "drover.dev/do-not-disrupt";

  /** By which the Cluster Autoscaler is forbidden it. */
  public static final String SCALE_DOWN_DISABLED =
      "cluster-autoscaler.kubernetes.io/scale-down-disabled";

  /** By which Karpenter is forbidden it. */
  public static final String KARPENTER_DO_NOT_DISRUPT = "karpenter.sh/do-not-disrupt";

  private static final List<String> PROTECTING =
      List.of(DO_NOT_DISRUPT, SCALE_DOWN_DISABLED, KARPENTER_DO_NOT_DISRUPT);

  public NodeFact {
    labels = Map.copyOf(labels);
    annotations = Map.copyOf(annotations);
    attachedVolumes = List.copyOf(attachedVolumes);
  }

  /** One without attached volumes, and if it is not ready, nobody knows since when. */
  public NodeFact(
      Identity identity,
      Map<String, String> labels,
      Map<String, String> annotations,
      Shape shape,
      Readiness readiness,
      @Nullable String providerId) {
    this(identity, labels, annotations, shape, readiness, providerId, null, List.of());
  }

  /** Whether an annotation forbids its removal. */
  public boolean protectedByOwner() {
    return PROTECTING.stream().anyMatch(key -> "true".equals(annotations.get(key)));
  }

  /** Which Node this is, in which version. */
  public record Identity(
      NodeName name, String uid, String resourceVersion, Instant createdAt, boolean deleting) {}

  /** What the scheduler compares pods with. */
  public record Shape(
      Resources capacity, Resources allocatable, List<Taint> taints, boolean unschedulable) {
    public Shape {
      taints = List.copyOf(taints);
    }
  }

  /** The Ready condition; UNKNOWN is what the node controller writes when the kubelet is silent. */
  public enum Readiness {
    READY,
    NOT_READY,
    UNKNOWN
  }

  public NodeName name() {
    return identity.name();
  }

  public boolean ready() {
    return readiness == Readiness.READY;
  }

  /**
   * Whether it still carries a taint by which Kubernetes itself keeps pods off a node that has just
   * come ({@code not-ready} of the node lifecycle controller, {@code uninitialized} of a cloud
   * controller, {@code network-unavailable}), or one that the Cluster Autoscaler knows as a startup
   * taint by its key. The first outlives the Ready condition by a moment.
   */
  public boolean starting() {
    return shape.taints().stream()
        .anyMatch(taint -> STARTING.contains(taint.key()) || taint.ofStartup());
  }

  /** Whether a drain of ours has begun on it and was not taken back. */
  public boolean markedDraining() {
    return shape.taints().stream().anyMatch(taint -> taint.key().equals(DRAINING_TAINT));
  }

  /** Whether somebody wants its machine kept for a moment longer. */
  public boolean deletionDelayed() {
    return annotations.keySet().stream().anyMatch(key -> key.startsWith(DELETION_DELAY_PREFIX));
  }

  /** Whether it carries a control plane role label; such a node is never touched. */
  public boolean controlPlane() {
    return labels.containsKey("node-role.kubernetes.io/control-plane")
        || labels.containsKey("node-role.kubernetes.io/master");
  }

  @Override
  public FactKey key() {
    return new FactKey(FactKey.Kind.NODE, name().value());
  }
}
