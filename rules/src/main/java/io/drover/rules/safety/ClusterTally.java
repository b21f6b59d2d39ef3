package io.drover.rules.safety;

import io.drover.rules.facts.ClusterMinimum;
import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Allowance;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.UnderWay;
import io.drover.rules.safety.GroupTally.Refusal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What the removals of a plan come to in the whole cluster while they are accepted. */
final class ClusterTally {
  private final World world;
  private final ClusterMinimum minimum;
  private final UnderWay underWay;
  private final Allowance allowance;

  /** The nodes that a plan would remove of each group that goes whole. */
  private final Map<GroupName, Set<NodeName>> wholes = new HashMap<>();

  private final Set<GroupName> admitted = new HashSet<>();
  private int nodes;
  private Resources capacity = Resources.NONE;

  ClusterTally(Plan plan, World world, Limits limits) {
    this.world = world;
    this.minimum = limits.minimum();
    this.underWay = new UnderWay(world, limits.removals());
    this.allowance = new Allowance(world.disruptionBudgets());
    for (Planned planned : plan.actions()) {
      if (planned.action() instanceof Action.RemoveNode remove
          && !remove.interrupted()
          && whole(remove.group())) {
        wholes.computeIfAbsent(remove.group(), any -> new HashSet<>()).add(remove.node());
      }
    }
    if (minimum.asks()) {
      Set<NodeName> leaving = new HashSet<>();
      for (ManagedNodeFact record : world.unsettledNodes()) {
        NodeName name = record.progress().nodeName();
        if (name != null && !record.counts()) {
          leaving.add(name);
        }
      }
      world.nodes().stream()
          .filter(node -> node.ready() && !leaving.contains(node.name()))
          .forEach(node -> stays(node, 1));
    }
  }

  private boolean whole(GroupName name) {
    return world.group(name).map(NodeGroupFact::spec).filter(s -> s.size().whole()).isPresent();
  }

  private void stays(NodeFact node, int times) {
    nodes += times;
    TreeMap<String, Long> sum = new TreeMap<>(capacity.amounts());
    for (String name : List.of(Resources.CPU, Resources.MEMORY)) {
      sum.merge(name, times * node.shape().capacity().get(name), Long::sum);
    }
    capacity = Resources.of(sum);
  }

  /** Why the node may not go now. A machine that goes anyway is never held. */
  Optional<Refusal> refuses(Action.RemoveNode remove) {
    if (remove.interrupted()) {
      return Optional.empty();
    }
    return full(remove)
        .map(full -> new Refusal(full.reason(), full.detail()))
        .or(() -> allowance.usedUp(moving(remove)).map(ClusterTally::usedUp))
        .or(() -> tooLittle(remove));
  }

  private Optional<UnderWay.Full> full(Action.RemoveNode remove) {
    if (admitted.contains(remove.group())) {
      return Optional.empty();
    }
    Set<NodeName> together = wholes.get(remove.group());
    return together == null
        ? underWay.full(UnderWay.drained(world, remove.node()))
        : underWay.full(together.size(), drained(together));
  }

  private int drained(Set<NodeName> some) {
    return Math.toIntExact(some.stream().filter(node -> UnderWay.drained(world, node)).count());
  }

  private static Refusal usedUp(DisruptionBudgetFact budget) {
    return new Refusal(
        Reason.BLOCKED_BY_PDB,
        "nodes that go before use up disruption budget "
            + budget.namespace()
            + "/"
            + budget.name());
  }

  private Optional<Refusal> tooLittle(Action.RemoveNode remove) {
    Optional<NodeFact> going = world.node(remove.node()).filter(NodeFact::ready);
    if (!minimum.asks() || going.isEmpty()) {
      return Optional.empty();
    }
    if (nodes - 1 < minimum.nodes()) {
      return Refusal.of(
          Reason.CLUSTER_AT_MINIMUM,
          "its cluster is to have at least " + minimum.nodes() + " nodes");
    }
    Resources less = going.get().shape().capacity();
    return minimum.capacity().amounts().entrySet().stream()
        .filter(least -> capacity.get(least.getKey()) - less.get(least.getKey()) < least.getValue())
        .findFirst()
        .map(
            least ->
                new Refusal(
                    Reason.CLUSTER_AT_MINIMUM,
                    "its cluster is to have at least "
                        + least.getValue()
                        + " of "
                        + least.getKey()));
  }

  private List<PodFact> moving(Action.RemoveNode remove) {
    return world.podsOn(remove.node()).stream().filter(PodFact::moves).toList();
  }

  /** Counts a removal that is accepted. */
  void count(Action.RemoveNode remove) {
    Set<NodeName> together = wholes.get(remove.group());
    if (together == null || remove.interrupted()) {
      underWay.add(UnderWay.drained(world, remove.node()));
    } else if (admitted.add(remove.group())) {
      underWay.add(together.size(), drained(together));
    }
    allowance.take(moving(remove));
    world
        .node(remove.node())
        .filter(node -> minimum.asks() && node.ready())
        .ifPresent(node -> stays(node, -1));
  }
}
