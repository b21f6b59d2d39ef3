package io.drover.verticles.cluster.embedded;

import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The commands on a cluster in memory, with the preconditions of the real API. */
final class EmbeddedCommands {
  private final EmbeddedStore store;
  private final EmbeddedControllers controllers;
  private final EmbeddedGroups groups;
  private final Clock clock;

  EmbeddedCommands(EmbeddedStore store, EmbeddedControllers controllers, Clock clock) {
    this.store = store;
    this.controllers = controllers;
    this.groups = new EmbeddedGroups(store, clock);
    this.clock = clock;
  }

  ClusterOutcome perform(ClusterCommand command) {
    return switch (command) {
      case ClusterCommand.Cordon(NodeName node, String uid) ->
          redraw(node, uid, EmbeddedDrain::begun);
      case ClusterCommand.Uncordon(NodeName node, String uid) ->
          redraw(node, uid, EmbeddedDrain::takenBack);
      case ClusterCommand.MarkCandidate(NodeName node, String uid, @Nullable Instant since) ->
          reshape(node, uid, shape -> marked(shape, since));
      case ClusterCommand.DressNode dress -> dress(dress);
      case ClusterCommand.EvictPod(PodKey pod, String uid) -> evict(pod, uid);
      case ClusterCommand.DeletePod delete -> deletePod(delete);
      case ClusterCommand.DeleteNode(NodeName node, String uid) -> deleteNode(node, uid);
      case ClusterCommand.CreateRecord(String name, ManagedNodeFact.Purchase purchase) ->
          create(name, purchase);
      case ClusterCommand.WriteRecord(ManagedNodeFact record) -> write(record);
      case ClusterCommand.DeleteRecord delete -> delete(delete);
      case ClusterCommand.WriteGroup write -> groups.write(write);
      case ClusterCommand.GuardGroup guard -> groups.guard(guard);
      case ClusterCommand.MakeGroup make -> groups.make(make);
      case ClusterCommand.DropGroup drop -> groups.drop(drop);
      case ClusterCommand.TellEvent tell -> new ClusterOutcome.Done();
    };
  }

  static NodeFact.Identity at(NodeFact.Identity was, long revision) {
    return new NodeFact.Identity(
        was.name(), was.uid(), Long.toString(revision), was.createdAt(), was.deleting());
  }

  private static NodeFact.Shape marked(NodeFact.Shape shape, @Nullable Instant since) {
    List<Taint> taints = new ArrayList<>(shape.taints());
    taints.removeIf(taint -> taint.key().equals(NodeFact.CANDIDATE_TAINT));
    if (since != null) {
      taints.add(
          new Taint(
              NodeFact.CANDIDATE_TAINT,
              Long.toString(since.getEpochSecond()),
              Taint.Effect.PREFER_NO_SCHEDULE));
    }
    return new NodeFact.Shape(shape.capacity(), shape.allocatable(), taints, shape.unschedulable());
  }

  void deleteGroupByHand(GroupName name) {
    groups.deleteByHand(name);
  }

  void uncordonByHand(NodeName name) {
    store
        .now()
        .node(name)
        .ifPresent(
            node -> {
              NodeFact.Shape was = node.shape();
              ClusterOutcome unused =
                  put(
                      node,
                      node.labels(),
                      new NodeFact.Shape(was.capacity(), was.allocatable(), was.taints(), false));
            });
  }

  private Optional<NodeFact> node(NodeName name, String uid) {
    return store.now().node(name).filter(node -> node.identity().uid().equals(uid));
  }

  private ClusterOutcome redraw(
      NodeName name, String uid, UnaryOperator<EmbeddedDrain.Look> change) {
    Optional<NodeFact> node = node(name, uid);
    if (node.isEmpty()) {
      return new ClusterOutcome.Absent("node " + name);
    }
    EmbeddedDrain.Look next = change.apply(EmbeddedDrain.Look.of(node.get()));
    return put(node.get(), next.labels(), next.shape());
  }

  private ClusterOutcome reshape(NodeName name, String uid, UnaryOperator<NodeFact.Shape> change) {
    Optional<NodeFact> node = node(name, uid);
    if (node.isEmpty()) {
      return new ClusterOutcome.Absent("node " + name);
    }
    NodeFact was = node.get();
    NodeFact.Shape next = change.apply(was.shape());
    return put(was, was.labels(), next);
  }

  private ClusterOutcome put(NodeFact was, Map<String, String> labels, NodeFact.Shape shape) {
    store.put(
        revision ->
            new NodeFact(
                at(was.identity(), revision),
                labels,
                was.annotations(),
                shape,
                was.readiness(),
                was.providerId(),
                was.unreadySince(),
                was.attachedVolumes()));
    return new ClusterOutcome.Done();
  }

  private ClusterOutcome dress(ClusterCommand.DressNode dress) {
    Optional<NodeFact> node = node(dress.node(), dress.uid());
    if (node.isEmpty()) {
      return new ClusterOutcome.Absent("node " + dress.node());
    }
    Map<String, String> labels = new HashMap<>(node.get().labels());
    labels.putAll(dress.labels());
    return put(node.get(), labels, node.get().shape());
  }

  private ClusterOutcome evict(PodKey key, String uid) {
    World world = store.now();
    Optional<PodFact> pod = world.pod(key).filter(p -> p.identity().uid().equals(uid));
    if (pod.isEmpty()) {
      return new ClusterOutcome.Absent("pod " + key);
    }
    Optional<DisruptionBudgetFact> blocking =
        world.disruptionBudgets().stream()
            .filter(budget -> budget.covers(pod.get()) && budget.blocks())
            .findFirst();
    if (blocking.isPresent()) {
      return new ClusterOutcome.Blocked(
          "Cannot evict pod as it would violate the pod's disruption budget.", Duration.ZERO);
    }
    world.disruptionBudgets().stream()
        .filter(budget -> budget.covers(pod.get()))
        .forEach(this::spend);
    controllers.end(pod.get());
    return new ClusterOutcome.Done();
  }

  private ClusterOutcome deletePod(ClusterCommand.DeletePod command) {
    Optional<PodFact> pod = store.now().pod(command.pod());
    if (pod.isEmpty()) {
      return new ClusterOutcome.Absent("pod " + command.pod());
    }
    if (!pod.get().identity().uid().equals(command.uid())) {
      return new ClusterOutcome.Conflict("the pod's uid is " + pod.get().identity().uid());
    }
    controllers.end(pod.get(), command.grace());
    return new ClusterOutcome.Done();
  }

  private void spend(DisruptionBudgetFact budget) {
    store.put(
        revision ->
            new DisruptionBudgetFact(
                budget.namespace(),
                budget.name(),
                budget.selector(),
                budget.disruptionsAllowed() - 1,
                true));
  }

  private ClusterOutcome deleteNode(NodeName name, String uid) {
    Optional<NodeFact> node = node(name, uid);
    if (node.isPresent()) {
      World world = store.now();
      world.podsOn(name).forEach(pod -> store.drop(pod.key()));
      store.drop(node.get().key());
    }
    return new ClusterOutcome.Done();
  }

  private ClusterOutcome create(String name, ManagedNodeFact.Purchase purchase) {
    if (store.get(new FactKey(FactKey.Kind.MANAGED_NODE, name)).isPresent()) {
      return new ClusterOutcome.Conflict("there is a ManagedNode " + name);
    }
    Instant now = clock.now();
    return new ClusterOutcome.Wrote(
        store.put(
            revision ->
                new ManagedNodeFact(
                    new ManagedNodeFact.Identity(
                        name, "record-" + revision, Long.toString(revision), now, false),
                    purchase,
                    new ManagedNodeFact.Progress(Phase.INTENDED, now, null, null, null, null),
                    Token.NONE)));
  }

  private ClusterOutcome write(ManagedNodeFact next) {
    Optional<Fact> old = store.get(next.key());
    if (old.isEmpty()) {
      return new ClusterOutcome.Absent(next.key().name());
    }
    ManagedNodeFact.Identity is = next.identity();
    ManagedNodeFact.Identity was = ((ManagedNodeFact) old.get()).identity();
    if (!was.resourceVersion().equals(is.resourceVersion())) {
      return new ClusterOutcome.Conflict("ManagedNode is at " + was.resourceVersion());
    }
    return new ClusterOutcome.Wrote(
        store.put(
            revision ->
                new ManagedNodeFact(
                    new ManagedNodeFact.Identity(
                        was.name(),
                        was.uid(),
                        Long.toString(revision),
                        was.createdAt(),
                        was.deleting()),
                    next.purchase(),
                    next.progress(),
                    next.writtenUnder())));
  }

  private ClusterOutcome delete(ClusterCommand.DeleteRecord delete) {
    FactKey key = new FactKey(FactKey.Kind.MANAGED_NODE, delete.name());
    Optional<Fact> old = store.get(key);
    if (old.isEmpty()) {
      return new ClusterOutcome.Done();
    }
    ManagedNodeFact.Identity was = ((ManagedNodeFact) old.get()).identity();
    if (!was.uid().equals(delete.uid())) {
      return new ClusterOutcome.Absent("another ManagedNode bears the name");
    }
    if (!was.resourceVersion().equals(delete.resourceVersion())) {
      return new ClusterOutcome.Conflict("ManagedNode is at " + was.resourceVersion());
    }
    store.drop(key);
    return new ClusterOutcome.Done();
  }
}
