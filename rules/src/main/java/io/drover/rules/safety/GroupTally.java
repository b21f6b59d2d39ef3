package io.drover.rules.safety;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Counted;
import io.drover.rules.plan.Holdings;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Setback;
import io.drover.rules.plan.Succession;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The nodes of one group as they are counted while the actions of a plan are accepted. */
final class GroupTally {
  private final NodeGroupFact group;
  private final Limits limits;
  private final Instant now;
  private final List<OfferingFact> offerings;
  private final String unknown;
  private final int tried;
  private int wanted;
  private int serving;
  private int disrupted;
  private int all;

  /** Names of wanted records that count as disrupted: not ready, or their place is bought. */
  private final Set<String> affected = new HashSet<>();

  private final Set<String> unready = new HashSet<>();

  private int bought;
  private Resources capacity;
  private Price price;

  GroupTally(
      NodeGroupFact group,
      World world,
      Succession succession,
      Instant now,
      Limits limits,
      List<OfferingFact> offerings) {
    this.group = group;
    this.now = now;
    this.limits = limits;
    this.offerings = offerings;
    Holdings has = Holdings.of(group, world, offerings);
    tried = Setback.of(group, now).map(setback -> setback.tried(world)).orElse(0);
    capacity = has.capacity();
    price = has.price();
    unknown = has.unknown();
    for (ManagedNodeFact node : world.managedNodes()) {
      if (node.group().equals(group.name())) {
        count(node, world, !succession.heirs(node).isEmpty());
      }
    }
  }

  GroupName name() {
    return group.name();
  }

  private void count(ManagedNodeFact node, World world, boolean beingReplaced) {
    all += node.over() ? 0 : 1;
    if (Counted.counts(node)) {
      wanted++;
      boolean joined = node.phase() == ManagedNodeFact.Phase.READY;
      boolean unready =
          joined
              && Optional.ofNullable(node.progress().nodeName())
                  .flatMap(world::node)
                  .filter(NodeFact::ready)
                  .isEmpty();
      serving += joined && !unready ? 1 : 0;
      if (unready) {
        this.unready.add(node.identity().name());
      }
      if (beingReplaced || unready) {
        affected.add(node.identity().name());
      }
    } else if (!node.over()) {
      disrupted++;
    }
  }

  /** Counts a purchase, or says why it may not be. */
  Optional<Refusal> buy(Action.BuyNode buy) {
    if (group.end().deleting()) {
      return Refusal.of(Reason.GROUP_DELETED, "somebody has deleted the group");
    }
    if (wanted >= group.spec().size().max()) {
      return Refusal.of(Reason.GROUP_AT_MAXIMUM, "max is " + group.spec().size().max());
    }
    int most = group.spec().behaviour().scaleUp().maxNodesPerPlan();
    if (bought >= most) {
      return Refusal.of(Reason.PLAN_LIMIT_REACHED, "one plan buys at most " + most);
    }
    Optional<Setback> setback = Setback.of(group, now);
    if (setback.isPresent() && tried + bought >= setback.get().most(now)) {
      return Refusal.of(setback.get().reason(), setback.get().text());
    }
    return Holdings.limited(group) ? buyWithinLimits(buy) : count(buy.price(), Resources.NONE);
  }

  /** What the plan says of an offering is not believed: what it is comes from the provider. */
  private Optional<Refusal> buyWithinLimits(Action.BuyNode buy) {
    Optional<OfferingFact> told =
        Holdings.offering(buy.offering(), offerings).map(one -> Holdings.counted(group, one));
    if (!unknown.isEmpty() || told.isEmpty()) {
      String what = unknown.isEmpty() ? buy.offering().toString() : unknown;
      return Refusal.of(
          Reason.OFFERINGS_UNKNOWN, "how much of the group's limits " + what + " takes is unknown");
    }
    Price dearer = buy.price().compareTo(told.get().price()) > 0 ? buy.price() : told.get().price();
    return exceeded(price.plus(dearer), told.get().capacity())
        .or(() -> count(dearer, told.get().capacity()));
  }

  private Optional<Refusal> exceeded(Price spent, Resources more) {
    GroupSpec.Limits most = group.spec().limits();
    if (most.price() != null && spent.compareTo(most.price()) > 0) {
      return Refusal.of(
          Reason.GROUP_LIMIT_REACHED,
          spent + " USD/h would be more than " + most.price() + " USD/h");
    }
    Resources then = capacity.plus(more);
    return most.resources().entrySet().stream()
        .filter(limit -> more.get(limit.getKey()) > 0)
        .filter(limit -> then.get(limit.getKey()) > limit.getValue())
        .findFirst()
        .map(
            limit ->
                new Refusal(
                    Reason.GROUP_LIMIT_REACHED,
                    then.get(limit.getKey())
                        + " of "
                        + limit.getKey()
                        + " would be more than "
                        + limit.getValue()));
  }

  private Optional<Refusal> count(Price more, Resources capacityMore) {
    wanted++;
    bought++;
    price = price.plus(more);
    capacity = capacity.plus(capacityMore);
    return Optional.empty();
  }

  /** Whether it has all of its nodes or none. */
  boolean whole() {
    return group.spec().size().whole();
  }

  /** Whether the group would have some of its nodes, though it has all of them or none. */
  boolean inPart() {
    GroupSpec.Size size = group.spec().size();
    return size.whole() && wanted > 0 && wanted < size.max();
  }

  /** Counts a removal, or says why it may not be. A machine that goes anyway is always counted. */
  Optional<Refusal> remove(Action.RemoveNode remove) {
    if (!remove.interrupted()) {
      if (!group.closing() && serving - served(remove) < group.spec().size().min()) {
        return Refusal.of(Reason.GROUP_AT_MINIMUM, "min is " + group.spec().size().min());
      }
      Optional<Refusal> spent = spent(remove);
      if (spent.isPresent()) {
        return spent;
      }
    }
    wanted--;
    serving -= served(remove);
    disrupted++;
    affected.remove(remove.record());
    return Optional.empty();
  }

  /** A node that is not ready does not serve, and its group has no less without it. */
  private int served(Action.RemoveNode remove) {
    return unready.contains(remove.record()) ? 0 : 1;
  }

  /** A budget can hold a group that goes whole; to let a part of it go it cannot say. */
  private Optional<Refusal> spent(Action.RemoveNode remove) {
    GroupSpec.DisruptionBudget budget = budget(remove.reason());
    int most = budget.nodes().of(all);
    if (most > 0 && group.spec().size().whole()) {
      return Optional.empty();
    }
    int others = disruptedWith(Set.of(remove.record())) - 1;
    return others >= most
        ? Refusal.of(
            Reason.DISRUPTION_BUDGET_SPENT,
            others + " of at most " + most + " nodes are being disrupted (" + budget.text() + ")")
        : Optional.empty();
  }

  /**
   * How many nodes are disrupted once these are, each counted once. To take away what is not ready
   * disrupts nobody, so that others which are not ready do not stand against it.
   */
  private int disruptedWith(Set<String> going) {
    Set<String> then = new HashSet<>(affected);
    if (unready.containsAll(going)) {
      then.removeAll(unready);
    }
    then.addAll(going);
    return disrupted + then.size();
  }

  /** Why the place of these nodes may not be bought: they could not go then. */
  Optional<Refusal> replaceable(Collection<Action.Replaced> places, Reason reason) {
    GroupSpec.DisruptionBudget budget = budget(reason);
    int most = budget.nodes().of(all);
    int together =
        disruptedWith(places.stream().map(Action.Replaced::record).collect(Collectors.toSet()));
    return together > most
        ? Refusal.of(
            Reason.DISRUPTION_BUDGET_SPENT,
            together + " nodes would be disrupted, of at most " + most + " (" + budget.text() + ")")
        : Optional.empty();
  }

  /** Counts a node whose place is bought. */
  void replace(Action.Replaced place) {
    affected.add(place.record());
  }

  /**
   * The smallest of the group's budgets that hold, or the cluster's where none does; a percentage
   * counts all that the group had before the plan, those on their way out as well.
   */
  private GroupSpec.DisruptionBudget budget(Reason reason) {
    return group.spec().behaviour().budgets().stream()
        .filter(budget -> budget.holds(now, reason.name()))
        .min(Comparator.comparingInt(budget -> budget.nodes().of(all)))
        .orElseGet(() -> new GroupSpec.DisruptionBudget(limits.defaultBudget()));
  }

  /** Why an action is refused. */
  record Refusal(Reason reason, String detail) {
    static Optional<Refusal> of(Reason reason, String detail) {
      return Optional.of(new Refusal(reason, detail));
    }
  }
}
