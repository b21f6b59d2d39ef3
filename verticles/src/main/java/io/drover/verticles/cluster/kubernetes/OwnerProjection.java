package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.Owner;
import io.drover.rules.facts.OwnerFact;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.OwnerReference;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobStatus;
import java.util.Arrays;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What keeps pods in existence, as facts. */
final class OwnerProjection {
  /** Types of a Job's conditions after which no pod is made any more. */
  private static final Set<String> ENDS = Set.of("Complete", "Failed");

  /** API groups of Kubernetes' own controllers, of old versions too; the first has no name. */
  private static final Set<String> OWN_GROUPS = Set.of("", "core", "apps", "batch", "extensions");

  /** The kind of owner whose pods belong to their nodes. */
  private static final String DAEMON_SET = "DaemonSet";

  private OwnerProjection() {}

  static OwnerFact fact(ReplicaSet set) {
    var status = set.getStatus();
    return owner(
        OwnerFact.Kind.REPLICA_SET,
        set,
        new OwnerFact.Size.Replicas(
            set.getSpec() == null ? null : set.getSpec().getReplicas(),
            status == null ? null : counted(status.getReplicas(), status.getReadyReplicas())));
  }

  static OwnerFact fact(StatefulSet set) {
    var status = set.getStatus();
    return owner(
        OwnerFact.Kind.STATEFUL_SET,
        set,
        new OwnerFact.Size.Replicas(
            set.getSpec() == null ? null : set.getSpec().getReplicas(),
            status == null ? null : counted(status.getReplicas(), status.getReadyReplicas())));
  }

  static OwnerFact fact(ReplicationController set) {
    var status = set.getStatus();
    return owner(
        OwnerFact.Kind.REPLICATION_CONTROLLER,
        set,
        new OwnerFact.Size.Replicas(
            set.getSpec() == null ? null : set.getSpec().getReplicas(),
            status == null ? null : counted(status.getReplicas(), status.getReadyReplicas())));
  }

  static OwnerFact fact(Job job) {
    JobStatus status = job.getStatus() == null ? new JobStatus() : job.getStatus();
    boolean finished =
        OrEmpty.list(status.getConditions()).stream()
            .filter(condition -> ENDS.contains(OrEmpty.text(condition.getType())))
            .anyMatch(condition -> "True".equals(condition.getStatus()));
    boolean begun = status.getStartTime() != null || finished;
    return owner(
        OwnerFact.Kind.JOB,
        job,
        new OwnerFact.Size.Run(
            job.getSpec() == null ? null : job.getSpec().getParallelism(),
            job.getSpec() == null ? null : job.getSpec().getCompletions(),
            counted(begun ? Integer.valueOf(0) : null, status.getActive()),
            finished));
  }

  /** The one of its owners that controls it. */
  static @Nullable Owner controller(ObjectMeta meta) {
    for (OwnerReference owner : OrEmpty.list(meta.getOwnerReferences())) {
      if (Boolean.TRUE.equals(owner.getController())) {
        return new Owner(kind(owner), owner.getName(), owner.getUid());
      }
    }
    return null;
  }

  /**
   * A pod's controller, which counts as a DaemonSet where the pod is annotated as a daemon's: as
   * such it belongs to its node, whatever kind of controller made it.
   */
  static @Nullable Owner controller(ObjectMeta pod, boolean daemon) {
    Owner owner = controller(pod);
    return owner == null || !daemon ? owner : new Owner(DAEMON_SET, owner.name(), owner.uid());
  }

  /**
   * The kind, with its API group where somebody else has a kind of the same name as Kubernetes': it
   * is not looked for among those that are watched. A DaemonSet's pods belong to their nodes in any
   * group.
   */
  private static String kind(OwnerReference owner) {
    String version = OrEmpty.text(owner.getApiVersion());
    String group = version.substring(0, Math.max(0, version.indexOf('/')));
    boolean foreign =
        !OWN_GROUPS.contains(group)
            && Arrays.stream(OwnerFact.Kind.values())
                .anyMatch(kind -> kind.text().equals(owner.getKind()));
    return foreign ? owner.getKind() + "." + group : owner.getKind();
  }

  /** JSON leaves a zero out; it is one only where something beside it tells of a count. */
  private static @Nullable Integer counted(@Nullable Integer beside, @Nullable Integer count) {
    return count == null && beside != null ? Integer.valueOf(0) : count;
  }

  private static OwnerFact owner(OwnerFact.Kind kind, HasMetadata object, OwnerFact.Size size) {
    ObjectMeta meta = object.getMetadata();
    return new OwnerFact(
        kind, meta.getNamespace(), meta.getName(), meta.getUid(), size, controller(meta));
  }
}
