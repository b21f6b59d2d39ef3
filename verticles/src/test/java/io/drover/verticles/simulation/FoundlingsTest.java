package io.drover.verticles.simulation;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of machines and Nodes that no record stands for. */
class FoundlingsTest {
  private static final Resources ROOM = Resources.of(1900, 3800L << 20, 110);
  private static final Duration GRACE = Duration.ofMinutes(15);

  private final House house =
      new House(
          1, List.of(anOffering("small").of("cloud").with("2", "4Gi").allocatable(ROOM).build()));

  @BeforeEach
  void declareTheGroup() {
    declare(GRACE);
  }

  private void declare(Duration grace) {
    declare(grace, Duration.ofHours(9));
  }

  private void declare(Duration grace, Duration unneeded) {
    NodeGroupFact group =
        aGroup("general")
            .from("cloud")
            .sized(0, 10)
            .budget(100, true)
            .scalingDown(new GroupSpec.ScaleDown(true, 0.5, unneeded, Duration.ofMinutes(1)))
            .takingUpStraysAfter(grace)
            .build();
    house.cluster.apply(group.name(), group.spec());
  }

  private void serve() {
    house.cluster.run(ShapesTest.web(3));
    assertThat(house.time.runUntil(() -> ShapesTest.pods(house) == 3, Duration.ofMinutes(5)))
        .isTrue();
  }

  private void stray(String name, String group) {
    house.cloud.more.add(
        new Instance(
            "fake://" + name,
            name,
            Instance.State.RUNNING,
            new OwnerTag("home", "cluster-uid", group, "intent-of-" + name)));
  }

  private void deadNode(String name, String providerId, Map<String, String> labels) {
    house.cluster.join(
        new NodeName(name), providerId, labels, EmbeddedCluster.shape(ROOM, List.of()));
    house.cluster.silence(new NodeName(name));
  }

  private static Map<String, String> ours() {
    return Map.of(NodeFact.GROUP_LABEL, "general");
  }

  private List<ManagedNodeFact> records() {
    return List.copyOf(house.cluster.now().managedNodes());
  }

  private List<JournalEntry> told(String kind) {
    return house.journal.stream().filter(entry -> entry.kind().equals(kind)).toList();
  }

  private List<String> deleted() {
    return house.cloud.log.stream()
        .filter(ProviderCommand.Delete.class::isInstance)
        .map(command -> ((ProviderCommand.Delete) command).providerId())
        .toList();
  }

  @Test
  void deletesAMachineWithoutRecordAndNodeAfterItsGraceAndSaysSo() {
    stray("lost", "general");

    house.time.pass(GRACE.minusSeconds(30));
    assertThat(records()).isEmpty();
    assertThat(house.cloud.more).hasSize(1);

    house.time.pass(Duration.ofMinutes(3));
    assertThat(house.cloud.more).isEmpty();
    assertThat(told("taken-up"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.reason()).isEqualTo("STRAY"));
    assertThat(records())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.phase()).isEqualTo(Phase.FAILED);
              assertThat(record.progress().failure()).isEqualTo("STRAY");
            });
    assertThat(house.calls).contains("TellEvent");

    house.time.pass(GroupSpec.Timeouts.FAILED_TTL.plusMinutes(1));
    assertThat(records()).isEmpty();
    assertThat(house.cloud.machines()).isZero();
  }

  @Test
  void managesAgainWhatHasLostItsRecordAndServesPods() {
    serve();
    ManagedNodeFact lost = records().getFirst();
    house.cluster.forget(lost.identity().name());

    house.time.pass(GRACE.plusMinutes(3));

    assertThat(records())
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.phase()).isEqualTo(Phase.READY);
              assertThat(record.identity().name()).isEqualTo(lost.identity().name());
              assertThat(record.identity().uid()).isNotEqualTo(lost.identity().uid());
              assertThat(record.progress().providerId()).isEqualTo(lost.progress().providerId());
            });
    assertThat(ShapesTest.pods(house)).isEqualTo(3);
    assertThat(deleted()).isEmpty();
    assertThat(house.cloud.made).isEqualTo(1);
    assertThat(house.cloud.pulledFromUnderPods).isEmpty();
  }

  @Test
  void removesWhatItHasTakenUpLikeAnyOtherNode() {
    serve();
    house.cluster.forget(records().getFirst().identity().name());
    house.time.pass(GRACE.plusMinutes(3));

    house.cluster.run(ShapesTest.web(0));
    house.cluster.withdraw(records().getFirst().identity().name());
    house.time.pass(Duration.ofMinutes(5));

    assertThat(house.cloud.machines()).isZero();
    assertThat(records()).isEmpty();
    assertThat(house.cluster.now().nodes()).isEmpty();
  }

  @Test
  void onlyTellsOfThemWhereTheGraceIsZeroAndOfThoseOfUnknownGroups() {
    declare(Duration.ZERO);
    stray("lost", "general");
    stray("foreign", "no-such-group");

    house.time.pass(Duration.ofHours(3));

    assertThat(house.cloud.more).hasSize(2);
    assertThat(records()).isEmpty();
    assertThat(told("orphans")).hasSize(1);
  }

  @Test
  void touchesNoneWhileThereAreTooMany() {
    stray("one", "general");
    stray("two", "general");
    stray("three", "general");

    house.time.pass(Duration.ofHours(3));

    assertThat(house.cloud.more).hasSize(3);
    assertThat(records()).isEmpty();
    assertThat(told("frozen")).hasSize(1);
  }

  @Test
  void leavesAMachineAloneThatWasThereBeforeAndThatNoNodeRunsOn() {
    house.cloud.more.add(
        new Instance(
            "fake://old",
            "old",
            Instance.State.RUNNING,
            new OwnerTag("home", "cluster-uid", "general", OwnerTag.TAKEN_OVER + "old")));

    house.time.pass(GRACE.multipliedBy(4));
    assertThat(records()).isEmpty();
    assertThat(deleted()).isEmpty();
    assertThat(told("orphans")).isNotEmpty();

    house.cluster.join(
        new NodeName("old"), "fake://old", ours(), EmbeddedCluster.shape(ROOM, List.of()));
    house.time.pass(GRACE.plusMinutes(2));
    assertThat(records()).extracting(ManagedNodeFact::phase).containsExactly(Phase.READY);
    assertThat(deleted()).isEmpty();
  }

  @Test
  void removesADeadNodeOfOursWhoseMachineIsInNoList() {
    serve();
    deadNode("general-ghost", "fake://general-ghost", ours());

    house.time.pass(GRACE.minusSeconds(30));
    assertThat(house.cluster.now().nodes()).hasSize(2);
    house.time.pass(Duration.ofMinutes(3));

    assertThat(house.cluster.now().nodes()).hasSize(1).allMatch(NodeFact::ready);
    assertThat(deleted()).as("its machine is nobody's of ours").isEmpty();
    assertThat(house.cluster.now().managedNode("general-ghost").orElseThrow().phase())
        .isEqualTo(Phase.FAILED);
    assertThat(ShapesTest.pods(house)).isEqualTo(3);
  }

  /** By then no machine tells any more what the ids of the account look like. */
  @Test
  void removesADeadNodeOfOursWhereNoMachineIsLeft() {
    declare(GRACE, Duration.ofMinutes(5));
    serve();
    house.cluster.run(ShapesTest.web(0));
    deadNode("general-ghost", "fake://general-ghost", ours());

    house.time.pass(GRACE.minusSeconds(30));
    assertThat(house.cluster.now().nodes()).hasSize(1).noneMatch(NodeFact::ready);
    house.time.pass(Duration.ofHours(1));

    assertThat(house.cluster.now().nodes()).isEmpty();
  }

  @Test
  void leavesDeadNodesThatAreNotOurs() {
    serve();
    deadNode("a", "other://a", ours());
    deadNode("b", "fake://b", Map.of());

    house.time.pass(Duration.ofHours(3));

    assertThat(house.cluster.now().nodes()).hasSize(3);
    assertThat(told("taken-up")).isEmpty();
  }

  @Test
  void leavesDeadNodesWhereThereAreManyAndSaysSoOnce() {
    serve();
    for (String name : List.of("a", "b", "c")) {
      deadNode(name, "fake://" + name, ours());
    }

    house.time.pass(Duration.ofHours(3));

    assertThat(house.cluster.now().nodes()).hasSize(4);
    assertThat(told("dead-nodes")).hasSize(1);
  }

  @Test
  void leavesADeadNodeThatComesBackBeforeItIsDeleted() {
    serve();
    deadNode("general-ghost", "fake://general-ghost", ours());
    house.time.runUntil(() -> records().size() == 2, GRACE.plusMinutes(3));
    assertThat(records()).hasSize(2);

    house.cluster.join(
        new NodeName("general-ghost"),
        "fake://general-ghost",
        ours(),
        EmbeddedCluster.shape(ROOM, List.of()));
    house.time.pass(Duration.ofHours(1));

    assertThat(house.cluster.now().node(new NodeName("general-ghost"))).isPresent();
    assertThat(house.cluster.now().managedNode("general-ghost")).isEmpty();
    assertThat(deleted()).isEmpty();
  }

  @Test
  void deletesAMachineOfAFailedLifeThatShowsUpAfterAll() {
    house.cloud.joins = false;
    house.cluster.run(ShapesTest.web(1));
    house.time.runUntil(
        () -> records().stream().anyMatch(record -> record.phase() == Phase.FAILED),
        Duration.ofHours(1));
    ManagedNodeFact failed =
        records().stream()
            .filter(record -> record.phase() == Phase.FAILED)
            .findFirst()
            .orElseThrow();
    house.cluster.run(ShapesTest.web(0));

    house.cloud.more.add(
        new Instance(
            "fake://again",
            "again",
            Instance.State.RUNNING,
            new OwnerTag("home", "cluster-uid", "general", failed.identity().uid())));
    house.time.pass(Duration.ofMinutes(2));

    assertThat(house.cloud.more).isEmpty();
    assertThat(deleted()).contains("fake://again");
    assertThat(house.cluster.now().group(new GroupName("general"))).isPresent();
  }
}
