package io.drover.rules.facts;

import org.jspecify.annotations.Nullable;

/**
 * What keeps pods in existence: a ReplicaSet, StatefulSet, Job or ReplicationController. DaemonSets
 * are {@link DaemonSetFact}s.
 *
 * @param size how many pods it wants and has
 * @param controller its own controller (a Deployment, a CronJob …), null where it has none
 */
public record OwnerFact(
    Kind kind, String namespace, String name, String uid, Size size, @Nullable Owner controller)
    implements ReferencedFact {

  /** The kinds of owners that are watched. */
  public enum Kind {
    REPLICA_SET("ReplicaSet", FactKey.Kind.REPLICA_SET),
    STATEFUL_SET("StatefulSet", FactKey.Kind.STATEFUL_SET),
    JOB("Job", FactKey.Kind.JOB),
    REPLICATION_CONTROLLER("ReplicationController", FactKey.Kind.REPLICATION_CONTROLLER);

    private final String text;
    private final FactKey.Kind fact;

    Kind(String text, FactKey.Kind fact) {
      this.text = text;
      this.fact = fact;
    }

    /** As an owner reference has it. */
    public String text() {
      return text;
    }

    FactKey key(String namespace, String name) {
      return new FactKey(fact, namespace + "/" + name);
    }
  }

  /** How many pods it wants and has; null is unknown, which is not zero. */
  public sealed interface Size {
    /**
     * Of what keeps so many replicas.
     *
     * @param wanted {@code spec.replicas}
     * @param ready {@code status.readyReplicas}, once its controller has counted
     */
    record Replicas(@Nullable Integer wanted, @Nullable Integer ready) implements Size {}

    /**
     * Of a Job.
     *
     * @param parallelism most pods at once
     * @param completions pods that must succeed; null where the pods agree among themselves
     * @param active pods that have not ended, once its controller has counted
     * @param finished whether it is complete or has failed
     */
    record Run(
        @Nullable Integer parallelism,
        @Nullable Integer completions,
        @Nullable Integer active,
        boolean finished)
        implements Size {}
  }

  @Override
  public FactKey key() {
    return kind.key(namespace, name);
  }
}
