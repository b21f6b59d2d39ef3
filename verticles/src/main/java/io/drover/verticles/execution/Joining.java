package io.drover.verticles.execution;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.JoinFailures;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Progress;
import io.drover.rules.facts.ManagedNodeFact.Removal;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeGroupFact.Standing;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.rules.lifecycle.Transition;
import io.drover.rules.plan.Reason;
import io.drover.verticles.bus.ClusterCommand.Condition;
import io.drover.verticles.time.Backoff;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Counts in the ledger what a group bought in vain: machines that did not come, did not join, or
 * vanished before they served. Without that a group whose nodes cannot join would buy for ever.
 */
final class Joining {
  private static final String CONDITION = "NodesJoin";
  private static final String FAIL = Reason.NODES_DO_NOT_JOIN.name();
  private static final Set<String> IN_VAIN =
      Set.of("PROVISION_TIMEOUT", "JOIN_TIMEOUT", "INSTANCE_VANISHED");

  private static final Duration LEAST = Duration.ofSeconds(1);
  private static final Duration MOST = Duration.ofMinutes(30);

  private final ExecutionHouse house;
  private final Ledger ledger;
  private final RowNews news;

  Joining(ExecutionHouse house, Ledger ledger) {
    this.house = house;
    this.ledger = ledger;
    this.news = new RowNews(house, "nodes-join", "nodes-do-not-join");
  }

  static Condition condition(JoinFailures joins) {
    Instant until = joins.until();
    return until == null
        ? new Condition(CONDITION, true, "NODES_JOIN", "nothing stands against buying")
        : new Condition(
            CONDITION,
            false,
            FAIL,
            joins.inARow()
                + " machines in a row did not become nodes; none is bought before "
                + until
                + ", then one at a time");
  }

  /**
   * Counts a failure before it is written down: written first, a crash in between would lose it.
   * Completes when it is counted, or need not be.
   */
  Future<Void> before(Transition by, ManagedNodeFact record, Progress next, Token token) {
    Removal removal = next.removal();
    boolean inVain =
        by == Transition.NOTED_UNWANTED
            && removal != null
            && IN_VAIN.contains(removal.reason())
            && record.phase() != ManagedNodeFact.Phase.READY
            && record.purchase().takesUp() == null;
    return inVain ? count(record.group(), token) : Future.succeededFuture();
  }

  /** Those that fail while nothing is bought were bought before, and count no more. */
  private Future<Void> count(GroupName name, Token token) {
    Instant now = house.time().clock().now();
    return ledger
        .standing(
            name,
            (group, world) -> {
              Standing was = group.history().standing();
              return was.joins().hold(now)
                  ? Optional.empty()
                  : Optional.of(was.with(was.joins().more(now.plus(pause(group)))));
            },
            token)
        .mapEmpty();
  }

  private Duration pause(NodeGroupFact group) {
    GroupSpec.ScaleUp scaleUp = group.spec().behaviour().scaleUp();
    Duration first = scaleUp.cooldownAfterFailure();
    int before = group.history().standing().joins().inARow();
    return new Backoff(first.compareTo(LEAST) < 0 ? LEAST : first, MOST)
        .after(Math.max(1, before + 2 - JoinFailures.TOO_MANY), house.time().chance());
  }

  /** A node that serves proves that nodes join. */
  void after(Transition by, NodeGroupFact group, Deeds.Result written, Token token) {
    boolean serves = by == Transition.SERVES && written == Deeds.Result.AGAIN;
    if (serves && !group.history().standing().joins().equals(JoinFailures.NONE)) {
      ledger
          .standing(
              group.name(),
              (newest, world) ->
                  Optional.of(newest.history().standing())
                      .filter(was -> !was.joins().equals(JoinFailures.NONE))
                      .map(was -> was.with(JoinFailures.NONE)),
              token)
          .onFailure(
              lost ->
                  house.journal(
                      "ledger",
                      Map.of("group", group.name().value()),
                      FAIL,
                      "not taken back: " + lost.getMessage()));
    }
  }

  /** Tells what is news of the groups. */
  void look(World world, Token token) {
    for (NodeGroupFact group : world.groups()) {
      JoinFailures joins = group.history().standing().joins();
      news.look(group, joins.until(), condition(joins), token);
    }
  }
}
