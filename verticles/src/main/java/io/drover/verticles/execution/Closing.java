package io.drover.verticles.execution;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.bus.FactMirror;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the object of a group as long as something of it is not done: without it nobody would know
 * how many of its nodes may be disrupted, nor how its provider deletes a machine. That is while any
 * of its nodes comes or goes, and where they are to go with it, always.
 */
final class Closing {
  private final ExecutionHouse house;
  private final FactMirror mirror;
  private final Set<GroupName> asked = new HashSet<>();
  private final Set<GroupName> unsure = new HashSet<>();
  private final Map<GroupName, Instant> busy = new HashMap<>();

  /** When a record of the group was last sent, as far as this owner can know. */
  private final Map<GroupName, Instant> sent = new HashMap<>();

  private @Nullable Token claim;

  Closing(ExecutionHouse house, FactMirror mirror) {
    this.house = house;
    this.mirror = mirror;
  }

  /** Completes when the object cannot vanish any more; what changes its nodes is recorded then. */
  Future<Void> hold(NodeGroupFact group, Token token) {
    Instant now = house.time().clock().now();
    busy.put(group.name(), now);
    sent.put(group.name(), now);
    if (asked.contains(group.name())) {
      return Future.failedFuture("group " + group.name() + ": its object is being let go");
    }
    return group.end().guarded() && !unsure.contains(group.name())
        ? Future.succeededFuture()
        : guard(group, true, token)
            .compose(
                outcome ->
                    outcome instanceof ClusterOutcome.Wrote
                            || outcome instanceof ClusterOutcome.Done
                        ? Future.<Void>succeededFuture()
                        : Future.failedFuture(
                            "group " + group.name() + ": its object is not held: " + outcome));
  }

  /** Holds what is to be held, and lets go what is not. */
  void look(World world, Token token) {
    if (!token.equals(claim)) {
      claim = token;
      sent.clear();
    }
    Set<GroupName> changing = new HashSet<>();
    for (ManagedNodeFact record : world.unsettledNodes()) {
      if (record.phase() != Phase.READY || !record.counts()) {
        changing.add(record.group());
      }
    }
    for (NodeGroupFact group : world.groups()) {
      boolean wanted = isToStay(group, changing.contains(group.name()), world);
      // What is being deleted takes no finalizer any more.
      boolean possible = !wanted || !group.end().deleting();
      if (wanted != group.end().guarded() && possible && !group.observed()) {
        change(group, wanted, token);
      }
    }
  }

  private boolean isToStay(NodeGroupFact group, boolean changing, World world) {
    if (group.spec().behaviour().deletion() == GroupSpec.Deletion.DELETE) {
      return !(group.end().deleting() && world.count(group.name()).records() == 0);
    }
    Instant now = house.time().clock().now();
    Instant lastSent = sent.computeIfAbsent(group.name(), any -> now);
    if (changing) {
      busy.put(group.name(), now);
      return true;
    }
    Instant lastBusy = busy.computeIfAbsent(group.name(), any -> now);
    // A record that was sent may still arrive. While the group stays, it is not let go each time.
    Instant since = group.end().deleting() ? lastSent : lastBusy;
    return group.end().guarded() && now.isBefore(since.plus(Ledger.MAY_STILL_ARRIVE));
  }

  private void change(NodeGroupFact group, boolean guarded, Token token) {
    if (!asked.contains(group.name())) {
      if (group.end().deleting()) {
        house.journal(
            "group-closed", Map.of("group", group.name().value()), "GROUP_DELETED", "it is let go");
      }
      Future<ClusterOutcome> unused = guard(group, guarded, token);
    }
  }

  private Future<ClusterOutcome> guard(NodeGroupFact group, boolean guarded, Token token) {
    asked.add(group.name());
    if (!guarded) {
      unsure.add(group.name());
    }
    return house
        .cluster()
        .order(
            new ClusterOrder(
                token, new ClusterCommand.GuardGroup(group.name(), group.uid(), guarded)))
        .onComplete(done -> asked.remove(group.name()))
        .onSuccess(
            outcome -> {
              if (outcome instanceof ClusterOutcome.Wrote wrote) {
                unsure.remove(group.name());
                mirror.learn(List.of(wrote.fact()));
              }
            });
  }
}
