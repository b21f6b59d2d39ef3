package io.drover.verticles.cluster.embedded;

import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.NamespaceFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Owner;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodFact.Scheduling;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Preferences;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Timers;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The few controllers that a cluster in memory needs: replicas are kept, Jobs run and succeed, pods
 * are scheduled, disruption budgets are counted, ended pods go after their grace period. They look
 * only at what has changed.
 */
final class EmbeddedControllers implements EmbeddedStore.Controllers {
  private static final String NAMESPACE = "default";
  private static final Duration GRACE = Duration.ofSeconds(1);

  private final EmbeddedStore store;
  private final Clock clock;
  private final Timers timers;
  private final EmbeddedScheduler scheduler;
  private final TreeMap<String, EmbeddedReplicas> workloads = new TreeMap<>();
  private final TreeSet<String> changed = new TreeSet<>();
  private int serial;

  EmbeddedControllers(EmbeddedStore store, Clock clock, Timers timers) {
    this.store = store;
    this.clock = clock;
    this.timers = timers;
    this.scheduler = new EmbeddedScheduler(store.now());
    store.keptBy(this);
    for (String namespace : List.of(NAMESPACE, "kube-system")) {
      store.put(
          revision ->
              new NamespaceFact(
                  namespace, Map.of("kubernetes.io/metadata.name", namespace), false));
    }
  }

  void run(EmbeddedWorkload workload) {
    workloads
        .computeIfAbsent(workload.name(), any -> new EmbeddedReplicas(workload))
        .become(workload);
    changed.add(workload.name());
    act();
  }

  void end(PodFact pod) {
    end(pod, GRACE);
  }

  /** Ends a pod: it stays until this grace period has passed. */
  void end(PodFact pod, Duration grace) {
    if (pod.state().deletingSince() != null) {
      return;
    }
    Instant now = clock.now();
    PodFact.State was = pod.state();
    put(pod, new PodFact.State(was.scheduling(), was.nodeName(), was.pendingSince(), now));
    timers.after(grace, () -> store.drop(pod.key()));
  }

  @Override
  public void saw(@Nullable Fact was, @Nullable Fact is) {
    scheduler.saw(was, is);
    if (was instanceof PodFact pod && is == null) {
      saw(pod, null);
    }
    if (is instanceof PodFact pod) {
      saw(pod, pod);
      if (pod.state().scheduling() == Scheduling.BOUND && waited(was)) {
        begin(pod);
      }
    }
    if (ready(was) != ready(is)) {
      servesNow(was);
      servesNow(is);
    }
  }

  private static boolean ready(@Nullable Fact fact) {
    return fact instanceof NodeFact node && node.ready();
  }

  private void servesNow(@Nullable Fact fact) {
    if (fact instanceof NodeFact node) {
      store.now().podsOn(node.name()).forEach(pod -> changed.add(owner(pod)));
    }
  }

  private static boolean waited(@Nullable Fact was) {
    return was instanceof PodFact pod && pod.state().scheduling() != Scheduling.BOUND;
  }

  private void saw(PodFact pod, @Nullable PodFact now) {
    EmbeddedReplicas replicas = workloads.get(owner(pod));
    if (replicas != null) {
      replicas.saw(pod.podKey(), now);
      changed.add(owner(pod));
    }
  }

  private static String owner(PodFact pod) {
    Owner owner = pod.traits().owner();
    return owner == null ? "" : owner.name();
  }

  private void begin(PodFact pod) {
    EmbeddedReplicas replicas = workloads.get(owner(pod));
    Duration runsFor = replicas == null ? null : replicas.workload().runsFor();
    if (runsFor != null) {
      timers.after(runsFor, () -> succeed(pod.podKey(), pod.identity().uid()));
    }
  }

  /** A pod that was evicted meanwhile has not succeeded; another one begins anew. */
  private void succeed(PodKey key, String uid) {
    Optional<PodFact> pod =
        store
            .now()
            .pod(key)
            .filter(there -> there.identity().uid().equals(uid))
            .filter(there -> there.state().deletingSince() == null);
    EmbeddedReplicas replicas = pod.map(there -> workloads.get(owner(there))).orElse(null);
    if (pod.isPresent() && replicas != null) {
      EmbeddedWorkload left = replicas.workload().scaledTo(replicas.workload().replicas() - 1);
      replicas.become(left);
      store.drop(pod.get().key());
    }
  }

  @Override
  public void act() {
    List<EmbeddedReplicas> seen = changed.stream().map(workloads::get).filter(this::known).toList();
    changed.clear();
    seen.forEach(this::keep);
    scheduler.schedule(this::place);
    seen.forEach(this::count);
  }

  private boolean known(@Nullable EmbeddedReplicas replicas) {
    return replicas != null;
  }

  private void keep(EmbeddedReplicas replicas) {
    for (int missing = replicas.missing(); missing > 0; missing--) {
      create(replicas.workload());
    }
    replicas.surplus().forEach(this::end);
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
                    workload.owner(), 0, true, GRACE, false, false, PodFact.Consent.UNSAID)));
  }

  private void place(PodFact pod, Optional<NodeName> node) {
    if (node.isPresent()) {
      put(pod, new PodFact.State(Scheduling.BOUND, node.get(), null, null));
    } else if (pod.state().scheduling() == Scheduling.WAITING) {
      put(pod, new PodFact.State(Scheduling.UNSCHEDULABLE, null, clock.now(), null));
    }
  }

  private void count(EmbeddedReplicas replicas) {
    EmbeddedWorkload workload = replicas.workload();
    int healthy = replicas.healthy(store.now());
    if (workload.runsFor() != null && replicas.gone()) {
      store.drop(workload.fact(NAMESPACE, 0).key());
      workloads.remove(workload.name());
      return;
    }
    putIfNews(workload.fact(NAMESPACE, healthy));
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

  private void putIfNews(Fact fact) {
    if (!store.get(fact.key()).equals(Optional.of(fact))) {
      store.put(revision -> fact);
    }
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
