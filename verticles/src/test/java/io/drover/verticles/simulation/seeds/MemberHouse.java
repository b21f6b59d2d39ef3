package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Token;
import io.drover.rules.safety.Limits;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.cluster.BusClusterActions;
import io.drover.verticles.cluster.ClusterRoom;
import io.drover.verticles.cluster.ServedCluster;
import io.drover.verticles.execution.ExecutionHouse;
import io.drover.verticles.execution.ExecutionRoom;
import io.drover.verticles.execution.ExecutionSettings;
import io.drover.verticles.locks.BusOwnership;
import io.drover.verticles.locks.Candidacy;
import io.drover.verticles.locks.LeaseOwnership;
import io.drover.verticles.locks.Ownership;
import io.drover.verticles.locks.SeenClaim;
import io.drover.verticles.metrics.MetricsRoom;
import io.drover.verticles.metrics.MetricsSettings;
import io.drover.verticles.metrics.NamedSource;
import io.drover.verticles.planning.PlanningRoom;
import io.drover.verticles.planning.PlanningSettings;
import io.drover.verticles.provider.Askers;
import io.drover.verticles.provider.BusNodeProvider;
import io.drover.verticles.provider.Fence;
import io.drover.verticles.provider.Fenced;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.provider.ProviderRoom;
import io.drover.verticles.provider.resilience.ResilientProvider;
import io.drover.verticles.safety.SafetyRoom;
import io.drover.verticles.simulation.DirectBus;
import io.drover.verticles.spot.SpotRoom;
import io.drover.verticles.spot.SpotSettings;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Opens the rooms of one process, as the daemon's wiring does. Planning begins with the first claim
 * and goes on after it is lost: what members plan that never had it would only be refused.
 */
final class MemberHouse {
  private static final Duration BATCH = Duration.ofMillis(250);
  private static final Duration MOST = Duration.ofSeconds(2);
  private static final Duration DEADLINE = Duration.ofSeconds(5);
  private static final Duration INTERVAL = Duration.ofSeconds(30);
  private static final Duration VIEW_MAX_AGE = Duration.ofSeconds(10);
  private static final Duration USAGE_INTERVAL = Duration.ofSeconds(30);
  private static final Duration USAGE_MAX_AGE = Duration.ofMinutes(2);

  private final SharedCluster shared;
  private final Map<ProviderName, BiFunction<Door, Fence, NodeProvider>> accounts;
  private final Function<Door, Candidacy> candidacy;
  private final Supplier<ActivePolicies> policies;
  private final Consumer<JournalEntry> journal;
  private final Bugs bugs;

  MemberHouse(
      SharedCluster shared,
      Map<ProviderName, BiFunction<Door, Fence, NodeProvider>> accounts,
      Function<Door, Candidacy> candidacy,
      Supplier<ActivePolicies> policies,
      Consumer<JournalEntry> journal,
      Bugs bugs) {
    this.shared = shared;
    this.accounts = accounts;
    this.candidacy = candidacy;
    this.policies = policies;
    this.journal = journal;
    this.bugs = bugs;
  }

  Member.Living open(int member, ProcessTime process, Runnable death) {
    String identity = "home/" + member;
    Door door = new Door(member, process, shared.network(), shared.history(), death);
    DirectBus bus = new DirectBus(process, process::soon);
    Rooms rooms = new Rooms(SharedCluster.UID);
    Ownership[] claim = new Ownership[1];
    MemberCluster reached =
        new MemberCluster(
            shared, door, () -> claim[0].current().map(Claim::token).orElse(Token.NONE));
    ServedCluster cluster = bugs.cluster(reached);
    LeaseOwnership lease =
        new LeaseOwnership(
            cluster,
            candidacy.apply(door),
            new LeaseOwnership.Settings(identity, Member.HEARTBEAT, Member.CLAIM),
            process,
            process);
    claim[0] = bugs.ownership(lease);
    PlanningRoom planning = planning(bus, rooms, process);
    boolean[] plans = {false};
    SeenClaim seen = new SeenClaim(process);
    lease.onBeat(
        () -> {
          seen.see(lease.state());
          bus.publish(rooms.claim(), lease.state());
          if (!plans[0] && lease.current().isPresent()) {
            plans[0] = true;
            planning.start();
          }
        });
    bus.listen(rooms.journal(), journal);
    bus.answer(ActivePolicies.CURRENT, any -> Future.succeededFuture(policies.get()));
    new ClusterRoom(cluster, claim[0], bus, rooms, process).start();
    safety(bus, rooms, process);
    metrics(bus, rooms, door);
    spot(bus, rooms);
    Fence fence = new Fence(() -> true, (any, token) -> seen.mayAct(identity, token));
    execution(bus, rooms, process, providers(bus, door, process, fence));
    lease.start();
    return new Member.Living(process, door, reached, lease, bus);
  }

  private Ownership told(DirectBus bus, Rooms rooms, ProcessTime process) {
    BusOwnership told = new BusOwnership(bus, rooms, process);
    told.start();
    return bugs.ownership(told);
  }

  /** The accounts as execution reaches them: over the bus, to rooms behind a last gate. */
  private Map<ProviderName, NodeProvider> providers(
      DirectBus bus, Door door, ProcessTime process, Fence fence) {
    Map<ProviderName, NodeProvider> providers = new HashMap<>();
    accounts.forEach(
        (name, reaching) -> {
          new ProviderRoom(
                  name,
                  new Fenced(reaching.apply(door, fence), fence),
                  ProviderRoom.Settings.of(20, 5),
                  new ProviderRoom.House(
                      bus,
                      new ResilientProvider.Time(process, process, process),
                      new Askers(process)))
              .start();
          BusNodeProvider asked =
              new BusNodeProvider(name, bus, process, "execution", Askers.PATIENCE);
          asked.start();
          providers.put(name, bugs.provider(asked));
        });
    return providers;
  }

  private void metrics(DirectBus bus, Rooms rooms, Door door) {
    ProcessTime process = door.process();
    new MetricsRoom(
            List.of(new NamedSource(NamedSource.METRICS_API, new MemberUsage(shared, door))),
            new MetricsSettings(USAGE_INTERVAL, USAGE_MAX_AGE),
            new MetricsRoom.House(bus, rooms, process, process))
        .start();
  }

  private static void spot(DirectBus bus, Rooms rooms) {
    new SpotRoom(
            SpotSettings.of(() -> Optional.of(Member.NOTICES.secret()), Duration.ofMinutes(5)),
            bus,
            () -> List.of(rooms))
        .start();
  }

  private void safety(DirectBus bus, Rooms rooms, ProcessTime process) {
    new SafetyRoom(
            new SafetyRoom.SafetySettings(Limits.DEFAULT, Duration.ofSeconds(3), ""),
            new SafetyRoom.House(bus, rooms, process, process, told(bus, rooms, process)))
        .start();
  }

  private void execution(
      DirectBus bus, Rooms rooms, ProcessTime process, Map<ProviderName, NodeProvider> providers) {
    new ExecutionRoom(
            ExecutionSettings.of("home", ""),
            new ExecutionHouse(
                new ExecutionHouse.Line(bus, rooms),
                new ExecutionHouse.Time(process, process, process, process),
                told(bus, rooms, process),
                new BusClusterActions(bus, rooms, Duration.ofSeconds(10)),
                name -> Optional.ofNullable(providers.get(name))))
        .start();
  }

  private static PlanningRoom planning(DirectBus bus, Rooms rooms, ProcessTime process) {
    return new PlanningRoom(
        new PlanningSettings(
            BATCH,
            MOST,
            DEADLINE,
            INTERVAL,
            VIEW_MAX_AGE,
            USAGE_MAX_AGE,
            "",
            ClusterSettings.DEFAULT),
        new PlanningRoom.House(
            bus, rooms, process, process, process, process, any -> Budget.UNLIMITED));
  }
}
