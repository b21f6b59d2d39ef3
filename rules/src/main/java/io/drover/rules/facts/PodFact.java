package io.drover.rules.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A pod as the API server tells it, reduced to what scaling looks at. */
public record PodFact(
    Identity identity, PodNeeds needs, Preferences preferences, State state, Traits traits)
    implements Fact {

  /** The Cluster Autoscaler's default priority below which pods are expendable. */
  public static final int EXPENDABLE_BELOW = -10;

  /**
   * How long after the end of its grace period a pod that is still there is waited for; the Cluster
   * Autoscaler waits as long ({@code drainability/rules/longterminating}).
   */
  public static final Duration STUCK_AFTER = Duration.ofSeconds(30);

  /** Which pod this is, in which version. */
  public record Identity(
      PodKey key,
      String uid,
      String resourceVersion,
      Instant createdAt,
      Map<String, String> labels) {
    public Identity {
      labels = Map.copyOf(labels);
    }
  }

  /**
   * Where it stands.
   *
   * @param scheduling what its scheduler has said
   * @param nodeName the node it is bound to, or for which it is nominated; null before
   * @param pendingSince when its scheduler last said unschedulable, null otherwise
   * @param deletingSince when its deletion began, null otherwise
   * @param deletingUntil when the grace period of its deletion ends, which need not be the pod's
   *     own; null where that is not told
   */
  public record State(
      Scheduling scheduling,
      @Nullable NodeName nodeName,
      @Nullable Instant pendingSince,
      @Nullable Instant deletingSince,
      @Nullable Instant deletingUntil) {
    /** Of a pod that, if it ends, takes its own grace period. */
    public State(
        Scheduling scheduling,
        @Nullable NodeName nodeName,
        @Nullable Instant pendingSince,
        @Nullable Instant deletingSince) {
      this(scheduling, nodeName, pendingSince, deletingSince, null);
    }
  }

  /**
   * What matters when it must leave a node.
   *
   * @param owner its controller, null for a bare pod
   * @param priority its priority, zero where none is set
   * @param preempts whether it may take the place of pods of a lower priority ({@code
   *     preemptionPolicy} is not {@code Never})
   * @param grace termination grace period
   * @param mirror whether it is a static pod's mirror, which the API cannot evict
   * @param localStorage whether it keeps data on the node ({@code emptyDir} on disk, hostPath)
   * @param consent what its owner says of evicting it
   * @param heldUntil until when its owner forbids it for its start; null where it is not for a time
   */
  public record Traits(
      @Nullable Owner owner,
      int priority,
      boolean preempts,
      Duration grace,
      boolean mirror,
      boolean localStorage,
      Consent consent,
      @Nullable Instant heldUntil) {
    /** One that is held for no time. */
    public Traits(
        @Nullable Owner owner,
        int priority,
        boolean preempts,
        Duration grace,
        boolean mirror,
        boolean localStorage,
        Consent consent) {
      this(owner, priority, preempts, grace, mirror, localStorage, consent, null);
    }
  }

  /**
   * The annotation {@code cluster-autoscaler.kubernetes.io/safe-to-evict} or {@code
   * drover.dev/safe-to-evict}.
   */
  public enum Consent {
    /** Neither is set, or to something else. */
    UNSAID,
    /** {@code "true"}. */
    GIVEN,
    /** {@code "false"}. */
    REFUSED,
    /** {@code "on-completion"}: not before it ends by itself. */
    ON_COMPLETION
  }

  /** What the pod's scheduler has said about it. */
  public enum Scheduling {
    /** Not looked at yet. */
    WAITING,
    /** Held by a scheduling gate. */
    GATED,
    /** Looked at and found to fit nowhere. */
    UNSCHEDULABLE,
    /** Expected on a nominated node: after preemption there, or because somebody said so. */
    NOMINATED,
    /** Bound to a node. */
    BOUND,
    /** Succeeded or failed: takes no room any more. */
    FINISHED
  }

  public PodKey podKey() {
    return identity.key();
  }

  public boolean daemon() {
    Owner owner = traits.owner();
    return owner != null && owner.kind().equals("DaemonSet");
  }

  /**
   * Whether it would have to find another place if its node went: all but DaemonSet and mirror
   * pods, which belong to the node, and pods that end already.
   */
  public boolean moves() {
    return !daemon() && !traits.mirror() && state.deletingSince() == null;
  }

  /**
   * Whether a node that is drained must wait for it to be gone. DaemonSet and mirror pods belong to
   * the node, and what has ended needs it no more. A pod that still terminates {@link #STUCK_AFTER}
   * past its grace period is stuck, on a finalizer or a kubelet that does not answer: neither would
   * end by waiting, so it holds nothing up for ever.
   */
  public boolean holdsNode(Instant now) {
    Instant stuck = stuckFrom();
    return !daemon()
        && !traits.mirror()
        && state.scheduling() != Scheduling.FINISHED
        && (stuck == null || now.isBefore(stuck));
  }

  /** From when on it counts as stuck if it is still there; null while it is not being deleted. */
  public @Nullable Instant stuckFrom() {
    Instant since = state.deletingSince();
    if (since == null) {
      return null;
    }
    Instant until = state.deletingUntil();
    return (until == null ? since.plus(traits.grace()) : until).plus(STUCK_AFTER);
  }

  public boolean boundTo(NodeName node) {
    return state.scheduling() == Scheduling.BOUND && node.equals(state.nodeName());
  }

  /**
   * Whether it takes room on the node: it is bound to it, or nominated for it (kube-scheduler
   * counts nominated pods for all pods of no higher priority).
   */
  public boolean takesRoomOn(NodeName node) {
    return boundTo(node)
        || (state.scheduling() == Scheduling.NOMINATED && node.equals(state.nodeName()));
  }

  /** Whether its owner forbids to evict it, for good or until later. */
  public boolean heldByOwner(Instant now) {
    Instant until = traits.heldUntil();
    return traits.consent() == Consent.REFUSED || (until != null && now.isBefore(until));
  }

  /**
   * Whether it runs only where nobody else wants the room: no node is bought or kept for it.
   *
   * @param below the cut-off of the cluster, at most zero, so that a pod without a priority is none
   */
  public boolean expendable(int below) {
    return traits.priority() < below;
  }

  @Override
  public FactKey key() {
    return new FactKey(FactKey.Kind.POD, podKey().toString());
  }
}
