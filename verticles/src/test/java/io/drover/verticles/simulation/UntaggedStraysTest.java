package io.drover.verticles.simulation;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What becomes of machines without a record where machines bear no tag: the label on their Nodes
 * proves them ours, and nothing else does.
 */
class UntaggedStraysTest {
  private static final Duration GRACE = Duration.ofMinutes(15);
  private static final int PODS_OF_A_NODE = 3;
  private static final List<OfferingFact> OFFERINGS =
      List.of(
          anOffering("small")
              .of("cloud")
              .with("2", "4Gi")
              .allocatable(Resources.of(1900, 3800L << 20, 110))
              .build());

  /** Where machines bear no tag. */
  enum Shape {
    SIZED,
    SWITCHED;

    private Machinery far(SimulatedTime time, EmbeddedCluster cluster) {
      return switch (this) {
        case SIZED -> new SizedCloud(time, cluster, OFFERINGS, true);
        case SWITCHED -> new SwitchedPark(time, cluster, OFFERINGS, 6);
      };
    }
  }

  private static House house(Shape shape) {
    House house = new House(1, OFFERINGS, command -> Crossing.Fate.PASSES, shape::far);
    NodeGroupFact group =
        aGroup("general")
            .from("cloud")
            .sized(0, 6)
            .budget(100, true)
            .takingUpStraysAfter(GRACE)
            .scalingDown(
                new GroupSpec.ScaleDown(true, 0.5, Duration.ofMinutes(3), Duration.ofMinutes(1)))
            .build();
    house.cluster.apply(group.name(), group.spec());
    return house;
  }

  private static void serve(House house, int nodes) {
    house.cluster.run(ShapesTest.web(nodes * PODS_OF_A_NODE));
    assertThat(house.time.runUntil(() -> ready(house) == nodes, Duration.ofMinutes(20))).isTrue();
    house.time.pass(Duration.ofMinutes(1));
  }

  private static long ready(House house) {
    return records(house).stream().filter(record -> record.phase() == Phase.READY).count();
  }

  private static List<ManagedNodeFact> records(House house) {
    return List.copyOf(house.cluster.now().managedNodes());
  }

  private static List<JournalEntry> told(House house, String kind) {
    return house.journal.stream().filter(entry -> entry.kind().equals(kind)).toList();
  }

  @ParameterizedTest
  @EnumSource
  void managesAgainWhatHasLostItsRecordAndRemovesItLikeAnyOtherOnceItIsNotNeeded(Shape shape) {
    House house = house(shape);
    serve(house, 2);
    ManagedNodeFact lost = records(house).getFirst();
    house.cluster.forget(lost.identity().name());

    house.time.pass(GRACE.minusSeconds(30));
    assertThat(records(house)).hasSize(1);
    house.time.pass(Duration.ofMinutes(3));

    assertThat(records(house)).hasSize(2).allMatch(record -> record.phase() == Phase.READY);
    assertThat(records(house))
        .extracting(record -> record.progress().providerId())
        .contains(lost.progress().providerId());
    assertThat(ShapesTest.pods(house)).isEqualTo(6);
    assertThat(house.machinery.made()).isEqualTo(2);
    assertThat(told(house, "taken-up")).hasSize(1);

    house.cluster.run(ShapesTest.web(0));
    assertThat(house.time.runUntil(() -> records(house).isEmpty(), Duration.ofHours(1))).isTrue();
    assertThat(house.machinery.running()).isZero();
    assertThat(house.machinery.pulled()).isEmpty();
    if (house.machinery instanceof SizedCloud sized) {
      assertThat(sized.size).isZero();
    }
  }

  @ParameterizedTest
  @EnumSource
  void touchesNoneWhileManyHaveLostTheirRecords(Shape shape) {
    House house = house(shape);
    serve(house, 4);
    records(house).stream()
        .limit(3)
        .forEach(record -> house.cluster.forget(record.identity().name()));

    house.time.pass(Duration.ofHours(2));

    assertThat(records(house)).hasSize(1);
    assertThat(house.machinery.running()).isEqualTo(4);
    assertThat(told(house, "frozen")).hasSize(1);
    assertThat(ShapesTest.pods(house)).isEqualTo(12);
  }

  @Test
  void onlyTellsOfAMachineOfAnInventoryThatSomebodyHasSwitchedOn() {
    House house = house(Shape.SWITCHED);
    SwitchedPark park = (SwitchedPark) house.machinery;
    var unused = park.switchOn(Rack.id("m3"));

    house.time.pass(Duration.ofHours(2));

    assertThat(park.running()).isEqualTo(1);
    assertThat(records(house)).isEmpty();
    assertThat(told(house, "orphans"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.text()).contains("rack://m3"));
    assertThat(told(house, "frozen")).isEmpty();
  }

  @Test
  void takesUpNoneOfAGroupForWhichAnotherIsYetToArrive() {
    House house = house(Shape.SIZED);
    SizedCloud cloud = (SizedCloud) house.machinery;
    serve(house, 2);
    house.cluster.forget(records(house).getFirst().identity().name());
    house.time.pass(Duration.ofMinutes(10));
    cloud.empty = true;
    house.cluster.run(ShapesTest.web(7));

    house.time.pass(Duration.ofMinutes(8));
    assertThat(told(house, "taken-up")).isEmpty();

    house.cluster.run(ShapesTest.web(6));
    assertThat(house.time.runUntil(() -> !told(house, "taken-up").isEmpty(), Duration.ofHours(1)))
        .isTrue();
    assertThat(ready(house)).isEqualTo(1);
  }
}
