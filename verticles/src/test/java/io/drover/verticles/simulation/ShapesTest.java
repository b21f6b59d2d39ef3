package io.drover.verticles.simulation;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.World;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A group grows by two nodes and shrinks again at providers that give no keys, and the process is
 * killed at each call that leaves it, before it and before its answer. Never is a machine made
 * twice, given to two records, left over or taken away under its pods.
 */
class ShapesTest {
  private static final int NODES = 2;
  private static final int PODS = 6;
  private static final List<OfferingFact> OFFERINGS =
      List.of(
          anOffering("small")
              .of("cloud")
              .with("2", "4Gi")
              .allocatable(Resources.of(1900, 3800L << 20, 110))
              .build());

  /** The shapes that are driven by what is recorded. */
  enum Shape {
    SIZED,
    SWITCHED;

    House house(Crossing crossing) {
      House house = new House(1, OFFERINGS, crossing, this::far);
      apply(house);
      return house;
    }

    private Machinery far(SimulatedTime time, EmbeddedCluster cluster) {
      return switch (this) {
        case SIZED -> new SizedCloud(time, cluster, OFFERINGS, true);
        case SWITCHED -> new SwitchedPark(time, cluster, OFFERINGS);
      };
    }
  }

  static void apply(House house) {
    NodeGroupFact group =
        aGroup("general")
            .from("cloud")
            .sized(0, 4)
            .budget(100, true)
            .scalingDown(
                new GroupSpec.ScaleDown(true, 0.5, Duration.ofMinutes(3), Duration.ofMinutes(1)))
            .build();
    house.cluster.apply(group.name(), group.spec());
  }

  static EmbeddedWorkload web(int replicas) {
    return EmbeddedWorkload.asking("web", replicas, 500, 512L << 20);
  }

  static long pods(House house) {
    return house.cluster.now().pods().stream()
        .filter(pod -> pod.state().scheduling() == PodFact.Scheduling.BOUND)
        .filter(pod -> pod.state().deletingSince() == null)
        .count();
  }

  private static long ready(House house) {
    return house.cluster.now().managedNodes().stream()
        .filter(record -> record.phase() == ManagedNodeFact.Phase.READY)
        .count();
  }

  /** Looks after every event for what must never be. */
  private static boolean within(House house, Duration time, BooleanSupplier what) {
    return house.time.runUntil(
        () -> {
          assertSound(house);
          return what.getAsBoolean();
        },
        time);
  }

  private static void assertSound(House house) {
    assertNoneIsGivenTwice(house);
    assertThat(house.machinery.made()).as("machines made").isLessThanOrEqualTo(NODES);
    assertThat(house.machinery.pulled()).as("pulled from under pods").isEmpty();
  }

  private static void assertNoneIsGivenTwice(House house) {
    World world = house.cluster.now();
    assertThat(
            world.managedNodes().stream()
                .map(record -> record.progress().providerId())
                .filter(id -> id != null))
        .as("machines of records")
        .doesNotHaveDuplicates();
  }

  private static void live(House house, String what) {
    house.cluster.run(web(PODS));
    assertThat(
            within(
                house, Duration.ofMinutes(20), () -> pods(house) == PODS && ready(house) == NODES))
        .as("%s: it grows; %s", what, house.cluster.now().managedNodes())
        .isTrue();
    assertThat(house.machinery.running()).as("%s: machines", what).isEqualTo(NODES);

    house.cluster.run(web(0));
    assertThat(
            within(
                house, Duration.ofMinutes(60), () -> house.cluster.now().managedNodes().isEmpty()))
        .as("%s: it shrinks; %s", what, house.cluster.now().managedNodes())
        .isTrue();
    within(house, Duration.ofMinutes(2), () -> false);
    assertThat(house.machinery.running()).as("%s: machines left", what).isZero();
    assertThat(house.cluster.now().nodes()).as("%s: nodes", what).noneMatch(NodeFact::ready);
    assertThat(house.machinery.made()).as("%s: machines made", what).isEqualTo(NODES);
    if (house.machinery instanceof SizedCloud sized) {
      assertThat(sized.size).as("%s: size", what).isZero();
      assertThat(sized.sizes).as("%s: sizes set", what).containsExactly(1, 2, 1, 0);
    }
  }

  private static List<String> calls(Shape shape) {
    House house = shape.house(command -> Crossing.Fate.PASSES);
    live(house, "nobody dies");
    return house.calls;
  }

  static Stream<Arguments> everyPoint() {
    return Stream.of(Shape.values())
        .flatMap(
            shape ->
                IntStream.range(0, 2 * calls(shape).size())
                    .mapToObj(point -> Arguments.of(shape, point)));
  }

  @ParameterizedTest
  @EnumSource
  void growsAndShrinksWithoutADeath(Shape shape) {
    assertThat(calls(shape)).contains("CreateRecord", "WriteRecord", "Create", "Delete");
  }

  @ParameterizedTest
  @MethodSource("everyPoint")
  void survivesADeathAtEveryCall(Shape shape, int point) {
    int[] call = {0};
    House house =
        shape.house(
            command -> {
              if (call[0]++ != point / 2) {
                return Crossing.Fate.PASSES;
              }
              return point % 2 == 0 ? Crossing.Fate.KILLED_BEFORE : Crossing.Fate.KILLED_AFTER;
            });

    live(house, shape + " killed at point " + point);

    assertThat(house.deaths).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void survivesAnyOneAnswerThatIsLost(Shape shape) {
    int calls = calls(shape).size();
    for (int lost = 0; lost < calls; lost++) {
      int which = lost;
      int[] call = {0};
      House house =
          shape.house(
              command -> call[0]++ == which ? Crossing.Fate.UNANSWERED : Crossing.Fate.PASSES);
      live(house, shape + " without answer " + lost);
    }
  }

  @Test
  void recordsEachChangeOfSizeBeforeItIsMade() {
    House house = Shape.SIZED.house(command -> Crossing.Fate.PASSES);
    house.cluster.run(web(PODS));
    house.time.runUntil(() -> pods(house) == PODS, Duration.ofMinutes(20));

    List<String> calls = house.calls;
    for (int i = 0; i < calls.size(); i++) {
      if (calls.get(i).equals("Create")) {
        assertThat(calls.get(i - 1)).as("before call %s of %s", i, calls).isEqualTo("WriteGroup");
      }
    }
  }

  static Stream<Arguments> seeds() {
    return Stream.of(Shape.values())
        .flatMap(
            shape ->
                IntStream.rangeClosed(1, Integer.getInteger("seeds", 20))
                    .mapToObj(seed -> Arguments.of(shape, seed)));
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("seeds")
  void livesThroughAnyWeather(Shape shape, int seed) {
    Weather weather = new Weather(seed);
    House house = shape.house(weather);
    house.time.after(Duration.ofMinutes(15), weather::calmDown);

    live(house, shape + " with seed " + seed);
  }

  @Test
  void givesNoMachineOfAnInventoryToTwoGroups() {
    House house = Shape.SWITCHED.house(new Weather(7));
    NodeGroupFact other = aGroup("other").from("cloud").sized(2, 2).build();
    house.cluster.apply(other.name(), other.spec());
    house.cluster.run(web(2 * PODS));

    house.time.runUntil(
        () -> {
          assertNoneIsGivenTwice(house);
          return ready(house) == 4;
        },
        Duration.ofMinutes(30));

    assertThat(((SwitchedPark) house.machinery).running()).isEqualTo(4);
  }
}
