package io.drover.verticles.simulation;

import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.JournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes wrong where a group is told a size, and where machines are switched. */
class SizedMisfortunesTest {
  private static final List<OfferingFact> OFFERINGS =
      List.of(
          anOffering("small")
              .of("cloud")
              .with("2", "4Gi")
              .allocatable(Resources.of(1900, 3800L << 20, 110))
              .build());

  private static House sized(Crossing crossing, boolean victimChosen) {
    House house =
        new House(
            1,
            OFFERINGS,
            crossing,
            (time, cluster) -> new SizedCloud(time, cluster, OFFERINGS, victimChosen));
    ShapesTest.apply(house);
    return house;
  }

  private static House sized() {
    return sized(command -> Crossing.Fate.PASSES, true);
  }

  private static SizedCloud cloud(House house) {
    return (SizedCloud) house.machinery;
  }

  private static void grow(House house, int pods) {
    house.cluster.run(ShapesTest.web(pods));
    assertThat(house.time.runUntil(() -> ShapesTest.pods(house) == pods, Duration.ofMinutes(10)))
        .as("%s", house.cluster.now().managedNodes())
        .isTrue();
  }

  /** A place that is taken, never filled, and given back. */
  private static void comeToNothing(House house, String what) {
    cloud(house).empty = true;
    house.cluster.run(ShapesTest.web(3));
    house.time.runUntil(() -> !house.cluster.now().managedNodes().isEmpty(), Duration.ofMinutes(5));
    house.cluster.run(ShapesTest.web(0));

    assertThat(
            house.time.runUntil(
                () -> house.cluster.now().managedNodes().stream().allMatch(ManagedNodeFact::over),
                Duration.ofMinutes(40)))
        .as("%s: records %s", what, house.cluster.now().managedNodes())
        .isTrue();
    assertThat(cloud(house).size).as("%s: size", what).isZero();
    assertThat(cloud(house).sizes).as("%s: sizes set", what).isIn(List.of(1, 0), List.of());
  }

  static Stream<Integer> everyPoint() {
    House house = sized();
    comeToNothing(house, "nobody dies");
    assertThat(house.calls).contains("PutBack");
    return IntStream.range(0, 2 * house.calls.size()).boxed();
  }

  @ParameterizedTest
  @MethodSource("everyPoint")
  void putsTheSizeBackOnceWhenNoMachineComesWhereverTheProcessDies(int point) {
    int[] call = {0};
    House house =
        sized(
            command -> {
              if (call[0]++ != point / 2) {
                return Crossing.Fate.PASSES;
              }
              return point % 2 == 0 ? Crossing.Fate.KILLED_BEFORE : Crossing.Fate.KILLED_AFTER;
            },
            true);

    comeToNothing(house, "killed at point " + point);
  }

  @Test
  void bindsNoMachineThatWasThereBefore() {
    House house = sized();
    cloud(house).set(1);
    house.time.pass(Duration.ofMinutes(1));

    grow(house, 6);
    house.time.pass(Duration.ofMinutes(1));
    assertThat(house.cluster.now().managedNodes())
        .extracting(record -> record.progress().providerId())
        .doesNotContain(Rack.id("sized-0"));

    house.cluster.run(ShapesTest.web(0));
    house.time.pass(Duration.ofHours(1));
    assertThat(cloud(house).size).isEqualTo(1);
    assertThat(cloud(house).running()).isEqualTo(1);
    assertThat(house.journal)
        .anyMatch(entry -> entry.kind().equals("orphans") && entry.text().contains("sized-0"));
  }

  @Test
  void freezesAGroupThatIsFullOfMachinesOfOthers() {
    House house = sized();
    cloud(house).set(5);
    house.time.pass(Duration.ofMinutes(1));
    house.cluster.run(ShapesTest.web(30));

    house.time.pass(Duration.ofMinutes(10));

    assertThat(cloud(house).size).isEqualTo(5);
    assertThat(house.journal).extracting(JournalEntry::reason).contains("TOO_MANY_WITHOUT_RECORD");
  }

  @Test
  void drainsNothingWhereTheVictimCannotBeChosen() {
    House house = sized(command -> Crossing.Fate.PASSES, false);
    grow(house, 6);
    house.time.pass(Duration.ofMinutes(1));
    house.cluster.run(ShapesTest.web(2));
    house.time.pass(Duration.ofMinutes(30));
    ManagedNodeFact any = house.cluster.now().managedNodes().iterator().next();
    house.cluster.withdraw(any.identity().name());

    house.time.pass(Duration.ofMinutes(30));

    assertThat(cloud(house).sizes).containsExactly(1, 2);
    assertThat(house.cluster.now().nodes()).hasSize(2).noneMatch(SizedMisfortunesTest::cordoned);
    assertThat(house.journal.stream().filter(e -> e.text().contains("VICTIM_NOT_CHOSEN")))
        .hasSize(1);
    assertThat(house.journal).anyMatch(e -> e.reason().equals("VICTIM_NOT_CHOSEN"));
  }

  private static boolean cordoned(NodeFact node) {
    return node.shape().unschedulable();
  }

  @Test
  void beginsAChangeAnewThatSomebodyElseHasOvertaken() {
    Mishap mishap = new Mishap();
    House house = sized(mishap, true);
    mishap.cloud = cloud(house);
    cloud(house).empty = true;
    cloud(house).set(2);
    house.time.pass(Duration.ofMinutes(1));

    grow(house, 3);

    assertThat(cloud(house).sizes).containsExactly(2, 1, 2);
  }

  /** The first create is lost, and an operator takes one machine away meanwhile. */
  private static final class Mishap implements Crossing {
    @Nullable SizedCloud cloud;

    @Override
    public Fate next(String command) {
      if (cloud == null || !command.equals("Create")) {
        return Fate.PASSES;
      }
      cloud.empty = false;
      cloud.set(1);
      cloud = null;
      return Fate.LOST;
    }
  }

  @Test
  void releasesAReservedMachineWhoseIntentIsWithdrawn() {
    House house =
        new House(
            1,
            OFFERINGS,
            command -> Crossing.Fate.PASSES,
            (time, cluster) -> new SwitchedPark(time, cluster, OFFERINGS));
    ShapesTest.apply(house);
    SwitchedPark park = (SwitchedPark) house.machinery;
    house.cluster.run(ShapesTest.web(3));
    house.time.runUntil(() -> park.running() == 1, Duration.ofMinutes(2));
    house.cluster.run(ShapesTest.web(0));
    house.cluster.withdraw(house.cluster.now().managedNodes().iterator().next().identity().name());

    assertThat(
            house.time.runUntil(
                () -> house.cluster.now().managedNodes().isEmpty(), Duration.ofMinutes(20)))
        .isTrue();
    assertThat(park.running()).isZero();
  }

  @Test
  void saysThatEveryMachineOfAnInventoryIsTaken() {
    House house =
        new House(
            1,
            OFFERINGS,
            command -> Crossing.Fate.PASSES,
            (time, cluster) -> new SwitchedPark(time, cluster, OFFERINGS, 1));
    ShapesTest.apply(house);
    house.cluster.run(ShapesTest.web(6));

    house.time.pass(Duration.ofMinutes(5));

    assertThat(ShapesTest.pods(house)).isEqualTo(3);
    assertThat(house.journal).extracting(JournalEntry::reason).contains("NO_CAPACITY");
    assertThat(((SwitchedPark) house.machinery).switchedOn).containsOnly(Rack.id("m0"));
  }
}
