package io.drover.verticles.simulation;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of a machine whose Node somebody deletes. */
class DeletedNodesTest {
  private static final Resources ROOM = Resources.of(1900, 3800L << 20, 110);
  private static final int PODS_OF_A_NODE = 3;

  private boolean deletesAreLost;
  private final House house =
      new House(
          1,
          List.of(anOffering("small").of("cloud").with("2", "4Gi").allocatable(ROOM).build()),
          command ->
              deletesAreLost && command.equals("Delete")
                  ? Crossing.Fate.LOST
                  : Crossing.Fate.PASSES);
  private final NodeGroupFact group =
      aGroup("general")
          .from("cloud")
          .sized(0, 60)
          .labelled("team", "a")
          .budget(100, true)
          .scalingDown(
              new GroupSpec.ScaleDown(true, 0.5, Duration.ofHours(9), Duration.ofMinutes(1)))
          .build();

  private List<ManagedNodeFact> serve(int nodes) {
    house.cluster.apply(group.name(), group.spec());
    house.cluster.run(ShapesTest.web(nodes * PODS_OF_A_NODE));
    assertThat(house.time.runUntil(() -> ready() == nodes, Duration.ofMinutes(30))).isTrue();
    house.time.pass(Duration.ofMinutes(1));
    return List.copyOf(house.cluster.now().managedNodes());
  }

  private long ready() {
    return house.cluster.now().managedNodes().stream()
        .filter(record -> record.phase() == Phase.READY)
        .count();
  }

  private Duration join() {
    return group.spec().behaviour().timeouts().join();
  }

  /** {@code kubectl delete node}. */
  private void deleteNode(ManagedNodeFact record) {
    NodeFact node = house.cluster.now().nodeOn(machine(record)).orElseThrow();
    var unused =
        house.cluster.perform(new ClusterCommand.DeleteNode(node.name(), node.identity().uid()));
  }

  private void register(ManagedNodeFact record) {
    String name = record.identity().name();
    house.cluster.join(
        new NodeName(name),
        machine(record),
        Map.of("kubernetes.io/hostname", name),
        EmbeddedCluster.shape(ROOM, List.of()));
  }

  private static String machine(ManagedNodeFact record) {
    return String.valueOf(record.progress().providerId());
  }

  private ManagedNodeFact now(ManagedNodeFact record) {
    return house.cluster.now().managedNode(record.identity().name()).orElseThrow();
  }

  private List<String> deleted() {
    return house.cloud.log.stream()
        .filter(ProviderCommand.Delete.class::isInstance)
        .map(command -> ((ProviderCommand.Delete) command).providerId())
        .toList();
  }

  private List<JournalEntry> told(String kind) {
    return house.journal.stream().filter(entry -> entry.kind().equals(kind)).toList();
  }

  @Test
  void givesTheMachineUpOnceItsNodeHasBeenGoneForTheJoinTimeoutAndSaysSo() {
    ManagedNodeFact record = serve(2).getFirst();
    deleteNode(record);

    house.time.pass(join().minusSeconds(5));
    assertThat(now(record).phase()).isEqualTo(Phase.READY);
    assertThat(deleted()).isEmpty();
    house.calls.clear();

    house.time.pass(Duration.ofMinutes(5));
    assertThat(deleted()).containsOnly(machine(record));
    assertThat(now(record).phase()).isEqualTo(Phase.FAILED);
    assertThat(now(record).progress().failure()).isEqualTo("NODE_VANISHED");
    assertThat(told("phase"))
        .anyMatch(e -> e.reason().equals("NODE_VANISHED") && e.text().equals("DRAINING"));
    assertThat(house.calls).contains("TellEvent");
    assertThat(ShapesTest.pods(house)).as("what ran there runs elsewhere").isEqualTo(6);
    assertThat(house.cloud.machines()).isEqualTo(2);
  }

  @Test
  void goesOnWithANodeThatRegistersAgainInTime() {
    ManagedNodeFact record = serve(2).getFirst();
    deleteNode(record);
    house.time.pass(join().minusSeconds(30));

    register(record);
    house.time.pass(Duration.ofHours(2));

    assertThat(now(record).phase()).isEqualTo(Phase.READY);
    assertThat(now(record).identity().uid()).isEqualTo(record.identity().uid());
    assertThat(deleted()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void goesOnWithANodeThatIsBackBeforeItsMachineCouldBeDeleted(boolean killed) {
    ManagedNodeFact record = serve(2).getFirst();
    deletesAreLost = true;
    deleteNode(record);
    assertThat(
            house.time.runUntil(
                () -> now(record).phase() == Phase.TERMINATING, join().plusMinutes(2)))
        .isTrue();

    register(record);
    deletesAreLost = false;
    if (killed) {
      house.kill();
    }
    assertThat(house.time.runUntil(() -> now(record).phase() == Phase.READY, Duration.ofMinutes(2)))
        .isTrue();
    house.time.pass(Duration.ofHours(1));

    assertThat(now(record).phase()).isEqualTo(Phase.READY);
    assertThat(now(record).progress().removal()).isNull();
    NodeFact node = house.cluster.now().nodeOn(machine(record)).orElseThrow();
    assertThat(node.labels()).containsEntry(NodeFact.GROUP_LABEL, "general");
    assertThat(node.shape().unschedulable()).isFalse();
    assertThat(deleted()).isEmpty();
  }

  @Test
  void dressesANodeThatRegistersAnewAndLeavesItsHistoryAsItIs() {
    ManagedNodeFact record = serve(2).getFirst();
    deleteNode(record);
    house.time.pass(Duration.ofMinutes(1));

    register(record);
    house.time.pass(Duration.ofMinutes(1));

    assertThat(house.cluster.now().nodeOn(machine(record)).orElseThrow().labels())
        .containsEntry(NodeFact.GROUP_LABEL, "general")
        .containsEntry("team", "a");
    assertThat(now(record).progress()).isEqualTo(record.progress());
    int calls = house.calls.size();
    house.time.pass(Duration.ofMinutes(10));
    assertThat(house.calls.subList(calls, house.calls.size())).doesNotContain("DressNode");
  }

  @Test
  void countsAnewWhenTheProcessHasDied() {
    ManagedNodeFact record = serve(1).getFirst();
    deleteNode(record);
    house.time.pass(join().minusSeconds(30));
    house.kill();

    house.time.pass(join().minusSeconds(10));
    assertThat(deleted()).isEmpty();

    house.time.pass(Duration.ofMinutes(2));
    assertThat(deleted()).containsOnly(machine(record));
  }

  @Test
  void deletesNoMachineWhereManyNodesAreGoneAtOnceAndSaysSoOnce() {
    List<ManagedNodeFact> records = serve(5);
    records.subList(0, 3).forEach(this::deleteNode);

    house.time.pass(Duration.ofHours(3));

    assertThat(deleted()).isEmpty();
    assertThat(told("nodes-gone"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.reason()).isEqualTo("TOO_MANY_UNHEALTHY"));
    assertThat(records).allMatch(record -> now(record).phase() == Phase.READY);

    register(records.getFirst());
    house.time.pass(join().plusMinutes(5));
    assertThat(deleted()).contains(machine(records.get(1)), machine(records.get(2)));
    assertThat(told("nodes-gone")).hasSize(2);
  }

  @Test
  void deletesNoMachineWhileTheViewIsNotProven() {
    ManagedNodeFact record = serve(1).getFirst();
    deleteNode(record);
    house.time.pass(Duration.ofMinutes(1));

    house.cluster.freeze(true);
    house.time.pass(Duration.ofHours(1));

    assertThat(deleted()).isEmpty();
    assertThat(house.cloud.machines()).isEqualTo(1);
    assertThat(now(record).progress().removal()).isNull();
  }
}
