package io.drover.verticles.cluster.embedded;

import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.NamespaceFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Owner;
import io.drover.rules.facts.OwnerFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodFact.Scheduling;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Preferences;
import io.drover.rules.facts.World;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The few controllers that a cluster in memory needs: replicas are kept, pods are scheduled by
 * {@code rules.scheduling}, disruption budgets are counted, ended pods go after their grace period.
 */
final class EmbeddedControllers {
  private static final String NAMESPACE = "default";
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final EmbeddedStore store;
  private final Clock clock;
  private final Timers timers;
  private final TreeMap<String, EmbeddedWorkload> workloads = new TreeMap<>();
  private int serial;

  EmbeddedControllers(EmbeddedStore store, Clock clock, Timers timers) {
    this.store = store;
    this.clock = clock;
    this.timers = timers;
    store.react(this::reconcile);
    for (String namespace : List.of(NAMESPACE, "kube-system")) {
      store.put(
          revision ->
              new NamespaceFact(
                  namespace, Map.of("kubernetes.io/metadata.name", namespace), false));
    }
  }

  void run(EmbeddedWorkload workload) {
    workloads.put(workload.name(), workload);
    reconcile();
  }

  /** Ends a pod: it stays until its grace period has passed. */
  void end(PodFact pod) {
    if (pod.state().deletingSince() != null) {
      return;
    }
    Instant now = clock.now();
    PodFact.State was = pod.state();
    put(pod, new PodFact.State(was.scheduling(), was.nodeName(), was.pendingSince(), now));
    timers.after(GRACE, () -> store.drop(pod.key()));
  }

  private void reconcile() {
    World world = store.now();
    workloads.values().forEach(workload -> keep(workload, world));
    schedule(store.now());
    workloads.values().forEach(workload -> count(workload, store.now()));
  }

  private void keep(EmbeddedWorkload workload, World world) {
    List<PodFact> alive =
        world.pods().stream()
            .filter(pod -> workload.selector().matches(pod.identity().labels()))
            .filter(pod -> pod.state().deletingSince() == null)
            .toList();
    for (int missing = workload.replicas() - alive.size(); missing > 0; missing--) {
      create(workload);
    }
    // As the ReplicaSet controller does: pods that wait go first, then the youngest.
    alive.stream()
        .sorted((a, b) -> Integer.compare(rank(a), rank(b)))
        .limit(Math.max(0, alive.size() - workload.replicas()))
        .forEach(this::end);
  }

  private static int rank(PodFact pod) {
    return pod.state().scheduling() == Scheduling.BOUND ? 1 : 0;
  }

  private void create(EmbeddedWorkload workload) {
    serial++;
    String name = workload.name() + "-" + serial;
    Instant now = clock.now();
    store.put(
        revision ->
            new PodFact(
                new PodFact.Identity(
                    new PodKey(NAMESPACE, name),
                    "pod-" + revision,
                    Long.toString(revision),
                    now,
                    workload.labels()),
                workload.needs(),
                Preferences.NONE,
                new PodFact.State(Scheduling.WAITING, null, null, null),
                new PodFact.Traits(
                    new Owner("ReplicaSet", workload.name(), uid(workload)),
                    0,
                    true,
                    GRACE,
                    false,
                    false,
                    PodFact.Consent.UNSAID)));
  }

  private void schedule(World world) {
    ClusterModel model = new ClusterModel(world);
    for (PodFact pod : List.copyOf(world.pods())) {
      Scheduling state = pod.state().scheduling();
      boolean waits = state == Scheduling.WAITING || state == Scheduling.UNSCHEDULABLE;
      if (waits && pod.state().deletingSince() == null) {
        Optional<String> node = model.place(pod, any -> true);
        if (node.isPresent()) {
          put(pod, new PodFact.State(Scheduling.BOUND, new NodeName(node.get()), null, null));
        } else if (state == Scheduling.WAITING) {
          put(pod, new PodFact.State(Scheduling.UNSCHEDULABLE, null, clock.now(), null));
        }
      }
    }
  }

  private void count(EmbeddedWorkload workload, World world) {
    int healthy = healthy(workload, world);
    putIfNews(
        new OwnerFact(
            OwnerFact.Kind.REPLICA_SET,
            NAMESPACE,
            workload.name(),
            uid(workload),
            new OwnerFact.Size.Replicas(workload.replicas(), healthy),
            null));
    if (workload.minAvailable() > 0) {
      putIfNews(
          new DisruptionBudgetFact(
              NAMESPACE,
              workload.name(),
              workload.selector(),
              Math.max(0, healthy - workload.minAvailable()),
              true));
    }
  }

  private static int healthy(EmbeddedWorkload workload, World world) {
    long healthy =
        world.pods().stream()
            .filter(pod -> workload.selector().matches(pod.identity().labels()))
            .filter(pod -> pod.state().deletingSince() == null && serves(pod, world))
            .count();
    return Math.toIntExact(healthy);
  }

  private void putIfNews(Fact fact) {
    if (!store.get(fact.key()).equals(Optional.of(fact))) {
      store.put(revision -> fact);
    }
  }

  private static String uid(EmbeddedWorkload workload) {
    return "rs-" + workload.name();
  }

  private static boolean serves(PodFact pod, World world) {
    @Nullable NodeName node = pod.state().nodeName();
    return node != null && world.node(node).filter(NodeFact::ready).isPresent();
  }

  private void put(PodFact pod, PodFact.State next) {
    PodFact.Identity was = pod.identity();
    store.put(
        revision ->
            new PodFact(
                new PodFact.Identity(
                    was.key(), was.uid(), Long.toString(revision), was.createdAt(), was.labels()),
                pod.needs(),
                pod.preferences(),
                next,
                pod.traits()));
  }
}
