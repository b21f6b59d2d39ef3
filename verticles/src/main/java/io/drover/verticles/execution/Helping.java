package io.drover.verticles.execution;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.UselessNodes;
import io.drover.rules.facts.World;
import io.drover.rules.lifecycle.Transition;
import io.drover.rules.plan.Reason;
import io.drover.verticles.bus.ClusterCommand.Condition;
import io.drover.verticles.time.Backoff;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts in the ledger nodes that were bought for pods and ran none, though those pods still wait.
 * Without that a group to whose nodes a scheduler does not bind would buy and remove for ever. Pods
 * that were withdrawn, or run elsewhere, prove nothing.
 */
final class Helping {
  /** So long after it began to serve: kube-scheduler looks at every pod again within 5 minutes. */
  static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final String CONDITION = "NodesHelp";
  private static final String FAIL = Reason.NODES_DO_NOT_HELP.name();

  /** The shortest pause: what was bought in vain was paid for. */
  private static final Duration LEAST = Duration.ofMinutes(10);

  private static final Duration MOST = Duration.ofMinutes(30);

  private final ExecutionHouse house;
  private final Ledger ledger;
  private final RowNews news;

  /** Uids of records whose nodes ran a pod, as far as this process has seen it. */
  private final Set<String> used = new HashSet<>();

  Helping(ExecutionHouse house, Ledger ledger) {
    this.house = house;
    this.ledger = ledger;
    this.news = new RowNews(house, "nodes-help", "nodes-do-not-help");
  }

  static Condition condition(UselessNodes useless) {
    Instant until = useless.until();
    return until == null
        ? new Condition(CONDITION, true, "NODES_HELP", "nothing stands against buying")
        : new Condition(
            CONDITION,
            false,
            FAIL,
            useless.inARow()
                + " nodes in a row ran none of the pods that they were bought for;"
                + " none is bought before "
                + until
                + ", then one at a time");
  }

  /** Counts a node before its drain is written down: afterwards nobody could tell. */
  Future<Void> before(Transition by, ManagedNodeFact record, Token token) {
    ManagedNodeFact.Removal removal = record.progress().removal();
    return by == Transition.UNWANTED && removal != null && !removal.interrupted()
        ? count(record, token)
        : Future.succeededFuture();
  }

  private Future<Void> count(ManagedNodeFact record, Token token) {
    Instant now = house.time().clock().now();
    return ledger
        .standing(
            record.group(),
            (group, world) -> {
              UselessNodes was = group.history().standing().useless();
              return was.counts(record) || !useless(record, world)
                  ? Optional.empty()
                  : Optional.of(
                      group
                          .history()
                          .standing()
                          .with(was.more(record, now, now.plus(pause(group, was)))));
            },
            token)
        .onSuccess(counted -> tell(record, counted))
        .mapEmpty();
  }

  private void tell(ManagedNodeFact record, boolean counted) {
    if (counted) {
      String text = "it ran no pod, and pods that it was bought for still wait";
      house.journal("node-useless", Deeds.ids(record), FAIL, text);
    }
  }

  private Duration pause(NodeGroupFact group, UselessNodes before) {
    Duration first = group.spec().behaviour().scaleUp().cooldownAfterFailure();
    return new Backoff(first.compareTo(LEAST) < 0 ? LEAST : first, MOST)
        .after(Math.max(1, before.inARow() + 2 - UselessNodes.TOO_MANY), house.time().chance());
  }

  /** What nobody may use, because it is cordoned or not ready, is not useless. */
  private boolean useless(ManagedNodeFact record, World world) {
    List<String> pods = record.purchase().pods();
    return !pods.isEmpty()
        && !used.contains(record.identity().uid())
        && node(record, world)
            .filter(node -> node.ready() && !node.shape().unschedulable() && !runs(node, world))
            .isPresent()
        && world.unschedulablePods().stream().anyMatch(pod -> pods.contains(pod.identity().uid()));
  }

  private static Optional<NodeFact> node(ManagedNodeFact record, World world) {
    NodeName name = record.progress().nodeName();
    return name == null ? Optional.empty() : world.node(name);
  }

  private static boolean runs(NodeFact node, World world) {
    return world.podsOn(node.name()).stream()
        .anyMatch(pod -> !pod.daemon() && !pod.traits().mirror());
  }

  /** Sees which nodes are of use, counts those that are not, and tells what is news of groups. */
  void look(World world, Token token) {
    Set<String> known = new HashSet<>();
    Set<GroupName> proven = new HashSet<>();
    for (ManagedNodeFact record : world.managedNodes()) {
      if (record.phase() == Phase.READY && !record.purchase().pods().isEmpty()) {
        known.add(record.identity().uid());
        look(record, world, token).ifPresent(proven::add);
      }
    }
    used.retainAll(known);
    proven.forEach(group -> forget(group, token));
    for (NodeGroupFact group : world.groups()) {
      UselessNodes useless = group.history().standing().useless();
      news.look(group, useless.until(), condition(useless), token);
    }
  }

  /** The record's group, if the record proves that its nodes are of use again. */
  private Optional<GroupName> look(ManagedNodeFact record, World world, Token token) {
    Optional<GroupName> proven = proven(record, world);
    if (used.contains(record.identity().uid()) && proven.isEmpty()) {
      return Optional.empty();
    }
    if (node(record, world).filter(node -> runs(node, world)).isPresent()) {
      used.add(record.identity().uid());
      return proven;
    }
    Instant longAgo = house.time().clock().now().minus(PATIENCE);
    if (record.counts() && !record.progress().since().isAfter(longAgo)) {
      waited(record, world, token);
    }
    return Optional.empty();
  }

  private void waited(ManagedNodeFact record, World world, Token token) {
    boolean news =
        world
            .group(record.group())
            .filter(group -> !group.observed())
            .filter(group -> !group.history().standing().useless().counts(record))
            .isPresent();
    if (news && useless(record, world)) {
      count(record, token).onFailure(lost -> notWritten(record.group(), "counted", lost));
    }
  }

  /**
   * The group of a record that is counted or was bought after those: that it runs pods proves it.
   */
  private static Optional<GroupName> proven(ManagedNodeFact record, World world) {
    return world
        .group(record.group())
        .filter(
            group -> {
              UselessNodes useless = group.history().standing().useless();
              return !useless.equals(UselessNodes.NONE)
                  && (useless.counts(record) || useless.precede(record));
            })
        .map(NodeGroupFact::name);
  }

  private void forget(GroupName name, Token token) {
    ledger
        .standing(
            name,
            (group, world) ->
                Optional.of(group.history().standing())
                    .filter(was -> !was.useless().equals(UselessNodes.NONE))
                    .map(was -> was.with(UselessNodes.NONE)),
            token)
        .onFailure(lost -> notWritten(name, "taken back", lost));
  }

  private void notWritten(GroupName group, String what, Throwable lost) {
    house.journal(
        "ledger", Map.of("group", group.value()), FAIL, "not " + what + ": " + lost.getMessage());
  }
}
