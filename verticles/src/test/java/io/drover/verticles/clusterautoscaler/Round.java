package io.drover.verticles.clusterautoscaler;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Measured;
import io.drover.rules.plan.Planner;
import io.drover.rules.plan.Question;
import io.drover.rules.plan.Remembered;
import io.drover.rules.plan.Thought;
import io.drover.rules.scheduling.ClusterModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** A cluster as a plan by the shipped policies finds it; nodes are of group {@code general}. */
final class Round {
  /** Enough for cases of a few nodes, and soon over for the large one. */
  private static final long SEARCH_STEPS = 10_000;

  private final Instant now;
  private final List<Fact> facts = new ArrayList<>();
  private final List<OfferingFact> offerings = new ArrayList<>();
  private Duration noteMaxAge = ClusterSettings.NOTE_MAX_AGE;

  Round(Instant now) {
    this.now = now;
  }

  /** Group {@code general}, whose nodes may go at a share of requests, after a time. */
  static GroupBuilder group(double threshold, Duration unneededTime) {
    return aGroup("general")
        .sized(0, 1000)
        .scalingDown(new GroupSpec.ScaleDown(true, threshold, unneededTime, Duration.ZERO));
  }

  Round with(Collection<? extends Fact> some) {
    facts.addAll(some);
    return this;
  }

  Round with(Fact one) {
    facts.add(one);
    return this;
  }

  /** What the groups may buy. */
  Round offering(OfferingFact offering) {
    offerings.add(offering);
    return this;
  }

  /** How old a note may be that this round is the first to see. */
  Round believingNotesFor(Duration age) {
    noteMaxAge = age;
    return this;
  }

  /** A node that serves in group {@code general}. */
  Round serving(NodeFact node) {
    return with(node).with(aManagedNode(node.name().value()).build());
  }

  /** A node of group {@code general} that is being removed. */
  Round leaving(NodeFact node) {
    return with(node).with(aManagedNode(node.name().value()).removedFor("NODE_EMPTY").build());
  }

  /** Room for all pods of a case, on a node that its owner protects. */
  Round withRoom() {
    return with(aGroup("room").build())
        .with(aManagedNode("room").in("room").build())
        .with(aNode("room").with("1000", "1000Gi").doNotDisrupt().build());
  }

  /** A pod that takes all of a node's cpu, so that the node is needed. */
  Round busy(NodeFact node) {
    return with(
        aPod("busy-" + node.name())
            .asking(node.shape().allocatable().get("cpu") + "m", "0")
            .on(node.name().value())
            .build());
  }

  /** The same node with Drover's note that it has been unneeded since then. */
  static NodeFact unneeded(NodeFact node, Instant since) {
    List<Taint> taints = new ArrayList<>(node.shape().taints());
    taints.add(
        new Taint(
            NodeFact.CANDIDATE_TAINT,
            Long.toString(since.getEpochSecond()),
            Taint.Effect.PREFER_NO_SCHEDULE));
    return tainted(node, taints);
  }

  /** The same node with these taints. */
  static NodeFact tainted(NodeFact node, List<Taint> taints) {
    NodeFact.Shape shape = node.shape();
    return new NodeFact(
        node.identity(),
        node.labels(),
        node.annotations(),
        new NodeFact.Shape(shape.capacity(), shape.allocatable(), taints, shape.unschedulable()),
        node.readiness(),
        node.providerId());
  }

  World world() {
    return new ObservedWorld(new FactSnapshot(new Position(1, 1), facts));
  }

  Question question() {
    return new Question(
        "plan-1",
        now,
        world(),
        Map.of(new ProviderName("sim"), List.copyOf(offerings)),
        Measured.NOTHING,
        List.of(),
        false,
        Remembered.NOTHING,
        settings());
  }

  private ClusterSettings settings() {
    ClusterSettings usual = ClusterSettings.DEFAULT;
    return new ClusterSettings(
        usual.expendableBelow(),
        usual.zones(),
        usual.pendingTime(),
        usual.ignoredNamespaces(),
        usual.freezes(),
        noteMaxAge,
        usual.removals());
  }

  Decided decided() {
    return new Decided(thought().plan());
  }

  Thought thought() {
    Question question = question();
    return new Planner(PoliciesOf.SHIPPED)
        .plan(question, new ClusterModel(question.world()), Budget.ofSteps(SEARCH_STEPS));
  }
}
