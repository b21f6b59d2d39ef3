package io.drover.verticles.execution;

import io.drover.rules.facts.Fact;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Planned;
import io.drover.rules.safety.ApprovedPlan;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.bus.Settlement;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Records what an approved plan intends, before anything is done: first the group's ledger, then a
 * {@code ManagedNode} for each purchase, a removal note on the record of each node that goes.
 */
final class Intents {
  private final ExecutionHouse house;
  private final Ledger ledger;

  Intents(ExecutionHouse house, Ledger ledger) {
    this.house = house;
    this.ledger = ledger;
  }

  /** Records everything that can be recorded; a group whose ledger is lost is left out whole. */
  Future<Settlement> record(ApprovedPlan plan, World world, Token token) {
    Sitting sitting = new Sitting(plan.id(), world, token);
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

  /** The recording of one plan. */
  private final class Sitting {
    private final String plan;
    private final World world;
    private final Token token;
    private final List<Fact> written = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();

    Sitting(String plan, World world, Token token) {
      this.plan = plan;
      this.world = world;
      this.token = token;
    }

    Future<Void> group(GroupName name, List<Action> actions) {
      Optional<NodeGroupFact> group = world.group(name);
      if (group.isEmpty()) {
        failed.add("there is no group " + name);
        return Future.succeededFuture();
      }
      int buys = count(actions, Action.BuyNode.class);
      int removals = count(actions, Action.RemoveNode.class);
      Future<Void> reserved =
          buys + removals == 0
              ? Future.succeededFuture()
              : ledger
                  .reserve(group.get(), buys, removals, world, token)
                  .onSuccess(written::add)
                  .mapEmpty();
      return reserved
          .compose(ok -> each(actions))
          .recover(
              lost -> {
                failed.add(String.valueOf(lost.getMessage()));
                return Future.succeededFuture();
              });
    }

    private static int count(List<Action> actions, Class<? extends Action> kind) {
      return Math.toIntExact(actions.stream().filter(kind::isInstance).count());
    }

    private Future<Void> each(List<Action> actions) {
      List<Future<Void>> all = new ArrayList<>();
      for (Action action : actions) {
        ClusterCommand command = command(action);
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
                } else if (!(outcome instanceof ClusterOutcome.Done)) {
                  failed.add(action + ": " + outcome);
                }
                return null;
              });
    }

    private @Nullable ClusterCommand command(Action action) {
      return switch (action) {
        case Action.BuyNode buy -> buy(buy);
        case Action.RemoveNode remove -> remove(remove);
        case Action.MarkCandidate mark -> mark(mark);
        case Action.ClearCandidate clear ->
            world
                .node(clear.node())
                .map(
                    node ->
                        new ClusterCommand.MarkCandidate(clear.node(), node.identity().uid(), null))
                .orElse(null);
      };
    }

    private ClusterCommand buy(Action.BuyNode buy) {
      return new ClusterCommand.CreateRecord(
          buy.group() + "-" + house.time().ids().fresh(),
          new ManagedNodeFact.Purchase(
              buy.group(), buy.offering(), buy.price(), plan, buy.reason().name()));
    }

    private @Nullable ClusterCommand remove(Action.RemoveNode remove) {
      return world.managedNodes().stream()
          .filter(record -> record.identity().name().equals(remove.record()))
          .filter(record -> remove.node().equals(record.progress().nodeName()))
          .filter(record -> token.mayTouch(record.writtenUnder()))
          .findFirst()
          .map(record -> new ClusterCommand.WriteRecord(removed(record, remove)))
          .orElse(null);
    }

    private ManagedNodeFact removed(ManagedNodeFact record, Action.RemoveNode remove) {
      ManagedNodeFact.Removal removal =
          new ManagedNodeFact.Removal(remove.reason().name(), plan, remove.interrupted());
      return record.with(record.progress().removedFor(removal), token);
    }

    private @Nullable ClusterCommand mark(Action.MarkCandidate mark) {
      Optional<NodeFact> node = world.node(mark.node());
      Instant since = mark.since();
      return node.map(
              found -> new ClusterCommand.MarkCandidate(mark.node(), found.identity().uid(), since))
          .orElse(null);
    }
  }
}
