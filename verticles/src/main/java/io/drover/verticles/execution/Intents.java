package io.drover.verticles.execution;

import io.drover.rules.facts.Fact;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Counted;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.Reason;
import io.drover.rules.safety.ApprovedPlan;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.bus.FactMirror;
import io.drover.verticles.bus.Settlement;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records what an approved plan intends, before anything is done: first the group's ledger, then a
 * {@code ManagedNode} for each purchase, a removal note on the record of each node that goes.
 */
final class Intents {
  private final ExecutionHouse house;
  private final FactMirror mirror;
  private final Ledger ledger;
  private final Strays strays;
  private final Closing closing;
  private final Map<GroupName, Map<String, Instant>> unsure = new HashMap<>();

  /** What is asked and written before a plan is recorded. */
  record Books(Ledger ledger, Strays strays, Closing closing) {}

  Intents(ExecutionHouse house, FactMirror mirror, Books books) {
    this.house = house;
    this.mirror = mirror;
    this.ledger = books.ledger();
    this.strays = books.strays();
    this.closing = books.closing();
  }

  /**
   * Records everything that can be recorded. A group is left out whole when its ledger is lost, and
   * when its records are not those that the plan was made on: it would be done twice.
   */
  Future<Settlement> record(ApprovedPlan plan, Token token) {
    Sitting sitting = new Sitting(plan, token);
    Map<GroupName, List<Action>> byGroup = new TreeMap<>();
    for (Planned planned : plan.actions()) {
      byGroup
          .computeIfAbsent(planned.action().group(), any -> new ArrayList<>())
          .add(planned.action());
    }
    Future<Void> all = Future.succeededFuture();
    for (Map.Entry<GroupName, List<Action>> entry : byGroup.entrySet()) {
      all = all.compose(before -> sitting.group(entry.getKey(), entry.getValue()));
    }
    return all.map(done -> new Settlement(sitting.written, sitting.failed));
  }

  /** Whether a record of the group may exist that nobody has seen. */
  private boolean unsure(GroupName group, World world) {
    Instant now = house.time().clock().steady();
    Map<String, Instant> names = unsure.getOrDefault(group, new HashMap<>());
    names
        .entrySet()
        .removeIf(
            entry ->
                world.managedNode(entry.getKey()).isPresent() || !now.isBefore(entry.getValue()));
    if (names.isEmpty()) {
      ledger.recorded(group);
    }
    return !names.isEmpty();
  }

  /** Also if no plan asks: what was there already is not taken up before. */
  private void sureLater(GroupName group) {
    house
        .time()
        .timers()
        .after(
            Ledger.MAY_STILL_ARRIVE,
            () -> {
              if (mirror.world().map(now -> unsure(group, now)).orElse(true)) {
                sureLater(group);
              }
            });
  }

  /** The recording of one plan. */
  private final class Sitting {
    private final ApprovedPlan plan;
    private final Token token;
    private final List<Fact> written = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    Sitting(ApprovedPlan plan, Token token) {
      this.plan = plan;
      this.token = token;
    }

    Future<Void> group(GroupName name, List<Action> planned) {
      List<Action> actions = planned.stream().filter(action -> !inVain(action)).toList();
      int buys = count(actions, Action.BuyNode.class);
      int removals = count(actions, Action.RemoveNode.class);
      int drops = count(actions, Action.DropGroup.class);
      boolean makes = count(actions, Action.MakeGroup.class) > 0;
      Optional<World> known = mirror.world();
      String hindrance =
          known
              .map(
                  world ->
                      makes
                          ? taken(name, world)
                          : hindrance(name, buys + removals + drops > 0, world))
              .orElse("no view");
      if (known.isEmpty() || !hindrance.isEmpty()) {
        failed.add("group " + name + ": " + hindrance);
        return Future.succeededFuture();
      }
      Future<Void> reserved =
          buys + removals == 0
              ? Future.succeededFuture()
              : closing
                  .hold(known.get().group(name).orElseThrow(), token)
                  .compose(held -> ledger.reserve(name, actions, token))
                  .onSuccess(group -> reserved(group, buys, removals))
                  .mapEmpty();
      return reserved
          .compose(ok -> each(actions, known.get()))
          .onSuccess(ok -> mirror.world().ifPresent(now -> unsure(name, now)))
          .recover(
              lost -> {
                ledger.recorded(name);
                failed.add(String.valueOf(lost.getMessage()));
                return Future.succeededFuture();
              });
    }

    private void reserved(NodeGroupFact group, int buys, int removals) {
      written.add(group);
      String size = "size %d: +%d -%d".formatted(group.history().desired(), buys, removals);
      house.journal("reserved", Map.of("plan", plan.id(), "group", group.name().value()), "", size);
    }

    /** Whether the node's own machine cannot be taken away: nothing is drained for that. */
    private boolean inVain(Action action) {
      boolean vain =
          action instanceof Action.RemoveNode remove
              && !remove.interrupted()
              && mirror
                  .world()
                  .flatMap(world -> world.group(action.group()))
                  .filter(group -> !house.removes(group))
                  .isPresent();
      if (vain) {
        failed.add("group " + action.group() + ": VICTIM_NOT_CHOSEN: the provider chooses itself");
      }
      return vain;
    }

    private static String taken(GroupName name, World world) {
      return world.group(name).isPresent() ? "there is one already" : "";
    }

    /** Why nothing may be recorded for the group, empty when it may. */
    private String hindrance(GroupName name, boolean changesSize, World world) {
      Optional<NodeGroupFact> group = world.group(name);
      if (group.isEmpty() || group.get().observed()) {
        return "it is gone or observed";
      }
      if (group.get().end().deleting() && !group.get().closing()) {
        return "it is deleted, and its nodes stay as they are";
      }
      if (!changesSize) {
        return "";
      }
      Optional<String> frozen = strays.frozen(group.get());
      if (frozen.isPresent()) {
        return frozen.get();
      }
      if (unsure(name, world) || ledger.owesRecords(group.get(), world)) {
        return "the answer to a purchase was lost; its record may exist";
      }
      Set<String> now = Counted.in(world).getOrDefault(name, Set.of());
      return now.equals(plan.counted(name)) ? "" : "its nodes have changed since the plan was made";
    }

    private static int count(List<Action> actions, Class<? extends Action> kind) {
      return Math.toIntExact(actions.stream().filter(kind::isInstance).count());
    }

    private Future<Void> each(List<Action> actions, World world) {
      List<Future<Void>> all = new ArrayList<>();
      for (Action action : actions) {
        ClusterCommand command = command(action, world);
        if (command == null) {
          failed.add(action + ": what it is about is gone");
        } else {
          all.add(order(action, command));
        }
      }
      return Future.join(all).mapEmpty();
    }

    private Future<Void> order(Action action, ClusterCommand command) {
      return house
          .cluster()
          .order(new ClusterOrder(token, command))
          .map(
              outcome -> {
                if (outcome instanceof ClusterOutcome.Wrote wrote) {
                  written.add(wrote.fact());
                  mirror.learn(List.of(wrote.fact()));
                  recorded(wrote.fact());
                } else if (!(outcome instanceof ClusterOutcome.Done)) {
                  failed.add(action + ": " + outcome);
                  lost(action.group(), command, outcome);
                }
                return null;
              });
    }

    private void recorded(Fact fact) {
      if (fact instanceof ManagedNodeFact record
          && record.phase() == ManagedNodeFact.Phase.INTENDED) {
        house.journal("phase", Deeds.ids(record), "", record.phase().name());
      }
    }

    private void lost(GroupName group, ClusterCommand command, ClusterOutcome outcome) {
      if (command instanceof ClusterCommand.CreateRecord create
          && outcome instanceof ClusterOutcome.Unreachable) {
        unsure
            .computeIfAbsent(group, any -> new HashMap<>())
            .put(create.name(), house.time().clock().steady().plus(Ledger.MAY_STILL_ARRIVE));
        sureLater(group);
      }
    }

    private @Nullable ClusterCommand command(Action action, World world) {
      return switch (action) {
        case Action.BuyNode buy -> buy(buy, world);
        case Action.RemoveNode remove -> remove(remove, world);
        case Action.MarkCandidate mark -> mark(mark, world);
        case Action.ClearCandidate clear ->
            world
                .node(clear.node())
                .map(
                    node ->
                        new ClusterCommand.MarkCandidate(clear.node(), node.identity().uid(), null))
                .orElse(null);
        case Action.MakeGroup make -> new ClusterCommand.MakeGroup(make.group(), make.spec());
        case Action.DropGroup drop ->
            world
                .group(drop.group())
                .map(
                    group ->
                        new ClusterCommand.DropGroup(
                            group.name(), group.uid(), group.resourceVersion()))
                .orElse(null);
      };
    }

    private ClusterCommand buy(Action.BuyNode buy, World world) {
      ManagedNodeFact.Purchase purchase =
          new ManagedNodeFact.Purchase(
              buy.group(),
              buy.offering(),
              buy.price(),
              plan.id(),
              buy.reason().name(),
              buy.replaces().stream().map(Action.Replaced::record).toList());
      return new ClusterCommand.CreateRecord(
          buy.group() + "-" + house.time().ids().fresh(),
          buy.reason() == Reason.PODS_UNSCHEDULABLE
              ? purchase.forPods(Awaited.of(buy.pods(), world))
              : purchase);
    }

    private @Nullable ClusterCommand remove(Action.RemoveNode remove, World world) {
      return world
          .managedNode(remove.record())
          .filter(record -> record.phase() == ManagedNodeFact.Phase.READY)
          .filter(record -> remove.node().equals(record.progress().nodeName()))
          .filter(record -> token.mayTouch(record.writtenUnder()))
          .map(record -> new ClusterCommand.WriteRecord(removed(record, remove)))
          .orElse(null);
    }

    private ManagedNodeFact removed(ManagedNodeFact record, Action.RemoveNode remove) {
      ManagedNodeFact.Removal removal =
          new ManagedNodeFact.Removal(remove.reason().name(), plan.id(), remove.interrupted());
      return record.with(record.progress().removedFor(removal), token);
    }

    private @Nullable ClusterCommand mark(Action.MarkCandidate mark, World world) {
      Optional<NodeFact> node = world.node(mark.node());
      Instant since = mark.since();
      return node.map(
              found -> new ClusterCommand.MarkCandidate(mark.node(), found.identity().uid(), since))
          .orElse(null);
    }
  }
}
