package io.drover.verticles.simulation;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What people and providers do to a house that is at work. */
class MisfortunesTest {
  private static final long MIB = 1024 * 1024;

  private final House house =
      new House(
          1,
          List.of(
              anOffering("small")
                  .of("cloud")
                  .costing("0.04")
                  .allocatable(Resources.of(1900, 3800 * MIB, 110))
                  .build(),
              anOffering("dearer")
                  .of("cloud")
                  .costing("0.05")
                  .allocatable(Resources.of(1900, 3800 * MIB, 110))
                  .build()));

  private void group(GroupBuilder group) {
    NodeGroupFact fact =
        group
            .from("cloud")
            .budget(100, true)
            .scalingDown(
                new GroupSpec.ScaleDown(true, 0.5, Duration.ofMinutes(10), Duration.ofMinutes(1)))
            .build();
    house.cluster.apply(fact.name(), fact.spec());
  }

  private static EmbeddedWorkload web(int replicas) {
    return EmbeddedWorkload.asking("web", replicas, 500, 512 * MIB);
  }

  private long running() {
    return house.cluster.now().pods().stream()
        .filter(pod -> pod.state().scheduling() == PodFact.Scheduling.BOUND)
        .filter(pod -> pod.state().deletingSince() == null)
        .count();
  }

  private boolean within(Duration time, java.util.function.BooleanSupplier what) {
    return house.time.runUntil(what, time);
  }

  private boolean anyIn(Phase phase) {
    return house.cluster.now().managedNodes().stream().anyMatch(r -> r.phase() == phase);
  }

  private List<OfferingId> asked() {
    return house.cloud.log.stream()
        .filter(ProviderCommand.Create.class::isInstance)
        .map(command -> ((ProviderCommand.Create) command).offering())
        .toList();
  }

  @Test
  void makesTheMachineOfAnIntentThatAnOlderClaimWasRefusedFor() {
    house.cloud.createFailures.add(new ProviderFailure.Superseded("another member owns it"));
    group(aGroup("general").sized(0, 10));
    house.cluster.run(web(1));

    assertThat(within(Duration.ofMinutes(3), () -> running() == 1)).isTrue();

    assertThat(house.cluster.now().managedNodes())
        .singleElement()
        .satisfies(record -> assertThat(record.progress().failure()).isNull());
    assertThat(asked()).hasSize(2).containsOnly(new OfferingId("small", "z1", "on-demand"));
  }

  @Test
  void buysTheNextCheapestOfferingAtOnceWhenTheCheapestIsSoldOut() {
    house.cloud.createFailures.add(new ProviderFailure.NoCapacity("sold out"));
    group(aGroup("general").sized(0, 10));
    house.cluster.run(web(1));

    house.time.pass(Duration.ofSeconds(10));

    assertThat(asked()).extracting(OfferingId::instanceType).containsExactly("small", "dearer");
    assertThat(within(Duration.ofMinutes(1), () -> running() == 1)).isTrue();
  }

  @Test
  void asksEachOfferingOnceWhenAllIsSoldOutAndThenWaits() {
    for (int i = 0; i < 100; i++) {
      house.cloud.createFailures.add(new ProviderFailure.NoCapacity("sold out"));
    }
    group(aGroup("general").sized(0, 10));
    house.cluster.run(web(1));

    house.time.pass(Duration.ofMinutes(3));

    assertThat(asked()).hasSize(2);
    assertThat(house.cluster.now().managedNodes()).isEmpty();
  }

  @Test
  void countsABatchThatIsRefusedTogetherOnce() {
    for (int i = 0; i < 5; i++) {
      house.cloud.createFailures.add(new ProviderFailure.NoCapacity("sold out"));
    }
    group(aGroup("general").sized(0, 10));
    house.cluster.run(web(15));

    house.time.pass(Duration.ofSeconds(20));

    assertThat(house.cluster.now().groups().iterator().next().history().backoffs().values())
        .extracting(NodeGroupFact.Backoff::failures)
        .containsExactly(1);
    assertThat(within(Duration.ofMinutes(2), () -> running() == 15)).isTrue();
  }

  @Test
  void comesBackNoSoonerThanTheProviderAsked() {
    house.cloud.createFailures.add(
        new ProviderFailure.RateLimited("slow down", Duration.ofSeconds(40)));
    group(aGroup("general").sized(0, 10));
    house.cluster.run(web(1));

    house.time.pass(Duration.ofSeconds(40));
    assertThat(asked()).hasSize(1);

    house.time.pass(Duration.ofSeconds(15));
    assertThat(asked()).hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"INTENDED", "PROVISIONED", "JOINED", "READY", "DRAINING", "TERMINATING"})
  void clearsUpAfterARecordThatIsDeletedByHandInAnyPhase(Phase phase) {
    group(aGroup("general").sized(0, 10));
    house.cluster.run(web(3));
    if (phase == Phase.DRAINING || phase == Phase.TERMINATING) {
      within(Duration.ofMinutes(5), () -> anyIn(Phase.READY));
      house.cluster.run(web(0));
    }
    assertThat(within(Duration.ofMinutes(30), () -> anyIn(phase))).isTrue();

    ManagedNodeFact record = house.cluster.now().managedNodes().iterator().next();
    house.cluster.withdraw(record.identity().name());
    house.cluster.run(web(3));

    assertThat(within(Duration.ofHours(2), () -> running() == 3 && stands(record))).isTrue();
    house.time.pass(Duration.ofMinutes(10));
    assertThat(house.cloud.machines()).isEqualTo(1);
    assertThat(house.cluster.now().managedNodes()).hasSize(1);
    assertThat(house.cluster.now().nodes()).hasSize(1);
    assertThat(house.cloud.pulledFromUnderPods).isEmpty();
  }

  private boolean stands(ManagedNodeFact withoutThis) {
    return house.cluster.now().managedNodes().stream()
        .noneMatch(r -> r.identity().uid().equals(withoutThis.identity().uid()));
  }

  @Test
  void buysForAnotherGroupWhatAnObservedOneHadIntended() {
    house.cloud.createFailures.add(
        new ProviderFailure.RateLimited("slow down", Duration.ofMinutes(10)));
    group(aGroup("first").sized(0, 10).priority(1));
    group(aGroup("second").sized(0, 10));
    house.cluster.run(web(1));
    within(Duration.ofMinutes(1), () -> asked().size() == 1);

    group(aGroup("first").sized(0, 10).priority(1).observed());

    assertThat(within(Duration.ofMinutes(2), () -> running() == 1)).isTrue();
  }

  @Test
  void touchesNoNodeOfAGroupThatIsObservedWhileItDrains() {
    group(aGroup("general").sized(0, 10));
    house.cluster.run(web(3).guarded(3));
    within(Duration.ofMinutes(5), () -> running() == 3);
    String record = house.cluster.now().managedNodes().iterator().next().identity().name();
    house.cluster.withdraw(record);
    within(Duration.ofMinutes(5), () -> anyIn(Phase.DRAINING));

    group(aGroup("general").sized(0, 10).observed());
    house.time.pass(Duration.ofMinutes(30));

    assertThat(running()).isEqualTo(3);
    assertThat(house.cloud.machines()).isEqualTo(1);
  }

  @Test
  void keepsEveryNodeThoughTheProviderListsNoneForAWhile() {
    group(aGroup("general").sized(0, 40));
    house.cluster.run(web(30));
    within(Duration.ofMinutes(5), () -> running() == 30);

    house.cloud.listsNothing = true;
    house.cluster.now().nodes().stream()
        .map(NodeFact::name)
        .limit(4)
        .forEach(house.cluster::silence);
    house.time.pass(Duration.ofSeconds(90));
    house.cloud.listsNothing = false;
    house.time.pass(Duration.ofMinutes(5));

    assertThat(house.cloud.machines()).isGreaterThanOrEqualTo(10);
    assertThat(house.cloud.log).noneMatch(ProviderCommand.Delete.class::isInstance);
    assertThat(house.journal).anyMatch(entry -> entry.kind().equals("list-doubted"));
  }

  @Test
  void deletesWhatItsListLacksBeforeItClosesTheRecord() {
    group(aGroup("general").sized(0, 10));
    house.cluster.run(web(3));
    within(Duration.ofMinutes(5), () -> running() == 3);
    house.cluster.run(web(0));
    house.cloud.listsNothing = true;

    assertThat(within(Duration.ofMinutes(40), () -> house.cluster.now().managedNodes().isEmpty()))
        .isTrue();
    assertThat(house.cloud.machines()).isZero();
  }

  @Test
  void writesNothingIntoTheJournalWhileNothingChanges() {
    group(aGroup("general").sized(0, 10));
    house.cluster.run(web(3));
    within(Duration.ofMinutes(5), () -> running() == 3);
    house.time.pass(Duration.ofMinutes(2));
    int told = house.journal.size();
    int calls = house.calls.size();

    house.time.pass(Duration.ofHours(2));

    assertThat(house.journal).hasSize(told);
    assertThat(house.calls).hasSize(calls);
  }

  @Test
  void saysOnceThatAProviderDoesNotAnswerHoweverOftenItIsAsked() {
    for (int i = 0; i < 1_000; i++) {
      house.cloud.createFailures.add(new ProviderFailure.Unreachable("no route " + i, false));
    }
    group(aGroup("general").sized(0, 10));
    house.cluster.run(web(1));

    house.time.pass(Duration.ofMinutes(10));

    assertThat(asked().size()).isBetween(8, 30);
    assertThat(house.journal.stream().filter(e -> e.kind().equals("provider-failure"))).hasSize(1);
  }

  @Test
  void takesUncordoningByHandForAVetoAndBeginsTheUnneededTimeAnew() {
    group(aGroup("general").sized(0, 40));
    house.cluster.run(web(6));
    within(Duration.ofMinutes(5), () -> running() == 6);
    house.cluster.run(web(3));
    assertThat(within(Duration.ofMinutes(30), () -> drained().isPresent())).isTrue();
    NodeFact node = drained().orElseThrow();
    assertThat(node.labels()).containsKey(NodeFact.NOT_BALANCED_LABEL);

    house.cluster.uncordon(node.name());

    house.time.pass(Duration.ofMinutes(9));
    NodeFact kept = house.cluster.now().node(node.name()).orElseThrow();
    assertThat(kept.markedDraining()).isFalse();
    assertThat(kept.labels()).isEqualTo(without(node.labels(), NodeFact.NOT_BALANCED_LABEL));
    assertThat(kept.shape().unschedulable()).isFalse();
    assertThat(house.journal)
        .anyMatch(e -> e.kind().equals("phase") && e.reason().equals("DRAIN_VETOED"));
    assertThat(house.cloud.machines()).isEqualTo(2);
    assertThat(within(Duration.ofMinutes(10), () -> house.cloud.machines() == 1)).isTrue();
  }

  @Test
  void putsANodeBackWhosePodsBudgetTightensWhileItIsDrained() {
    group(aGroup("general").sized(0, 40));
    house.cluster.run(web(1));
    within(Duration.ofMinutes(5), () -> running() == 1);
    house.cluster.run(EmbeddedWorkload.asking("other", 6, 450, 512 * MIB));
    within(Duration.ofMinutes(5), () -> running() == 7);
    house.cluster.run(EmbeddedWorkload.asking("other", 3, 450, 512 * MIB));
    assertThat(within(Duration.ofMinutes(30), () -> anyIn(Phase.DRAINING))).isTrue();

    house.cluster.run(web(1).guarded(1));
    house.cluster.run(EmbeddedWorkload.asking("other", 3, 450, 512 * MIB).guarded(3));

    assertThat(within(Duration.ofHours(1), () -> told("phase", "DRAIN_TIMEOUT"))).isTrue();
    house.time.pass(Duration.ofMinutes(1));
    assertThat(told("waiting", "BLOCKED_BY_PDB")).isTrue();
    assertThat(house.journal).noneMatch(e -> e.kind().equals("evicted"));
    assertThat(house.cluster.now().nodes())
        .hasSize(2)
        .noneMatch(n -> n.shape().unschedulable() || n.markedDraining());
  }

  private boolean told(String kind, String reason) {
    return house.journal.stream().anyMatch(e -> e.kind().equals(kind) && e.reason().equals(reason));
  }

  private Optional<NodeFact> drained() {
    return house.cluster.now().nodes().stream().filter(n -> n.shape().unschedulable()).findFirst();
  }

  private static Map<String, String> without(Map<String, String> labels, String one) {
    Map<String, String> others = new HashMap<>(labels);
    var unused = others.remove(one);
    return others;
  }

  @Test
  void leavesADrainThatPodsBlockAloneForAnotherUnneededTime() {
    group(aGroup("general").sized(0, 40));
    house.cluster.run(web(6).guarded(6));
    within(Duration.ofMinutes(5), () -> running() == 6);
    house.cluster.run(web(4).guarded(4));

    house.time.pass(Duration.ofHours(1));

    long drains =
        house.journal.stream()
            .filter(e -> e.kind().equals("phase") && e.text().equals("DRAINING"))
            .count();
    assertThat(drains).isLessThanOrEqualTo(3);
    assertThat(running()).isEqualTo(4);
  }
}
