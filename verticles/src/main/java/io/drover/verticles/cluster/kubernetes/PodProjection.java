package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodFact.Scheduling;
import io.drover.rules.facts.PodKey;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A Pod as a fact. */
final class PodProjection {
  private static final long DEFAULT_GRACE_SECONDS = 30;
  private static final String MIRROR = "kubernetes.io/config.mirror";

  /** By which other controllers than DaemonSets say that their pods belong to their nodes. */
  private static final String DAEMON = "cluster-autoscaler.kubernetes.io/daemonset-pod";

  private PodProjection() {}

  static PodFact fact(Pod pod) {
    ObjectMeta meta = pod.getMetadata();
    return new PodFact(
        new PodFact.Identity(
            new PodKey(meta.getNamespace(), meta.getName()),
            meta.getUid(),
            meta.getResourceVersion(),
            Times.read(meta.getCreationTimestamp()),
            OrEmpty.map(meta.getLabels())),
        PodNeedsProjection.needs(pod),
        PreferencesProjection.preferences(pod),
        state(pod),
        traits(pod));
  }

  /** The same fact as if it had been read in the version of another. */
  static PodFact atVersion(PodFact fact, String resourceVersion) {
    PodFact.Identity is = fact.identity();
    return new PodFact(
        new PodFact.Identity(is.key(), is.uid(), resourceVersion, is.createdAt(), is.labels()),
        fact.needs(),
        fact.preferences(),
        fact.state(),
        fact.traits());
  }

  private static PodFact.State state(Pod pod) {
    PodStatus status = pod.getStatus() == null ? new PodStatus() : pod.getStatus();
    String node = OrEmpty.text(pod.getSpec().getNodeName());
    PodCondition refused = refusal(status);
    String reason = refused == null ? "" : OrEmpty.text(refused.getReason());
    boolean waits = node.isEmpty() && !finished(status);
    Instant pendingSince =
        waits && refused != null && reason.equals("Unschedulable")
            ? Times.read(
                Objects.requireNonNullElse(
                    refused.getLastTransitionTime(), pod.getMetadata().getCreationTimestamp()))
            : null;
    return new PodFact.State(
        scheduling(status, node, reason),
        room(node, status),
        pendingSince,
        deletingSince(pod.getMetadata()),
        Times.readOrNull(pod.getMetadata().getDeletionTimestamp()));
  }

  /** The node that it is bound to, or else nominated for. */
  private static @Nullable NodeName room(String node, PodStatus status) {
    String name = node.isEmpty() ? OrEmpty.text(status.getNominatedNodeName()) : node;
    return name.isEmpty() ? null : new NodeName(name);
  }

  private static boolean finished(PodStatus status) {
    return "Succeeded".equals(status.getPhase()) || "Failed".equals(status.getPhase());
  }

  private static Scheduling scheduling(PodStatus status, String node, String refusal) {
    if (finished(status)) {
      return Scheduling.FINISHED;
    }
    if (!node.isEmpty()) {
      return Scheduling.BOUND;
    }
    if (refusal.equals("SchedulingGated")) {
      return Scheduling.GATED;
    }
    if (!OrEmpty.text(status.getNominatedNodeName()).isEmpty()) {
      return Scheduling.NOMINATED;
    }
    return refusal.equals("Unschedulable") ? Scheduling.UNSCHEDULABLE : Scheduling.WAITING;
  }

  /** The condition by which the scheduler says why the pod is not scheduled. */
  private static @Nullable PodCondition refusal(PodStatus status) {
    return OrEmpty.list(status.getConditions()).stream()
        .filter(condition -> "PodScheduled".equals(condition.getType()))
        .filter(condition -> "False".equals(condition.getStatus()))
        .findFirst()
        .orElse(null);
  }

  /** The deletion timestamp is when the grace period ends, not when the deletion began. */
  private static @Nullable Instant deletingSince(ObjectMeta meta) {
    if (meta.getDeletionTimestamp() == null) {
      return null;
    }
    Long grace = meta.getDeletionGracePeriodSeconds();
    return Times.read(meta.getDeletionTimestamp()).minusSeconds(grace == null ? 0 : grace);
  }

  private static PodFact.Traits traits(Pod pod) {
    ObjectMeta meta = pod.getMetadata();
    PodSpec spec = pod.getSpec();
    Protection protection = Protection.of(pod);
    Map<String, String> annotations = OrEmpty.map(meta.getAnnotations());
    Long grace = spec.getTerminationGracePeriodSeconds();
    return new PodFact.Traits(
        OwnerProjection.controller(meta, "true".equals(annotations.get(DAEMON))),
        spec.getPriority() == null ? 0 : spec.getPriority(),
        !"Never".equals(spec.getPreemptionPolicy()),
        Duration.ofSeconds(grace == null ? DEFAULT_GRACE_SECONDS : grace),
        annotations.containsKey(MIRROR),
        LocalStorage.kept(spec, annotations),
        protection.consent(),
        protection.until());
  }
}
