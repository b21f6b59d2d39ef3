package io.drover.verticles.simulation;

import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.safety.Judgement;
import io.drover.rules.safety.Limits;
import io.drover.verticles.bus.Accounts;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.PlanningState;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.cluster.BusClusterActions;
import io.drover.verticles.cluster.ClusterRoom;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.execution.ExecutionHouse;
import io.drover.verticles.execution.ExecutionRoom;
import io.drover.verticles.execution.ExecutionSettings;
import io.drover.verticles.locks.LeaseOwnership;
import io.drover.verticles.planning.PlanningRoom;
import io.drover.verticles.planning.PlanningSettings;
import io.drover.verticles.safety.SafetyRoom;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every room of one cluster, in one thread, on a cluster in memory and a fake cloud. */
public final class House {
  public static final Duration HEARTBEAT = Duration.ofSeconds(2);

  public final SimulatedTime time;
  public final DirectBus bus;
  public final EmbeddedCluster cluster;
  public final FakeCloud cloud;
  public final List<JournalEntry> journal = new ArrayList<>();
  public final List<Judgement> judgements = new ArrayList<>();
  public final List<PlanningState> thoughts = new ArrayList<>();

  public House(long seed, List<OfferingFact> offerings) {
    time = new SimulatedTime(seed);
    bus = new DirectBus(time);
    cluster = new EmbeddedCluster("cluster-uid", time, time);
    cloud = new FakeCloud(time, cluster, offerings, Duration.ofSeconds(20));
    Rooms rooms = new Rooms("cluster-uid");
    bus.listen(rooms.journal(), journal::add);
    bus.listen(rooms.judged(), judgements::add);
    bus.listen(rooms.planningState(), thoughts::add);
    PlainPolicy plain = new PlainPolicy();
    ActivePolicies policies = new ActivePolicies("plain", plain, plain);
    bus.answer(ActivePolicies.CURRENT, any -> Future.succeededFuture(policies));
    bus.answer(Accounts.command(new ProviderName("cloud")), cloud::perform);
    LeaseOwnership ownership =
        new LeaseOwnership(
            cluster,
            new LeaseOwnership.Settings("home/one", 1, HEARTBEAT, Duration.ofSeconds(15)),
            time,
            time);
    new ClusterRoom(cluster, ownership, bus, rooms, time).start();
    ownership.start();
    new PlanningRoom(
            new PlanningSettings(
                Duration.ofMillis(250),
                Duration.ofSeconds(2),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                Duration.ofMinutes(5),
                ""),
            new PlanningRoom.House(bus, rooms, time, time, time))
        .start();
    new SafetyRoom(
            new SafetyRoom.SafetySettings(Limits.DEFAULT, Duration.ofSeconds(3), ""),
            new SafetyRoom.House(bus, rooms, time, time, ownership))
        .start();
    new ExecutionRoom(
            ExecutionSettings.of("home", ""),
            new ExecutionHouse(
                new ExecutionHouse.Line(bus, rooms),
                new ExecutionHouse.Time(time, time, time, time),
                ownership,
                new BusClusterActions(bus, rooms, Duration.ofSeconds(10)),
                name -> Optional.of(cloud)))
        .start();
  }
}
