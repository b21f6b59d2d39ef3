package io.drover.verticles.simulation;

import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.facts.Budget;
import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.NewGroups;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.safety.Judgement;
import io.drover.rules.safety.Limits;
import io.drover.verticles.bus.Accounts;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.PlanningState;
import io.drover.verticles.bus.ProviderState;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.cluster.BusClusterActions;
import io.drover.verticles.cluster.ClusterRoom;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.execution.ExecutionHouse;
import io.drover.verticles.execution.ExecutionRoom;
import io.drover.verticles.execution.ExecutionSettings;
import io.drover.verticles.locks.Candidacy;
import io.drover.verticles.locks.LeaseOwnership;
import io.drover.verticles.planning.PlanningRoom;
import io.drover.verticles.planning.PlanningSettings;
import io.drover.verticles.safety.SafetyRoom;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every room of one cluster, in one thread, on a cluster in memory and a fake cloud. */
public final class House {
  public static final Duration HEARTBEAT = Duration.ofSeconds(2);

  private static final Duration RESTARTS_AFTER = Duration.ofSeconds(3);

  public final SimulatedTime time;
  public final EmbeddedCluster cluster;
  public final FakeCloud cloud;
  public final List<JournalEntry> journal = new ArrayList<>();
  public final List<Judgement> judgements = new ArrayList<>();
  public final List<PlanningState> thoughts = new ArrayList<>();

  /** Calls that have left the process, by command. */
  final List<String> calls = new ArrayList<>();

  /** How often the process was killed. */
  int deaths;

  /** What stands at the provider's far end. */
  final Machinery machinery;

  private final Crossing crossing;
  private final ActivePolicies policies;
  private final @Nullable NewGroups making;
  private Mortal mortal;
  private DirectBus bus;

  public House(long seed, List<OfferingFact> offerings) {
    this(seed, offerings, command -> Crossing.Fate.PASSES);
  }

  /** A house that decides by these policies, at a cloud whose machines take so long to join. */
  public House(long seed, List<OfferingFact> offerings, ActivePolicies policies, Duration boot) {
    this(seed, offerings, policies, boot, command -> Crossing.Fate.PASSES);
  }

  House(
      long seed,
      List<OfferingFact> offerings,
      ActivePolicies policies,
      Duration boot,
      Crossing crossing) {
    this.policies = policies;
    this.making = null;
    this.crossing = crossing;
    time = new SimulatedTime(seed);
    cluster = new EmbeddedCluster("cluster-uid", time, time);
    cloud = new FakeCloud(time, cluster, offerings, boot);
    machinery = cloud;
    mortal = new Mortal(time);
    open();
  }

  House(long seed, List<OfferingFact> offerings, Crossing crossing) {
    this(seed, offerings, crossing, null, null);
  }

  /** A house that makes node groups for pods. */
  House(long seed, List<OfferingFact> offerings, Crossing crossing, NewGroups making) {
    this(seed, offerings, crossing, null, making);
  }

  /** A house at some other provider than the fake cloud. */
  House(
      long seed,
      List<OfferingFact> offerings,
      Crossing crossing,
      BiFunction<SimulatedTime, EmbeddedCluster, Machinery> far) {
    this(seed, offerings, crossing, far, null);
  }

  private House(
      long seed,
      List<OfferingFact> offerings,
      Crossing crossing,
      @Nullable BiFunction<SimulatedTime, EmbeddedCluster, Machinery> far,
      @Nullable NewGroups making) {
    this.crossing = crossing;
    this.making = making;
    policies = plain();
    time = new SimulatedTime(seed);
    cluster = new EmbeddedCluster("cluster-uid", time, time);
    cloud = new FakeCloud(time, cluster, offerings, Duration.ofSeconds(20));
    machinery = far == null ? cloud : far.apply(time, cluster);
    mortal = new Mortal(time);
    open();
  }

  private static ActivePolicies plain() {
    PlainPolicy plain = new PlainPolicy();
    return new ActivePolicies("plain", plain, plain, new PolicyFolder(Map.of()));
  }

  /** What was thought and called so far is kept no longer; a long life would fill the memory. */
  public void forget() {
    judgements.clear();
    thoughts.clear();
    calls.clear();
    cloud.log.clear();
  }

  /** The account's room says how the account is. */
  void says(boolean working, String reason, String detail) {
    bus.publish(Accounts.state(), new ProviderState("cloud", working, reason, detail, time.now()));
  }

  /** The process ends at once; another one starts a little later. */
  void kill() {
    deaths++;
    mortal.kill();
    mortal = new Mortal(time);
    time.after(RESTARTS_AFTER, this::open);
  }

  /** Makes a call as its fate wants. */
  <A> Future<A> cross(Mortal caller, String command, Supplier<Future<A>> call, A unanswered) {
    if (caller.dead()) {
      return Promise.<A>promise().future();
    }
    calls.add(command);
    return switch (crossing.next(command)) {
      case PASSES ->
          caller.heard(late(call).compose(answer -> late(() -> Future.succeededFuture(answer))));
      case LOST -> Future.succeededFuture(unanswered);
      case UNANSWERED -> caller.heard(late(call).map(answered -> unanswered));
      case KILLED_BEFORE -> {
        kill();
        yield Promise.<A>promise().future();
      }
      case KILLED_AFTER -> {
        Future<A> unheard = call.get();
        kill();
        yield unheard.compose(answer -> Promise.<A>promise().future());
      }
    };
  }

  /** Happens after a while, whatever has become of who wanted it. */
  private <A> Future<A> late(Supplier<Future<A>> call) {
    Duration delay = crossing.delay();
    if (delay.isZero()) {
      return call.get();
    }
    Promise<A> promise = Promise.promise();
    time.after(delay, () -> call.get().onComplete(promise));
    return promise.future();
  }

  private void open() {
    Mortal own = mortal;
    bus = new DirectBus(own, own::soon);
    Rooms rooms = new Rooms("cluster-uid");
    TappedCluster tapped = new TappedCluster(cluster, own, this);
    TappedCloud reached = new TappedCloud(machinery.reached(), own, this);
    bus.listen(rooms.journal(), journal::add);
    bus.listen(rooms.judged(), judgements::add);
    bus.listen(rooms.planningState(), thoughts::add);
    bus.answer(ActivePolicies.CURRENT, any -> Future.succeededFuture(policies));
    bus.answer(Accounts.command(new ProviderName("cloud")), reached::perform);
    LeaseOwnership ownership =
        new LeaseOwnership(
            tapped,
            Candidacy.ALONE,
            new LeaseOwnership.Settings("home/one", HEARTBEAT, Duration.ofSeconds(15)),
            own,
            own);
    new ClusterRoom(tapped, ownership, bus, rooms, own).start();
    ownership.start();
    planning(bus, rooms, own).start();
    new SafetyRoom(
            new SafetyRoom.SafetySettings(Limits.DEFAULT.making(making), Duration.ofSeconds(3), ""),
            new SafetyRoom.House(bus, rooms, own, own, ownership))
        .start();
    new ExecutionRoom(
            ExecutionSettings.of("home", ""),
            new ExecutionHouse(
                new ExecutionHouse.Line(bus, rooms),
                new ExecutionHouse.Time(own, own, own, own),
                ownership,
                new BusClusterActions(bus, rooms, Duration.ofSeconds(10)),
                name -> Optional.of(reached)))
        .start();
  }

  private PlanningRoom planning(DirectBus bus, Rooms rooms, Mortal own) {
    return new PlanningRoom(
        new PlanningSettings(
            Duration.ofMillis(250),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            null,
            "",
            ClusterSettings.DEFAULT.making(making)),
        new PlanningRoom.House(bus, rooms, own, own, own, own, any -> Budget.UNLIMITED));
  }
}
