package io.drover.verticles.cluster.embedded;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.rules.safety.LiveView;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.ServedCluster;
import io.drover.verticles.locks.LeaseConflict;
import io.drover.verticles.locks.LeaseRecord;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Timers;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A cluster in memory behind the same port as a real one: watches with revisions, conflicts,
 * graceful deletion, disruption budgets and a scheduler. Time is injected; one thread owns it.
 */
public final class EmbeddedCluster implements ServedCluster {
  private static final Duration HEARTBEAT_DELAY = Duration.ofMillis(2);

  private final String uid;
  private final Clock clock;
  private final Timers timers;
  private final EmbeddedStore store;
  private final EmbeddedControllers controllers;
  private final EmbeddedCommands commands;
  private @Nullable Watcher watcher;
  private @Nullable LeaseRecord lease;
  private long leaseVersion;
  private final List<Delta> missed = new ArrayList<>();
  private boolean frozen;

  public EmbeddedCluster(String uid, Clock clock, Timers timers) {
    this.uid = uid;
    this.clock = clock;
    this.timers = timers;
    this.store = new EmbeddedStore(timers);
    this.controllers = new EmbeddedControllers(store, clock, timers);
    this.commands = new EmbeddedCommands(store, controllers, clock);
  }

  /** Keeps so many pods of a workload from now on. */
  public void run(EmbeddedWorkload workload) {
    controllers.run(workload);
  }

  /** Makes or replaces a node group. */
  public void apply(GroupName name, GroupSpec spec) {
    Optional<NodeGroupFact> old = store.now().group(name);
    store.put(
        revision ->
            new NodeGroupFact(
                name,
                old.map(NodeGroupFact::uid).orElse("group-" + revision),
                Long.toString(revision),
                spec,
                old.map(NodeGroupFact::hold).orElse(""),
                old.map(NodeGroupFact::history).orElse(NodeGroupFact.History.NONE),
                old.map(NodeGroupFact::end).orElse(NodeGroupFact.End.NONE),
                old.map(NodeGroupFact::madeAt).orElse(null)));
  }

  /** Somebody takes a record away together with its finalizer, or a backup lacks it. */
  public void forget(String record) {
    store.drop(new FactKey(FactKey.Kind.MANAGED_NODE, record));
  }

  /** Somebody deletes a node group: one that is guarded is marked and stays. */
  public void delete(GroupName group) {
    commands.deleteGroupByHand(group);
  }

  /** A machine has booted and its kubelet registers a ready Node. */
  public void join(
      NodeName name, String providerId, Map<String, String> labels, NodeFact.Shape shape) {
    store.put(
        revision ->
            new NodeFact(
                new NodeFact.Identity(
                    name, "node-" + revision, Long.toString(revision), clock.now(), false),
                labels,
                Map.of(),
                shape,
                NodeFact.Readiness.READY,
                providerId));
  }

  /** The kubelet of a node reports no more. */
  public void silence(NodeName name) {
    store
        .now()
        .node(name)
        .ifPresent(
            node ->
                store.put(
                    revision ->
                        new NodeFact(
                            EmbeddedCommands.at(node.identity(), revision),
                            node.labels(),
                            node.annotations(),
                            node.shape(),
                            NodeFact.Readiness.UNKNOWN,
                            node.providerId(),
                            clock.now(),
                            node.attachedVolumes())));
  }

  /** Somebody uncordons a node, as {@code kubectl uncordon} does: nothing else is changed. */
  public void uncordon(NodeName name) {
    commands.uncordonByHand(name);
  }

  /** The owner of a pod says that it must not be evicted. */
  public void hold(PodKey pod) {
    store.now().pod(pod).ifPresent(found -> store.put(revision -> held(found, revision)));
  }

  private static PodFact held(PodFact pod, long revision) {
    PodFact.Identity was = pod.identity();
    PodFact.Traits traits = pod.traits();
    return new PodFact(
        new PodFact.Identity(
            was.key(), was.uid(), Long.toString(revision), was.createdAt(), was.labels()),
        pod.needs(),
        pod.preferences(),
        pod.state(),
        new PodFact.Traits(
            traits.owner(),
            traits.priority(),
            traits.preempts(),
            traits.grace(),
            traits.mirror(),
            traits.localStorage(),
            PodFact.Consent.REFUSED,
            traits.heldUntil()));
  }

  /** Somebody deletes a record: it is marked and stays until Drover lets it go. */
  public void withdraw(String record) {
    store
        .get(new FactKey(FactKey.Kind.MANAGED_NODE, record))
        .map(fact -> (ManagedNodeFact) fact)
        .ifPresent(
            was ->
                store.put(
                    revision ->
                        new ManagedNodeFact(
                            new ManagedNodeFact.Identity(
                                record,
                                was.identity().uid(),
                                Long.toString(revision),
                                was.identity().createdAt(),
                                true),
                            was.purchase(),
                            was.progress(),
                            was.writtenUnder())));
  }

  /** What a ready node with this much room looks like to the scheduler. */
  public static NodeFact.Shape shape(Resources allocatable, List<Taint> taints) {
    return new NodeFact.Shape(allocatable, allocatable, taints, false);
  }

  /** No answers and no events while it hangs; afterwards a watch tells what it has missed. */
  public void freeze(boolean hangs) {
    frozen = hangs;
    if (!frozen && !missed.isEmpty() && watcher != null) {
      List<Delta> late = List.copyOf(missed);
      missed.clear();
      watcher.changed(late);
    }
  }

  /** The cluster as it is, ahead of every watch. */
  public World now() {
    return store.now();
  }

  @Override
  public Future<String> uid() {
    return Future.succeededFuture(uid);
  }

  @Override
  public Future<Void> open(Watcher next) {
    watcher = next;
    missed.clear();
    store.watch(
        deltas -> {
          if (frozen) {
            missed.addAll(deltas);
          } else {
            next.changed(deltas);
          }
        });
    return Future.succeededFuture();
  }

  @Override
  public List<Fact> facts() {
    return store.reported();
  }

  @Override
  public Future<ClusterOutcome> perform(ClusterCommand command) {
    return frozen
        ? Future.succeededFuture(new ClusterOutcome.Unreachable("no answer"))
        : Future.succeededFuture(commands.perform(command));
  }

  @Override
  public Future<LiveView> look(String record) {
    if (frozen) {
      return Future.failedFuture("no answer");
    }
    World world = store.now();
    Instant now = clock.now();
    Optional<ManagedNodeFact> found =
        store
            .get(new FactKey(FactKey.Kind.MANAGED_NODE, record))
            .map(fact -> (ManagedNodeFact) fact);
    Optional<NodeFact> node = found.flatMap(r -> nodeOf(r, world));
    return Future.succeededFuture(
        new LiveView(
            now,
            found.orElse(null),
            found.flatMap(r -> world.group(r.group())).orElse(null),
            node.orElse(null),
            node.map(n -> world.podsOn(n.name())).orElse(List.of()),
            List.copyOf(world.disruptionBudgets()),
            found.map(r -> seconds(r, world)).orElse(List.of())));
  }

  private static Optional<NodeFact> nodeOf(ManagedNodeFact record, World world) {
    String machine = record.progress().providerId();
    NodeName named = record.progress().nodeName();
    return named == null && machine != null
        ? world.nodeOn(machine)
        : Optional.ofNullable(named).flatMap(world::node);
  }

  private static List<NodeFact> seconds(ManagedNodeFact record, World world) {
    return record.progress().dealings().surplus().stream()
        .flatMap(machine -> world.nodeOn(machine).stream())
        .toList();
  }

  @Override
  public void close() {
    watcher = null;
    store.watch(deltas -> {});
  }

  @Override
  public Future<Optional<LeaseRecord>> readLease() {
    return frozen
        ? Future.failedFuture("no answer")
        : Future.succeededFuture(Optional.ofNullable(lease));
  }

  @Override
  public Future<LeaseRecord> writeLease(LeaseRecord next) {
    if (frozen) {
      return Future.failedFuture("no answer");
    }
    String version = lease == null ? "" : lease.version();
    if (!version.equals(next.version())) {
      return Future.failedFuture(new LeaseConflict("the Lease is at version " + version));
    }
    leaseVersion++;
    LeaseRecord written =
        new LeaseRecord(
            Long.toString(leaseVersion),
            next.holder(),
            new Token(next.token().epoch(), next.token().fence()),
            next.renewedAt(),
            next.validFor(),
            next.lock());
    lease = written;
    timers.after(HEARTBEAT_DELAY, () -> beat(written));
    return Future.succeededFuture(written);
  }

  private void beat(LeaseRecord written) {
    Watcher told = watcher;
    if (told != null && !frozen) {
      told.heartbeat(written.renewedAt());
    }
  }
}
