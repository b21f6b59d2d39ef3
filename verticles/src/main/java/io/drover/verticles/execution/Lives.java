package io.drover.verticles.execution;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Progress;
import io.drover.rules.facts.ManagedNodeFact.Removal;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.rules.lifecycle.Command;
import io.drover.rules.lifecycle.Lifecycle;
import io.drover.rules.lifecycle.Next;
import io.drover.rules.lifecycle.Seen;
import io.drover.rules.lifecycle.Transition;
import io.drover.rules.plan.Reason;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.FactMirror;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.time.Backoff;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Drives the life of every managed node by its state machine. A phase is written before anything is
 * done in it; one thing at a time for each node; nothing at all without the cluster's claim.
 */
final class Lives {
  /** Between two acts for one node, so that what was done can be seen before it is done again. */
  private static final Duration PAUSE = Duration.ofMillis(200);

  private final ExecutionHouse house;
  private final ExecutionSettings settings;
  private final FactMirror mirror;
  private final Sightings sightings;
  private final Records records;
  private final Allotment allotment;
  private final Deeds deeds;
  private final Joining joining;
  private final Helping helping;
  private final Absences absences;
  private final Milestones milestones;
  private final Map<String, Life> lives = new HashMap<>();
  private @Nullable Token actingUnder;
  private Instant actingSince = Instant.MIN;

  Lives(ExecutionHouse house, ExecutionSettings settings, FactMirror mirror, Hands hands) {
    this.house = house;
    this.settings = settings;
    this.mirror = mirror;
    this.sightings = hands.sightings();
    this.records = hands.records();
    this.allotment = hands.allotment();
    this.deeds = hands.deeds();
    this.joining = hands.joining();
    this.helping = hands.helping();
    this.absences = hands.absences();
    this.milestones = hands.milestones();
  }

  /** What lives are driven with. */
  record Hands(
      Sightings sightings,
      Records records,
      Allotment allotment,
      Deeds deeds,
      Joining joining,
      Helping helping,
      Absences absences,
      Milestones milestones) {}

  /** Looks at every record of the world; ends the lives whose record is gone. */
  void look(World world) {
    Set<String> names = new HashSet<>();
    for (ManagedNodeFact record : world.managedNodes()) {
      names.add(record.identity().name());
      lives.compute(
          record.identity().name(),
          (any, life) ->
              life != null && life.isOf(record) ? life : new Life(record, owner(record)));
    }
    lives.keySet().retainAll(names);
    List.copyOf(lives.values()).forEach(life -> drive(life, world));
  }

  private OwnerTag owner(ManagedNodeFact record) {
    return new OwnerTag(
        settings.installation(),
        house.line().rooms().clusterUid(),
        record.group().value(),
        record.intent());
  }

  private void drive(Life life, World world) {
    if (life.busy) {
      life.again = true;
      return;
    }
    Optional<Claim> claim = house.ownership().current();
    Optional<NodeGroupFact> group = world.group(life.record.group());
    Optional<ManagedNodeFact> newest = world.managedNode(life.name()).filter(life::isOf);
    if (claim.isEmpty() || group.isEmpty() || group.get().observed() || newest.isEmpty()) {
      return;
    }
    life.record = newest.get();
    Token token = claim.get().token();
    actUnder(token);
    if (!token.mayTouch(life.record.writtenUnder())) {
      house.tell(life, "not-owner", "NOT_OWNER", "written under " + life.record.writtenUnder());
      return;
    }
    if (steady().isBefore(life.retryAt)) {
      retryLater(life);
      return;
    }
    step(life, group.get(), world, token);
  }

  /** What others did about machines before the claim was taken counts as done just then. */
  private void actUnder(Token token) {
    if (!token.equals(actingUnder)) {
      actingUnder = token;
      actingSince = steady();
      sightings.under(token);
    }
  }

  private void step(Life life, NodeGroupFact group, World world, Token token) {
    Instant now = house.time().clock().now();
    if (group.end().deleting()
        && life.record.counts()
        && life.record.phase() != ManagedNodeFact.Phase.READY) {
      life.withdrawal = Reason.GROUP_DELETED.name();
    }
    if (!life.withdrawal.isEmpty() && life.record.progress().removal() == null) {
      Removal removal = new Removal(life.withdrawal, "", false);
      Progress progress = life.record.progress();
      advance(life, progress.failing(life.withdrawal).removedFor(removal), token);
      return;
    }
    if (allotment.mustClaim(life.record, group, token)) {
      advance(life, life.record.progress(), token);
      return;
    }
    Lifecycle lifecycle = lifecycle(life, group, world);
    if (!lifecycle.removable() && life.record.identity().deleting()) {
      house.tell(life, "refused", "VICTIM_NOT_CHOSEN", "the provider chooses which machine dies");
    }
    Seen seen = seen(life, group, world, token);
    milestones.see(life, seen, group.spec().provider());
    switch (lifecycle.next(life.record, seen, now)) {
      case Next.Advance(Transition by, Progress progress) ->
          advance(life, group, by, progress, token);
      case Next.Act(List<Command> commands, @Nullable Instant wakeAt) ->
          act(life, group, token, commands, wakeAt);
    }
  }

  private Lifecycle lifecycle(Life life, NodeGroupFact group, World world) {
    GroupSpec spec = group.spec();
    return new Lifecycle(
        Failed.timeouts(life.record, group, world),
        Deeds.labels(life.record, group),
        spec.template().startupTaints(),
        spec.template().startupTaintPrefixes(),
        house.removes(group));
  }

  private Seen seen(Life life, NodeGroupFact group, World world, Token token) {
    ProviderName provider = group.spec().provider();
    ManagedNodeFact record = life.record;
    if (record.phase() == ManagedNodeFact.Phase.FAILED) {
      String tagged = sightings.tagged(provider, record, world);
      return Failed.seen(tagged, sightings.wouldShow(provider, record, lastCreate(life)));
    }
    Optional<NodeFact> node = node(life, group, world);
    String arrived = allotment.arrived(record, group, world, token);
    String sighted = arrived == null ? sightings.machineId(provider, record) : arrived;
    Instant now = house.time().clock().now();
    return new Seen(
        node.orElse(null),
        node.map(found -> world.podsOn(found.name())).orElse(List.of()),
        machine(life, provider),
        sighted == null ? life.createdId : sighted,
        new Seen.Dealings(
            SizeChanges.openFor(record, group, world, now),
            sightings.surplus(provider, record, world)),
        absences.of(record));
  }

  private Instant lastCreate(Life life) {
    return life.lastCreate.isAfter(actingSince) ? life.lastCreate : actingSince;
  }

  /** A machine that was to be deleted is gone only when its provider has said so too. */
  private Seen.Machine machine(Life life, ProviderName provider) {
    Seen.Machine machine = sightings.machine(provider, life.record, lastCreate(life));
    boolean unasked =
        life.record.phase() == ManagedNodeFact.Phase.TERMINATING
            && !life.record.deadNode()
            && !life.deleteAnswered;
    return machine == Seen.Machine.ABSENT && unasked ? Seen.Machine.UNKNOWN : machine;
  }

  /**
   * The Node on the record's machine; a Node without a machine's id is known by its name, unless a
   * second machine may have joined under it.
   */
  private Optional<NodeFact> node(Life life, NodeGroupFact group, World world) {
    NodeName known = life.record.progress().nodeName();
    String machine = life.record.progress().providerId();
    if (machine == null) {
      return Optional.empty();
    }
    boolean named = !sightings.several(group.spec().provider(), life.record);
    NodeName name = known == null ? new NodeName(life.name()) : known;
    return world
        .node(name)
        .filter(node -> machine.equals(node.providerId()) || (named && node.providerId() == null))
        .or(() -> known == null ? world.nodeOn(machine) : Optional.empty());
  }

  private void advance(Life life, Progress progress, Token token) {
    life.nextAt = null;
    busy(life, records.write(life, progress, token));
  }

  private void advance(
      Life life, NodeGroupFact group, Transition by, Progress progress, Token token) {
    life.nextAt = null;
    milestones.before(by, life);
    busy(
        life,
        joining
            .before(by, life.record, progress, token)
            .compose(counted -> helping.before(by, life.record, token))
            .compose(counted -> records.write(life, progress, token))
            .onSuccess(
                written -> {
                  joining.after(by, group, written, token);
                  milestones.after(by, life.record, written);
                  if (written == Deeds.Result.AGAIN) {
                    absences.after(by, group, life.record, token);
                  }
                }));
  }

  private void act(
      Life life,
      NodeGroupFact group,
      Token token,
      List<Command> commands,
      @Nullable Instant wakeAt) {
    life.nextAt = wakeAt;
    if (wakeAt != null) {
      wakeAfter(life, Duration.between(house.time().clock().now(), wakeAt));
    }
    if (commands.isEmpty()) {
      return;
    }
    Future<Deeds.Result> all = Future.succeededFuture(Deeds.Result.DONE);
    for (Command command : commands) {
      all = all.compose(before -> next(before, command, life, group, token));
    }
    busy(life, all);
  }

  /** What could not be done keeps the rest from being done, but for second machines. */
  private Future<Deeds.Result> next(
      Deeds.Result before, Command command, Life life, NodeGroupFact group, Token token) {
    return switch (before) {
      case DONE -> deeds.perform(command, life, group, token);
      case BLOCKED, WAIT, LATER ->
          command instanceof Command.DeleteSurplus
              ? deeds.perform(command, life, group, token).map(any -> before)
              : Future.succeededFuture(before);
      case AGAIN, OVER -> Future.succeededFuture(before);
    };
  }

  /** Waits for the deed, then goes on as its result says. */
  private void busy(Life life, Future<Deeds.Result> deed) {
    life.busy = true;
    deed.otherwise(Deeds.Result.LATER)
        .onSuccess(
            result -> {
              life.busy = false;
              boolean again = life.again;
              life.again = false;
              follow(life, result, again);
            });
  }

  private void follow(Life life, Deeds.Result result, boolean changed) {
    switch (result) {
      case AGAIN -> {
        life.failures = 0;
        mirror.world().ifPresent(world -> drive(life, world));
      }
      case DONE -> {
        life.failures = 0;
        Duration pause = pause(life);
        life.retryAt = steady().plus(pause);
        wakeAfter(life, changed ? pause : settings.recheck());
      }
      case BLOCKED -> {
        life.failures = 0;
        life.retryAt = notPast(life, steady().plus(evenly()));
        retryLater(life);
      }
      case WAIT -> wakeAfter(life, changed ? PAUSE : settings.recheck());
      case LATER -> {
        life.failures++;
        Duration wait = settings.retry().after(life.failures, house.time().chance());
        Instant retry = steady().plus(wait);
        life.retryAt = notPast(life, life.retryAt.isAfter(retry) ? life.retryAt : retry);
        retryLater(life);
      }
      case OVER -> lives.remove(life.name());
    }
  }

  /** However often it has failed, it is not slept through when something else is to be done. */
  private Instant notPast(Life life, Instant retryAt) {
    if (life.nextAt == null) {
      return retryAt;
    }
    Duration left = Duration.between(house.time().clock().now(), life.nextAt);
    Instant next = steady().plus(left);
    return left.isPositive() && next.isBefore(retryAt) ? next : retryAt;
  }

  /**
   * Budgets are asked after at an even pace: they open by what others do, not by waiting longer.
   */
  private Duration evenly() {
    return new Backoff(settings.recheck(), settings.recheck()).after(1, house.time().chance());
  }

  /** Grows while a phase does not end, so that a deed without effect is not done without pause. */
  private Duration pause(Life life) {
    Duration pause = PAUSE.multipliedBy(1L << Math.min(life.deeds, 10));
    life.deeds++;
    return pause.compareTo(settings.recheck()) < 0 ? pause : settings.recheck();
  }

  /** Waits are told by the time that nobody sets: a clock set back must not make them longer. */
  private Instant steady() {
    return house.time().clock().steady();
  }

  private void retryLater(Life life) {
    wakeAfter(life, Duration.between(steady(), life.retryAt));
  }

  private void wakeAfter(Life life, Duration delay) {
    if (life.timer != null) {
      life.timer.cancel();
    }
    life.timer =
        house
            .time()
            .timers()
            .after(
                delay.isNegative() ? Duration.ZERO : delay,
                () -> {
                  life.timer = null;
                  if (lives.get(life.name()) == life) {
                    mirror.world().ifPresent(world -> drive(life, world));
                  }
                });
  }
}
