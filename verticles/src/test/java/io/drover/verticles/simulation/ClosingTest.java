package io.drover.verticles.simulation;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** F11: what becomes of the nodes of a group whose object is deleted. */
class ClosingTest {
  private static final GroupName GENERAL = new GroupName("general");
  private static final Duration LONG = Duration.ofMinutes(9);

  private final House house =
      new House(
          1,
          List.of(
              anOffering("small")
                  .of("cloud")
                  .with("2", "4Gi")
                  .allocatable(Resources.of(1900, 3800L << 20, 110))
                  .build()));

  private void declare(GroupBuilder group) {
    declare(group, 1);
  }

  private void declare(GroupBuilder group, int disruptedAtOnce) {
    declare(group.sized(2, 10), disruptedAtOnce, Duration.ofHours(9));
  }

  private void declare(GroupBuilder group, int disruptedAtOnce, Duration unneeded) {
    NodeGroupFact fact =
        group
            .from("cloud")
            .budget(disruptedAtOnce, false)
            .scalingDown(new GroupSpec.ScaleDown(true, 0.5, unneeded, Duration.ofMinutes(1)))
            .build();
    house.cluster.apply(fact.name(), fact.spec());
  }

  private void serve() {
    house.cluster.run(ShapesTest.web(12));
    assertThat(house.time.runUntil(() -> ShapesTest.pods(house) == 12, Duration.ofMinutes(9)))
        .isTrue();
    house.time.pass(Duration.ofMinutes(1));
    assertThat(house.cloud.machines()).isEqualTo(4);
  }

  private long goingAtOnce() {
    return house.cluster.now().managedNodes().stream()
        .filter(record -> !record.counts() && !record.over())
        .count();
  }

  @Test
  void keepsThemAndLooksAfterThemNoMore() {
    declare(aGroup("general"));
    serve();

    house.cluster.delete(GENERAL);
    house.time.pass(Duration.ofHours(5));

    assertThat(house.cluster.now().group(GENERAL)).isEmpty();
    assertThat(house.cloud.machines()).isEqualTo(4);
    assertThat(house.cluster.now().managedNodes()).hasSize(4);
    assertThat(ShapesTest.pods(house)).isEqualTo(12);
    assertThat(house.cloud.log).noneMatch(ProviderCommand.Delete.class::isInstance);
  }

  @Test
  void takesThemAlongAsBudgetsAllowWhereThatIsTheGroupsPolicy() {
    declare(aGroup("general").takingItsNodesAlong());
    serve();
    assertThat(house.cluster.now().group(GENERAL).orElseThrow().end().guarded()).isTrue();

    house.cluster.delete(GENERAL);
    assertThat(house.cluster.now().group(GENERAL)).as("it is held").isPresent();
    long[] most = {0};
    boolean gone =
        house.time.runUntil(
            () -> {
              most[0] = Math.max(most[0], goingAtOnce());
              return house.cluster.now().group(GENERAL).isEmpty();
            },
            Duration.ofHours(2));

    assertThat(gone).isTrue();
    assertThat(most[0]).as("disrupted at once").isEqualTo(1);
    assertThat(house.cloud.machines()).isZero();
    assertThat(house.cluster.now().managedNodes()).isEmpty();
    assertThat(house.cluster.now().nodes()).isEmpty();
    assertThat(house.cloud.made).as("nothing is bought for a group that goes").isEqualTo(4);
    assertThat(house.cloud.pulledFromUnderPods).isEmpty();
  }

  @Test
  void goesOnWithItWhenTheProcessDies() {
    declare(aGroup("general").takingItsNodesAlong());
    serve();
    house.cluster.delete(GENERAL);
    house.time.runUntil(() -> goingAtOnce() > 0, Duration.ofMinutes(5));

    house.kill();

    assertThat(
            house.time.runUntil(
                () -> house.cluster.now().group(GENERAL).isEmpty(), Duration.ofHours(2)))
        .isTrue();
    assertThat(house.cloud.machines()).isZero();
  }

  @Test
  void givesUpWhatIsOnItsWayAndLetsAnEmptyGroupGoAtOnce() {
    declare(aGroup("general").takingItsNodesAlong());
    house.cloud.joins = false;
    house.cluster.run(ShapesTest.web(3));
    house.time.runUntil(
        () ->
            house.cluster.now().managedNodes().stream()
                .anyMatch(record -> record.phase() == ManagedNodeFact.Phase.PROVISIONED),
        Duration.ofMinutes(3));

    house.cluster.delete(GENERAL);

    assertThat(
            house.time.runUntil(
                () -> house.cluster.now().group(GENERAL).isEmpty(), Duration.ofMinutes(3)))
        .isTrue();
    assertThat(house.cloud.machines()).isZero();
  }

  @Test
  void letsAGroupGoWhosePolicyIsToKeepThemAfterAll() {
    declare(aGroup("general").takingItsNodesAlong());
    serve();
    declare(aGroup("general"));
    house.time.pass(Duration.ofSeconds(5));

    house.cluster.delete(GENERAL);
    house.time.pass(Duration.ofHours(1));

    assertThat(house.cluster.now().group(GENERAL)).isEmpty();
    assertThat(house.cloud.machines()).isEqualTo(4);
  }

  private boolean isGone() {
    return house.cluster.now().group(GENERAL).isEmpty();
  }

  private boolean guarded() {
    return house.cluster.now().group(GENERAL).orElseThrow().end().guarded();
  }

  @Test
  void holdsAGroupThatKeepsItsNodesOnlyWhileOneComesOrGoes() {
    declare(aGroup("general"));
    assertThat(house.time.runUntil(() -> !house.cluster.now().managedNodes().isEmpty(), LONG))
        .isTrue();
    assertThat(guarded()).as("before the first record is made").isTrue();

    serve();
    house.time.pass(Duration.ofMinutes(2));
    assertThat(guarded()).isFalse();
  }

  @Test
  void finishesWhatIsUnderWayOfAGroupThatKeepsItsNodesAndLeavesTheOthers() {
    declare(aGroup("general"));
    serve();
    house.time.pass(Duration.ofMinutes(2));
    house.cloud.joins = false;
    house.cluster.run(ShapesTest.web(13));
    assertThat(house.time.runUntil(() -> house.cloud.machines() == 5, LONG)).isTrue();
    String drained = house.cluster.now().managedNodes().iterator().next().identity().name();
    house.cluster.withdraw(drained);
    house.time.runUntil(() -> phase(drained) == ManagedNodeFact.Phase.DRAINING, LONG);

    house.cluster.delete(GENERAL);
    assertThat(isGone()).as("something is under way").isFalse();

    assertThat(house.time.runUntil(this::isGone, Duration.ofMinutes(20))).isTrue();
    assertThat(house.cloud.machines()).isEqualTo(3);
    assertThat(house.cluster.now().managedNodes())
        .hasSize(3)
        .allMatch(record -> record.phase() == ManagedNodeFact.Phase.READY);
    assertThat(house.cloud.pulledFromUnderPods).isEmpty();
    assertThat(house.cloud.made).isEqualTo(5);
  }

  @Test
  void letsADeletedGroupGoWithItsLastNodeWhereNoPurchaseIsStillOnItsWay() {
    declare(aGroup("general").sized(0, 10), 9, Duration.ofHours(9));
    serve();
    house.time.pass(Duration.ofMinutes(2));
    List.copyOf(house.cluster.now().managedNodes())
        .forEach(record -> house.cluster.withdraw(record.identity().name()));
    house.cluster.run(ShapesTest.web(0));
    assertThat(house.time.runUntil(this::guarded, LONG)).isTrue();

    house.cluster.delete(GENERAL);
    assertThat(house.time.runUntil(() -> house.cluster.now().managedNodes().isEmpty(), LONG))
        .isTrue();

    assertThat(house.time.runUntil(this::isGone, Duration.ofSeconds(5))).isTrue();
  }

  private ManagedNodeFact.@Nullable Phase phase(String record) {
    return house.cluster.now().managedNode(record).map(ManagedNodeFact::phase).orElse(null);
  }

  @Test
  void finishesItThoughTheProcessDies() {
    declare(aGroup("general"));
    house.cloud.joins = false;
    assertThat(house.time.runUntil(() -> house.cloud.machines() == 2, LONG)).isTrue();

    house.cluster.delete(GENERAL);
    house.kill();

    assertThat(house.time.runUntil(this::isGone, Duration.ofMinutes(5))).isTrue();
    assertThat(house.cloud.machines()).isZero();
    assertThat(house.cluster.now().managedNodes()).isEmpty();
  }

  @Test
  void removesNoReadyNodeOfADeletedGroupThatKeepsThemWhileItIsHeld() {
    declare(aGroup("general"), 9);
    house.cluster.run(EmbeddedWorkload.asking("web", 1, 1500, 512L << 20));
    assertThat(house.time.runUntil(() -> ShapesTest.pods(house) == 1, LONG)).isTrue();
    house.cluster.run(EmbeddedWorkload.asking("more", 3, 1500, 512L << 20));
    assertThat(house.time.runUntil(() -> ShapesTest.pods(house) == 4, LONG)).isTrue();
    house.cluster.run(EmbeddedWorkload.asking("web", 1, 1500, 512L << 20).guarded(1));
    house.cluster.withdraw(ofTheWeb());
    house.time.pass(Duration.ofMinutes(1));

    house.cluster.delete(GENERAL);
    house.cluster.run(EmbeddedWorkload.asking("more", 0, 1500, 512L << 20));
    house.time.pass(Duration.ofHours(20));

    assertThat(isGone()).as("one still goes").isFalse();
    assertThat(house.cluster.now().managedNodes())
        .filteredOn(record -> record.phase() == ManagedNodeFact.Phase.READY)
        .hasSize(3);
    assertThat(house.cloud.machines()).isEqualTo(4);
  }

  private String ofTheWeb() {
    NodeName node =
        house.cluster.now().pods().stream()
            .filter(pod -> pod.podKey().name().startsWith("web"))
            .findFirst()
            .orElseThrow()
            .state()
            .nodeName();
    return house.cluster.now().recordsNaming(requireNonNull(node)).getFirst().identity().name();
  }
}
