package io.drover.verticles.simulation;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.NewGroupsBuilder.newGroups;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A node group comes for pods that no other can take, serves them, and goes when it is idle. */
class GroupsForPodsTest {
  private Crossing.Fate ofTheFirst = Crossing.Fate.PASSES;

  private final House house =
      new House(
          1,
          List.of(
              anOffering("small")
                  .of("cloud")
                  .with("2", "4Gi")
                  .allocatable(Resources.of(1900, 3800L << 20, 110))
                  .build()),
          this::fate,
          newGroups()
              .like(
                  aGroup("template")
                      .from("cloud")
                      .sized(0, 5)
                      .budget(100, true)
                      .scalingDown(
                          new GroupSpec.ScaleDown(
                              true, 0.5, Duration.ofMinutes(10), Duration.ofMinutes(1))))
              .build());

  private Crossing.Fate fate(String command) {
    Crossing.Fate fate = Crossing.Fate.PASSES;
    if (command.contains("MakeGroup")) {
      fate = ofTheFirst;
      ofTheFirst = Crossing.Fate.PASSES;
    }
    return fate;
  }

  private static EmbeddedWorkload blue(int replicas) {
    PodNeeds needs =
        PodNeeds.of(Resources.of(500, 512L << 20, 1))
            .on(new NodeChoice(null, Map.of("team", "blue"), List.of(), List.of()));
    return new EmbeddedWorkload("blue", replicas, needs, 0);
  }

  private Optional<NodeGroupFact> made() {
    return house.cluster.now().groups().stream().filter(group -> group.madeAt() != null).findAny();
  }

  @Test
  void comesServesAndGoes() {
    NodeGroupFact general = aGroup("general").from("cloud").sized(0, 5).build();
    house.cluster.apply(general.name(), general.spec());
    house.cluster.run(blue(4));

    assertThat(house.time.runUntil(() -> ShapesTest.pods(house) == 4, Duration.ofMinutes(5)))
        .isTrue();
    GroupName name = made().orElseThrow().name();
    assertThat(name.value()).startsWith("for-team-blue-");
    assertThat(house.cluster.now().nodes())
        .hasSize(2)
        .allSatisfy(node -> assertThat(node.labels()).containsEntry("team", "blue"));
    assertThat(house.cluster.now().count(general.name()).records()).isZero();

    house.cluster.run(blue(0));
    assertThat(
            house.time.runUntil(
                () -> house.cluster.now().nodes().isEmpty(), Duration.ofMinutes(30)))
        .isTrue();
    house.time.pass(Duration.ofHours(23));
    assertThat(made()).isPresent();
    assertThat(house.time.runUntil(() -> made().isEmpty(), Duration.ofHours(2))).isTrue();
    assertThat(house.cluster.now().group(general.name())).isPresent();
    assertThat(house.calls)
        .filteredOn(call -> call.contains(ClusterCommand.MakeGroup.class.getSimpleName()))
        .hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Crossing.Fate.class)
  void comesOnceWhateverBecomesOfTheCallThatMakesIt(Crossing.Fate fate) {
    ofTheFirst = fate;
    house.cluster.run(blue(4));

    assertThat(house.time.runUntil(() -> ShapesTest.pods(house) == 4, Duration.ofMinutes(9)))
        .isTrue();
    house.time.pass(Duration.ofMinutes(5));
    assertThat(house.cluster.now().groups()).hasSize(1);
    assertThat(house.cloud.machines()).isEqualTo(2);
  }

  @Test
  void comesAgainWhenItIsAskedForAgain() {
    house.cluster.run(blue(1));
    assertThat(house.time.runUntil(() -> ShapesTest.pods(house) == 1, Duration.ofMinutes(5)))
        .isTrue();
    GroupName first = made().orElseThrow().name();
    house.cluster.run(blue(0));
    assertThat(house.time.runUntil(() -> made().isEmpty(), Duration.ofHours(26))).isTrue();

    house.cluster.run(blue(1));

    assertThat(house.time.runUntil(() -> ShapesTest.pods(house) == 1, Duration.ofMinutes(5)))
        .isTrue();
    assertThat(made().orElseThrow().name()).isEqualTo(first);
  }
}
