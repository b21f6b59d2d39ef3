package io.drover.rules.explain;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.plan.Counted;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Rejection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All that keeps a node: what rules say, its group, its pods, and what safety would say. */
final class NodeReasons {
  private final Evidence evidence;
  private final NodeFact node;
  private final Optional<ManagedNodeFact> record;
  private final List<Finding> found = new ArrayList<>();

  NodeReasons(Evidence evidence, NodeFact node, Optional<ManagedNodeFact> record) {
    this.evidence = evidence;
    this.node = node;
    this.record = record;
  }

  /** What the newest plan said first, then all else; each reason once for each thing. */
  List<Finding> all() {
    if (node.controlPlane()) {
      add("the node", Reason.CONTROL_PLANE_NODE, "such nodes are never touched");
    }
    if (record.isEmpty()) {
      add("the node", Reason.NODE_NOT_OURS, "it has no ManagedNode: Drover did not make it");
      return found;
    }
    List<Finding> moves = new Moves(evidence, node.name()).found();
    RuleReasons rules = new RuleReasons(evidence, node);
    for (Rejection one : evidence.rejections("node " + node.name())) {
      boolean toldOfEach = ofPods(one) ? !moves.isEmpty() : rules.keep(one.reason());
      if (!toldOfEach) {
        add("the newest plan", one.reason(), one.detail());
      }
    }
    rules.found().forEach(this::add);
    Optional<NodeGroupFact> group = evidence.world().group(record.get().group());
    group.ifPresent(this::ofGroup);
    moves.forEach(this::add);
    new SafetyReasons(evidence, node, record.get()).found().forEach(this::add);
    boolean unneeded = rules.unneeded().isPresent() && moves.isEmpty();
    group.ifPresent(own -> unneededLongEnough(own, unneeded));
    return found;
  }

  private static boolean ofPods(Rejection one) {
    return one.reason() == Reason.NO_PLACE_TO_MOVE_PODS;
  }

  private void ofGroup(NodeGroupFact group) {
    if (evidence.question().observes(group)) {
      String why = evidence.guard().circumstances().observeOnly();
      add(
          "group " + group.name(),
          Reason.OBSERVE_ONLY,
          why.isEmpty() ? "its mode is Observe" : why);
    }
    if (!group.spec().behaviour().scaleDown().enabled()) {
      add("group " + group.name(), Reason.SCALE_DOWN_DISABLED, "scaleDown.enabled is false");
    }
    Advised advised = new Advised(evidence);
    if (ready(group) <= advised.least(group)) {
      add(
          "group " + group.name(),
          Reason.GROUP_AT_MINIMUM,
          ready(group) + " nodes are ready, " + advised.leastText(group));
    }
    Instant cool = evidence.question().coolUntil(group);
    if (evidence.question().now().isBefore(cool)) {
      add("group " + group.name(), Reason.GROUP_COOLING_DOWN, "it grew lately; until " + cool);
    }
  }

  private void unneededLongEnough(NodeGroupFact group, boolean unneeded) {
    Duration time = group.spec().behaviour().scaleDown().unneededTime();
    Optional<Instant> since = evidence.question().unneededSince(node, group);
    Instant due = since.orElse(evidence.question().now()).plus(time);
    if (since.isPresent() && evidence.question().now().isBefore(due)) {
      add(
          "group " + group.name(),
          Reason.NOT_UNNEEDED_LONG_ENOUGH,
          "unneeded since " + since.get() + ", it may go at " + due);
    } else if (since.isEmpty() && unneeded) {
      add(
          "group " + group.name(),
          Reason.NOT_UNNEEDED_LONG_ENOUGH,
          "found unneeded just now, it may go at " + due + " at the earliest");
    }
  }

  private long ready(NodeGroupFact group) {
    return evidence.world().managedNodes().stream()
        .filter(one -> one.group().equals(group.name()))
        .filter(one -> one.phase() == ManagedNodeFact.Phase.READY)
        .filter(Counted::counts)
        .count();
  }

  private void add(String about, Reason reason, String text) {
    add(Finding.of(about, reason, text));
  }

  /** The newest plan's word of a reason is enough, unless each pod or rule has its own. */
  private void add(Finding next) {
    boolean ofItsOwn =
        next.about().startsWith("rule ") || reasonIs(next, Reason.NO_PLACE_TO_MOVE_PODS);
    if (ofItsOwn || found.stream().noneMatch(one -> one.reason().equals(next.reason()))) {
      found.add(next);
    }
  }

  private static boolean reasonIs(Finding finding, Reason reason) {
    return finding.reason().equals(reason.name());
  }
}
