package io.drover.verticles.execution;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeGroupFact.Backoff;
import io.drover.rules.facts.NodeGroupFact.History;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterCommand.Condition;
import io.drover.verticles.bus.ClusterCommand.GroupStatus;
import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.bus.FactMirror;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The ledger of the groups, kept in {@code NodeGroup.status} by compare-and-set: sizes are reserved
 * here before anything is bought or removed.
 */
final class Ledger {
  static final String PROVIDER_WORKING = "ProviderWorking";
  private static final Duration BACKOFF_MOST = Duration.ofMinutes(30);

  private final ExecutionHouse house;
  private final FactMirror mirror;
  private final Map<GroupName, GroupStatus> written = new HashMap<>();
  private final Map<GroupName, Condition> provider = new HashMap<>();
  private final Map<GroupName, Boolean> writing = new HashMap<>();

  Ledger(ExecutionHouse house, FactMirror mirror) {
    this.house = house;
    this.mirror = mirror;
  }

  /** Reserves purchases and removals; fails when somebody else wrote first. */
  Future<NodeGroupFact> reserve(
      NodeGroupFact group, int buys, int removals, World world, Token token) {
    Instant now = house.time().clock().now();
    History was = group.history();
    History next =
        new History(
            wanted(group.name(), world) + buys - removals,
            buys > 0 ? now : was.lastScaleUp(),
            removals > 0 ? now : was.lastScaleDown(),
            was.backoffs());
    return write(group, next, world, token);
  }

  /** Notes that an offering failed and leaves it out for a while; doubles with each failure. */
  void failed(NodeGroupFact group, OfferingId offering, String reason, Token token) {
    Backoff old = group.history().backoffs().get(offering.toString());
    int failures = old == null ? 1 : old.failures() + 1;
    Duration first = group.spec().behaviour().scaleUp().cooldownAfterFailure();
    Duration wait =
        new io.drover.verticles.time.Backoff(first, BACKOFF_MOST)
            .after(failures, house.time().chance());
    Instant until = house.time().clock().now().plus(wait);
    TreeMap<String, Backoff> backoffs = new TreeMap<>(group.history().backoffs());
    backoffs.put(offering.toString(), new Backoff(until, failures, reason));
    rewrite(group, backoffs, token);
  }

  /** Forgets the failures of an offering that was given. */
  void succeeded(NodeGroupFact group, OfferingId offering, Token token) {
    TreeMap<String, Backoff> backoffs = new TreeMap<>(group.history().backoffs());
    if (backoffs.remove(offering.toString()) != null) {
      rewrite(group, backoffs, token);
    }
  }

  private void rewrite(NodeGroupFact group, Map<String, Backoff> backoffs, Token token) {
    History was = group.history();
    History next = new History(was.desired(), was.lastScaleUp(), was.lastScaleDown(), backoffs);
    mirror
        .world()
        .ifPresent(
            world ->
                write(group, next, world, token)
                    .onFailure(
                        lost ->
                            house.journal(
                                "ledger",
                                Map.of("group", group.name().value()),
                                "",
                                "not written: " + lost.getMessage())));
  }

  /** Says how the group's provider is; returns whether that is news. */
  boolean provider(GroupName group, boolean working, String reason, String message) {
    Condition next = new Condition(PROVIDER_WORKING, working, reason, message);
    Condition was = provider.put(group, next);
    return was == null ? !working : was.status() != working || !was.reason().equals(reason);
  }

  /** Brings the status of every group up to date where it differs from what was last written. */
  void refresh(World world, Token token) {
    for (NodeGroupFact group : world.groups()) {
      if (Boolean.TRUE.equals(writing.get(group.name()))) {
        continue;
      }
      History was = group.history();
      History now =
          new History(
              wanted(group.name(), world), was.lastScaleUp(), was.lastScaleDown(), was.backoffs());
      if (!status(group, now, world).equals(written.get(group.name()))) {
        write(group, now, world, token).onFailure(lost -> written.remove(group.name()));
      }
    }
  }

  private Future<NodeGroupFact> write(
      NodeGroupFact group, History history, World world, Token token) {
    GroupStatus status = status(group, history, world);
    ClusterCommand command =
        new ClusterCommand.WriteGroup(group.name(), group.uid(), group.resourceVersion(), status);
    writing.put(group.name(), true);
    return house
        .cluster()
        .order(new ClusterOrder(token, command))
        .onComplete(any -> writing.put(group.name(), false))
        .compose(
            outcome -> {
              if (outcome instanceof ClusterOutcome.Wrote(NodeGroupFact fact)) {
                written.put(group.name(), status);
                mirror.learn(List.of(fact));
                return Future.succeededFuture(fact);
              }
              return Future.failedFuture("ledger of " + group.name() + ": " + outcome);
            });
  }

  private GroupStatus status(NodeGroupFact group, History history, World world) {
    List<String> nodes = new ArrayList<>();
    int ready = 0;
    for (ManagedNodeFact record : world.managedNodes()) {
      if (record.group().equals(group.name()) && record.phase() != ManagedNodeFact.Phase.GONE) {
        nodes.add(record.identity().name());
        ready += serves(record, world) ? 1 : 0;
      }
    }
    List<Condition> conditions = new ArrayList<>();
    Condition ofProvider = provider.get(group.name());
    conditions.add(
        ofProvider == null
            ? new Condition(PROVIDER_WORKING, true, "NOT_ASKED_YET", "nothing was bought yet")
            : ofProvider);
    conditions.add(
        group.observed()
            ? new Condition("Acting", false, "OBSERVE_ONLY", "decisions are only told")
            : new Condition("Acting", true, "MODE_ACT", "decisions are carried out"));
    return new GroupStatus(nodes.size(), ready, nodes, history, conditions);
  }

  private static boolean serves(ManagedNodeFact record, World world) {
    NodeName node = record.progress().nodeName();
    return record.phase() == ManagedNodeFact.Phase.READY
        && node != null
        && world.node(node).filter(NodeFact::ready).isPresent();
  }

  private static int wanted(GroupName group, World world) {
    return Math.toIntExact(
        world.managedNodes().stream()
            .filter(record -> record.group().equals(group))
            .filter(ManagedNodeFact::wanted)
            .filter(record -> removal(record) == null)
            .count());
  }

  private static ManagedNodeFact.@Nullable Removal removal(ManagedNodeFact record) {
    return record.progress().removal();
  }
}
