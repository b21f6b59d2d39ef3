package io.drover.verticles.simulation;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.facts.Budget;
import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Token;
import io.drover.rules.safety.Limits;
import io.drover.verticles.bus.Accounts;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.cluster.BusClusterActions;
import io.drover.verticles.cluster.ClusterRoom;
import io.drover.verticles.cluster.ServedCluster;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.execution.ExecutionHouse;
import io.drover.verticles.execution.ExecutionRoom;
import io.drover.verticles.execution.ExecutionSettings;
import io.drover.verticles.locks.Ownership;
import io.drover.verticles.planning.PlanningRoom;
import io.drover.verticles.planning.PlanningSettings;
import io.drover.verticles.safety.SafetyRoom;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F1: two houses that both hold the claim, as must never be, plan for the same pods. Still neither
 * group nor provider ever has more than max: sizes are reserved by compare-and-set, and what
 * another has reserved is waited for.
 */
class TwoWritersTest {
  private static final int MAX = 5;
  private static final List<OfferingFact> OFFERINGS =
      List.of(
          anOffering("small")
              .of("cloud")
              .with("2", "4Gi")
              .allocatable(Resources.of(1900, 3800L << 20, 110))
              .build());

  private final SimulatedTime time = new SimulatedTime(1);
  private final EmbeddedCluster cluster = new EmbeddedCluster("cluster-uid", time, time);
  private final FakeCloud cloud = new FakeCloud(time, cluster, OFFERINGS, Duration.ofSeconds(20));
  private int most;

  private enum Always implements Ownership {
    OWNER;

    @Override
    public Optional<Claim> current() {
      return Optional.of(new Claim(new Token(1, 1), Instant.MAX));
    }

    @Override
    public void onChange(Runnable task) {}

    @Override
    public String holder() {
      return "both";
    }
  }

  private void open(ServedCluster door) {
    Mortal own = new Mortal(time);
    DirectBus bus = new DirectBus(own, own::soon);
    Rooms rooms = new Rooms("cluster-uid");
    PlainPolicy plain = new PlainPolicy();
    ActivePolicies policies = new ActivePolicies("plain", plain, plain, new PolicyFolder(Map.of()));
    bus.answer(ActivePolicies.CURRENT, any -> Future.succeededFuture(policies));
    bus.answer(Accounts.command(new ProviderName("cloud")), cloud::perform);
    new ClusterRoom(door, Always.OWNER, bus, rooms, own).start();
    new PlanningRoom(
            new PlanningSettings(
                Duration.ofMillis(250),
                Duration.ofSeconds(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                null,
                "",
                ClusterSettings.DEFAULT),
            new PlanningRoom.House(bus, rooms, own, own, own, own, any -> Budget.UNLIMITED))
        .start();
    new SafetyRoom(
            new SafetyRoom.SafetySettings(Limits.DEFAULT, Duration.ofSeconds(3), ""),
            new SafetyRoom.House(bus, rooms, own, own, Always.OWNER))
        .start();
    new ExecutionRoom(
            ExecutionSettings.of("home", ""),
            new ExecutionHouse(
                new ExecutionHouse.Line(bus, rooms),
                new ExecutionHouse.Time(own, own, own, own),
                Always.OWNER,
                new BusClusterActions(bus, rooms, Duration.ofSeconds(10)),
                name -> Optional.of(cloud)))
        .start();
  }

  private void pass(Duration duration) {
    time.runUntil(
        () -> {
          most = Math.max(most, cluster.now().managedNodes().size());
          return false;
        },
        duration);
  }

  private void grow(int pods) {
    cluster.run(ShapesTest.web(pods));
    pass(Duration.ofMinutes(3));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 500, 4_000, 20_000})
  void neverBuyMoreThanMaxTogether(long recordsLagMillis) {
    NodeGroupFact group =
        aGroup("general")
            .from("cloud")
            .sized(0, MAX)
            .scalingDown(
                new GroupSpec.ScaleDown(true, 0.5, Duration.ofMinutes(3), Duration.ofMinutes(1)))
            .build();
    cluster.apply(group.name(), group.spec());
    Doors doors = new Doors(time, cluster);
    Doors.Door first = doors.door(Duration.ofMillis(recordsLagMillis));
    Doors.Door second = doors.door(Duration.ofMillis(recordsLagMillis));
    open(first);
    open(second);

    // Each has reserved something before, so that neither takes the ledger for its own.
    second.blind(true);
    grow(3);
    second.blind(false);
    pass(Duration.ofMinutes(2));
    first.blind(true);
    grow(6);
    first.blind(false);
    pass(Duration.ofMinutes(2));
    grow(60);

    assertThat(most).as("records at once").isEqualTo(MAX);
    assertThat(cloud.made).as("machines made").isEqualTo(MAX);
  }
}
