package io.drover.rules.safety;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Counted;
import io.drover.rules.plan.Reason;
import java.util.List;
import java.util.Optional;

/** The nodes of one group as they are counted while the actions of a plan are accepted. */
final class GroupTally {
  private final NodeGroupFact group;
  private final Limits limits;
  private int wanted;
  private int serving;
  private int disrupted;
  private Price price = Price.ZERO;

  GroupTally(NodeGroupFact group, World world, Limits limits) {
    this.group = group;
    this.limits = limits;
    for (ManagedNodeFact node : world.managedNodes()) {
      if (node.group().equals(group.name())) {
        count(node, world);
      }
    }
  }

  GroupName name() {
    return group.name();
  }

  private void count(ManagedNodeFact node, World world) {
    if (node.phase() != ManagedNodeFact.Phase.GONE) {
      price = price.plus(node.purchase().price());
    }
    if (Counted.counts(node)) {
      wanted++;
      boolean joined = node.phase() == ManagedNodeFact.Phase.READY;
      serving += joined ? 1 : 0;
      boolean unready =
          joined
              && Optional.ofNullable(node.progress().nodeName())
                  .flatMap(world::node)
                  .filter(NodeFact::ready)
                  .isEmpty();
      disrupted += unready ? 1 : 0;
    } else if (node.phase() != ManagedNodeFact.Phase.GONE) {
      disrupted++;
    }
  }

  /** Counts a purchase, or says why it may not be. */
  Optional<Refusal> buy(Action.BuyNode buy) {
    if (wanted >= group.spec().size().max()) {
      return Refusal.of(Reason.GROUP_AT_MAXIMUM, "max is " + group.spec().size().max());
    }
    Price most = group.spec().limits().price();
    Price then = price.plus(buy.price());
    if (most != null && then.compareTo(most) > 0) {
      return Refusal.of(
          Reason.GROUP_LIMIT_REACHED, then + " USD/h would be more than " + most + " USD/h");
    }
    wanted++;
    price = then;
    return Optional.empty();
  }

  /** Counts a removal, or says why it may not be. A machine that goes anyway is always counted. */
  Optional<Refusal> remove(Action.RemoveNode remove) {
    if (!remove.interrupted()) {
      if (serving <= group.spec().size().min()) {
        return Refusal.of(Reason.GROUP_AT_MINIMUM, "min is " + group.spec().size().min());
      }
      int budget = budget();
      if (disrupted >= budget) {
        return Refusal.of(
            Reason.DISRUPTION_BUDGET_SPENT,
            disrupted + " of at most " + budget + " nodes are being disrupted");
      }
    }
    wanted--;
    serving--;
    disrupted++;
    return Optional.empty();
  }

  /** The smallest of the group's budgets; a percentage counts the nodes that are wanted. */
  private int budget() {
    List<GroupSpec.DisruptionLimit> budgets = group.spec().behaviour().budgets();
    return budgets.isEmpty()
        ? limits.defaultBudget().of(wanted)
        : budgets.stream().mapToInt(budget -> budget.of(wanted)).min().orElseThrow();
  }

  /** Why an action is refused. */
  record Refusal(Reason reason, String detail) {
    static Optional<Refusal> of(Reason reason, String detail) {
      return Optional.of(new Refusal(reason, detail));
    }
  }
}
