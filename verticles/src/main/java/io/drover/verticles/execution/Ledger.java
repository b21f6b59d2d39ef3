package io.drover.verticles.execution;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeGroupFact.Backoff;
import io.drover.rules.facts.NodeGroupFact.History;
import io.drover.rules.facts.NodeGroupFact.Standing;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Spending;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Counted;
import io.drover.rules.plan.Swinging;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterCommand.Condition;
import io.drover.verticles.bus.ClusterCommand.GroupStatus;
import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.bus.FactMirror;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The ledger of the groups, kept in {@code NodeGroup.status} by compare-and-set: sizes are reserved
 * here before anything is bought or removed.
 */
final class Ledger {
  static final String PROVIDER_WORKING = "ProviderWorking";

  /** How long a write whose answer nobody has heard may still be carried out. */
  static final Duration MAY_STILL_ARRIVE = Duration.ofMinutes(1);

  private static final Duration RETRY = Duration.ofSeconds(10);

  private final ExecutionHouse house;
  private final FactMirror mirror;
  private final Strays strays;
  private final Map<GroupName, GroupStatus> written = new HashMap<>();
  private final Map<GroupName, Condition> provider = new HashMap<>();
  private final Map<GroupName, Future<?>> last = new HashMap<>();
  private final Map<GroupName, Instant> retryAt = new HashMap<>();
  private final Map<GroupName, Instant> reservedHere = new HashMap<>();
  private final Set<GroupName> recording = new HashSet<>();

  /** Records that are being made for what was there already, by group. */
  private final Map<GroupName, Integer> takingUp = new HashMap<>();

  Ledger(ExecutionHouse house, FactMirror mirror, Strays strays) {
    this.house = house;
    this.mirror = mirror;
    this.strays = strays;
  }

  /** Reserves purchases and removals; fails when somebody else wrote first. */
  Future<NodeGroupFact> reserve(GroupName name, List<Action> actions, Token token) {
    long buys = actions.stream().filter(Action.BuyNode.class::isInstance).count();
    long removals = actions.stream().filter(Action.RemoveNode.class::isInstance).count();
    return inTurn(
        name,
        (group, world) -> {
          int most = group.spec().size().max();
          long there = (long) wanted(name, world) + takingUp.getOrDefault(name, 0);
          if (buys > 0 && there + buys - removals > most) {
            return Future.failedFuture("ledger of " + name + ": GROUP_AT_MAXIMUM: max is " + most);
          }
          Instant now = house.time().clock().now();
          recording.add(name);
          History was = group.history();
          History next =
              new History(
                  Math.toIntExact(wanted(name, world) + buys - removals),
                  buys > 0 ? now : was.lastScaleUp(),
                  removals > 0 ? now : was.lastScaleDown(),
                  was.backoffs(),
                  was.standing(),
                  was.spending(),
                  Swinging.after(group, actions, world, now));
          return write(group, next, world, token)
              .onSuccess(
                  written -> {
                    if (buys > 0) {
                      reservedHere.put(name, inMillis(now));
                    }
                  });
        });
  }

  /**
   * Changes what is left out for a while, on the newest state; completes when that is recorded, or
   * at once where nothing is to be changed.
   */
  Future<Void> backoffs(
      GroupName name, Function<NodeGroupFact, Optional<Map<String, Backoff>>> change, Token token) {
    return inTurn(
        name,
        (group, world) ->
            change
                .apply(group)
                .map(next -> write(group, with(group, next), world, token).<Void>mapEmpty())
                .orElseGet(Future::succeededFuture));
  }

  private static History with(NodeGroupFact group, Map<String, Backoff> backoffs) {
    History was = group.history();
    return new History(
        was.desired(),
        was.lastScaleUp(),
        was.lastScaleDown(),
        backoffs,
        was.standing(),
        was.spending(),
        was.swings());
  }

  /**
   * One write of a group after the other, each on the newest state, so that none undoes another.
   */
  private <T> Future<T> inTurn(GroupName name, BiFunction<NodeGroupFact, World, Future<T>> change) {
    Future<?> before = last.getOrDefault(name, Future.succeededFuture());
    Future<T> mine =
        before.transform(
            done -> {
              Optional<World> world = mirror.world();
              Optional<NodeGroupFact> group = world.flatMap(known -> known.group(name));
              return group.isEmpty()
                  ? Future.failedFuture("ledger of " + name + ": the group is not known now")
                  : change.apply(group.get(), world.get());
            });
    last.put(name, mine);
    return mine;
  }

  /** Whether nothing is reserved beside which a record of what was there already would count. */
  boolean settled(GroupName name) {
    return !recording.contains(name);
  }

  /** Counts a record of what was there already, until it is seen or will not be. */
  void takesUp(GroupName name, Future<ClusterOutcome> made) {
    takingUp.merge(name, 1, Integer::sum);
    made.onComplete(
        done -> {
          boolean told = done.succeeded() && !(done.result() instanceof ClusterOutcome.Unreachable);
          Duration wait = told ? Duration.ZERO : MAY_STILL_ARRIVE;
          house.time().timers().after(wait, () -> takingUp.merge(name, -1, Integer::sum));
        });
  }

  /** What was reserved for the group is recorded, or never will be. */
  void recorded(GroupName name) {
    recording.remove(name);
  }

  /**
   * Whether another process, or this one's former life, reserved more than is recorded: what it had
   * sent may still arrive, and would come on top of what is bought anew.
   */
  boolean owesRecords(NodeGroupFact group, World world) {
    History history = group.history();
    return history.desired() != null
        && history.lastScaleUp() != null
        && !inMillis(history.lastScaleUp()).equals(reservedHere.get(group.name()))
        && history.desired() > wanted(group.name(), world)
        && house.time().clock().now().isBefore(history.lastScaleUp().plus(MAY_STILL_ARRIVE));
  }

  /** As exact as every cluster keeps it. */
  private static Instant inMillis(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS);
  }

  /** Whether the reservation stands for more than the records that are seen. */
  private boolean owes(NodeGroupFact group, World world) {
    return recording.contains(group.name()) || owesRecords(group, world);
  }

  private int desired(NodeGroupFact group, World world) {
    Integer reserved = group.history().desired();
    return reserved != null && owes(group, world) ? reserved : wanted(group.name(), world);
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
      Future<?> before = last.get(group.name());
      Instant earliest = retryAt.getOrDefault(group.name(), Instant.MIN);
      Instant time = house.time().clock().steady();
      if ((before != null && !before.isComplete()) || time.isBefore(earliest)) {
        continue;
      }
      History was = group.history();
      History now =
          new History(
              desired(group, world),
              was.lastScaleUp(),
              was.lastScaleDown(),
              was.backoffs(),
              standing(group, world),
              was.spending(),
              was.swings());
      if (!status(group, now, world).equals(written.get(group.name()))) {
        Future<NodeGroupFact> mine = write(group, now, world, token);
        last.put(group.name(), mine.onFailure(lost -> retryAt.put(group.name(), time.plus(RETRY))));
      }
    }
  }

  /** What is over is forgotten, and a freeze is recorded. */
  private Standing standing(NodeGroupFact group, World world) {
    return new Standing(
        SizeChanges.open(group, world, house.time().clock().now()).orElse(null),
        group.history().standing().strangers(),
        strays.frozen(group).orElse(null),
        group.history().standing().joins(),
        group.history().standing().useless());
  }

  /**
   * Writes how the group stands with its provider; false when the change is not to be made on the
   * newest state.
   */
  Future<Boolean> standing(
      GroupName name, BiFunction<NodeGroupFact, World, Optional<Standing>> change, Token token) {
    return inTurn(
        name,
        (group, world) -> {
          Optional<Standing> next = change.apply(group, world);
          return next.isEmpty()
              ? Future.succeededFuture(false)
              : write(group, group.history().with(next.get()), world, token).map(true);
        });
  }

  /** Whatever changes what the group costs is written, and this with it. */
  private Spending spent(NodeGroupFact group, World world) {
    Instant time = house.time().clock().now();
    Spending spending = group.history().spending();
    return spending == null
        ? Spending.from(time)
        : spending.until(time, world.count(group.name()).runningPrice());
  }

  private Future<NodeGroupFact> write(
      NodeGroupFact group, History changed, World world, Token token) {
    History history = changed.with(spent(group, world));
    GroupStatus status = status(group, history, world);
    ClusterCommand command =
        new ClusterCommand.WriteGroup(group.name(), group.uid(), group.resourceVersion(), status);
    return house
        .cluster()
        .order(new ClusterOrder(token, command))
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
      if (record.group().equals(group.name()) && !record.over()) {
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
    conditions.add(acting(group, history.standing()));
    conditions.add(Joining.condition(history.standing().joins()));
    conditions.add(Helping.condition(history.standing().useless()));
    return new GroupStatus(nodes.size(), ready, nodes, history, conditions);
  }

  private static Condition acting(NodeGroupFact group, Standing standing) {
    if (standing.frozen() != null) {
      String text =
          "nothing is bought or deleted: too many of the provider's machines are nobody's";
      return new Condition("Acting", false, standing.frozen(), text);
    }
    return group.observed()
        ? new Condition("Acting", false, "OBSERVE_ONLY", "decisions are only told")
        : new Condition("Acting", true, "MODE_ACT", "decisions are carried out");
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
            .filter(Counted::counts)
            .count());
  }
}
