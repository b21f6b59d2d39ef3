package io.drover.verticles.simulation;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The last resort of a drain: two nodes, of which the first is to go once its two pods have room on
 * the second, and something keeps these from leaving after the drain has begun.
 */
class EndedDrainsTest {
  private static final long MIB = 1024 * 1024;
  private static final Duration LAST = Duration.ofMinutes(20);
  private static final Duration LIFETIME = Duration.ofHours(2);

  /** Between the instant at which a pod is due and its deletion. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private House house = house(command -> Crossing.Fate.PASSES);

  private static House house(Crossing crossing) {
    return new House(
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
                .build()),
        ActivePolicies.of(Shipped.POLICIES),
        Duration.ofSeconds(20),
        crossing);
  }

  private static EmbeddedWorkload web(int replicas) {
    return EmbeddedWorkload.asking("web", replicas, 400, 256 * MIB);
  }

  private static GroupSpec.Terms terms(@Nullable Duration expireAfter) {
    return new GroupSpec.Terms(Duration.ZERO, List.of(), Price.ZERO, 0, 0.8, expireAfter, true);
  }

  private static GroupBuilder general(GroupSpec.Terms terms, double threshold) {
    return aGroup("general")
        .from("cloud")
        .sized(0, 10)
        .budget(100, true)
        .scalingDown(
            new GroupSpec.ScaleDown(
                true,
                threshold,
                Duration.ofMinutes(10),
                Duration.ofMinutes(1),
                terms,
                GroupSpec.Consolidation.NONE,
                null));
  }

  /** Of nodes that expire and are never idle. */
  private static GroupBuilder expiring() {
    return general(terms(LIFETIME), 0.1);
  }

  private void group(GroupBuilder group) {
    house.cluster.apply(group.build().name(), group.build().spec());
  }

  /** The second node comes an hour later, for a pod of its own, and has room for others. */
  private NodeName first(GroupBuilder group) {
    group(group);
    house.cluster.run(web(3));
    await(Duration.ofMinutes(5), () -> serving() == 1);
    house.time.pass(Duration.ofHours(1));
    house.cloud.createFailures.add(new ProviderFailure.NoCapacity("sold out"));
    house.cluster.run(EmbeddedWorkload.asking("other", 1, 800, 256 * MIB));
    await(Duration.ofMinutes(5), () -> serving() == 2);
    house.cluster.run(web(2));
    return itsNode();
  }

  private ManagedNodeFact draining(GroupBuilder group) {
    NodeName node = first(group);
    await(LIFETIME, () -> phase(node) == Phase.DRAINING);
    return record(node);
  }

  private void await(Duration atMost, BooleanSupplier what) {
    assertThat(house.time.runUntil(what, atMost)).isTrue();
  }

  private Stream<PodFact> web() {
    return house.cluster.now().pods().stream()
        .filter(pod -> pod.podKey().name().startsWith("web"))
        .filter(pod -> pod.state().deletingSince() == null)
        .filter(pod -> pod.state().nodeName() != null);
  }

  private long serving() {
    return house.cluster.now().managedNodes().stream()
        .filter(record -> record.phase() == Phase.READY)
        .count();
  }

  private ManagedNodeFact record(NodeName node) {
    return house.cluster.now().recordsNaming(node).iterator().next();
  }

  private @Nullable Phase phase(NodeName node) {
    return house.cluster.now().recordsNaming(node).stream()
        .map(ManagedNodeFact::phase)
        .findFirst()
        .orElse(null);
  }

  private static NodeName node(ManagedNodeFact record) {
    return requireNonNull(record.progress().nodeName());
  }

  private NodeName itsNode() {
    return requireNonNull(web().findFirst().orElseThrow().state().nodeName());
  }

  private List<JournalEntry> told(String kind) {
    return house.journal.stream().filter(entry -> entry.kind().equals(kind)).toList();
  }

  private long calls(String command) {
    return house.calls.stream().filter(command::equals).count();
  }

  private boolean gone(ManagedNodeFact record) {
    return house.cluster.now().managedNode(record.identity().name()).isEmpty();
  }

  private void neverAgain() {
    house.cluster.run(web(2).guarded(2));
  }

  /** Both pods were deleted in time, run elsewhere, and the machine is gone. */
  private void finishes(ManagedNodeFact record, Duration last) {
    List<String> before = web().map(pod -> pod.identity().uid()).toList();
    Instant due = record.progress().since().plus(last).minusSeconds(1);
    house.time.pass(Duration.between(house.time.now(), due).minusMillis(1));
    assertThat(told("evicted")).isEmpty();
    assertThat(calls("DeletePod")).isZero();
    assertThat(web().map(pod -> pod.identity().uid())).containsAll(before);

    await(SOON, () -> web().noneMatch(pod -> before.contains(pod.identity().uid())));
    await(Duration.ofMinutes(5), () -> gone(record));
    assertThat(told("ended"))
        .hasSize(2)
        .allMatch(entry -> entry.reason().equals("TERMINATION_GRACE_PERIOD"));
    assertThat(web()).hasSize(2);
    endedOnce(record);
  }

  private void endedOnce(ManagedNodeFact record) {
    assertThat(house.cloud.made).isEqualTo(2);
    assertThat(house.cloud.machines()).isEqualTo(1);
    assertThat(house.cloud.log)
        .filteredOn(ProviderCommand.Delete.class::isInstance)
        .extracting(command -> ((ProviderCommand.Delete) command).providerId())
        .containsOnly("fake://" + record.identity().name());
    assertThat(house.cloud.pulledFromUnderPods).isEmpty();
  }

  /** Nothing was ended, and the node serves as before. */
  private void isPutBack(ManagedNodeFact record, Duration within, String failure) {
    await(within, () -> phase(node(record)) == Phase.READY);
    house.time.pass(Duration.ofSeconds(30));
    assertThat(record(node(record)).progress().failure()).isEqualTo(failure);
    NodeFact node = house.cluster.now().node(node(record)).orElseThrow();
    assertThat(node.shape().unschedulable()).isFalse();
    assertThat(node.markedDraining()).isFalse();
    endsNothing();
  }

  private void endsNothing() {
    assertThat(calls("DeletePod")).isZero();
    assertThat(told("ended")).isEmpty();
    assertThat(told("evicted")).isEmpty();
    assertThat(house.cloud.machines()).isEqualTo(2);
  }

  @Test
  void finishesAnExpiredNodeWhosePodsBudgetNeverAllowsAnEviction() {
    ManagedNodeFact record = draining(expiring().endingDrainsAfter(LAST));
    neverAgain();

    finishes(record, LAST);
  }

  @Test
  void finishesADriftedNodeWhosePlaceWasBoughtFirst() {
    GroupBuilder group = general(terms(null), 0.1).endingDrainsAfter(LAST);
    group(group);
    house.cluster.run(web(2));
    await(Duration.ofMinutes(5), () -> serving() == 1);
    NodeName node = itsNode();
    group(group.allowing(new GroupSpec.Choice(List.of("dearer"), List.of(), List.of(), List.of())));
    await(Duration.ofMinutes(30), () -> phase(node) == Phase.DRAINING);
    neverAgain();

    finishes(record(node), LAST);
  }

  @Test
  void putsAnExpiredNodeBackWhereItsGroupSaysNothing() {
    ManagedNodeFact record = draining(expiring());
    neverAgain();

    isPutBack(record, Duration.ofMinutes(11), "DRAIN_TIMEOUT");
  }

  @Test
  void neverEndsAPodToSaveMoneyWhateverItsGroupSays() {
    NodeName node = first(general(terms(null), 0.3).endingDrainsAfter(Duration.ofMinutes(1)));
    house.cluster.run(web(1));
    await(Duration.ofMinutes(30), () -> phase(node) == Phase.DRAINING);
    house.cluster.run(web(1).guarded(1));

    isPutBack(record(node), Duration.ofMinutes(11), "DRAIN_TIMEOUT");
  }

  @Test
  void endsAPodThatMustNotBeEvictedOnlyAfterThePeriod() {
    ManagedNodeFact record = draining(expiring().endingDrainsAfter(LAST));
    web().map(PodFact::podKey).toList().forEach(house.cluster::hold);

    finishes(record, LAST);
    assertThat(told("step-refused")).extracting(JournalEntry::reason).contains("BLOCKED_BY_POD");
  }

  @Test
  void neverEndsAPodOfTheControlPlane() {
    ManagedNodeFact record = draining(expiring().endingDrainsAfter(LAST));
    NodeFact node = house.cluster.now().node(node(record)).orElseThrow();
    var unused =
        house.cluster.perform(
            new ClusterCommand.DressNode(
                node.name(),
                node.identity().uid(),
                Map.of("node-role.kubernetes.io/control-plane", ""),
                List.of()));

    house.time.pass(LAST.plusMinutes(9));
    endsNothing();
    assertThat(told("step-refused"))
        .extracting(JournalEntry::reason)
        .contains("CONTROL_PLANE_NODE");
    isPutBack(record, Duration.ofMinutes(3), "DRAIN_TIMEOUT");
  }

  @Test
  void endsNothingOnANodeThatSomebodyUncordons() {
    ManagedNodeFact record = draining(expiring().endingDrainsAfter(LAST));
    neverAgain();
    house.time.pass(LAST.minusSeconds(2));

    house.cluster.uncordon(node(record));

    isPutBack(record, Duration.ofSeconds(1), "DRAIN_VETOED");
  }

  @ParameterizedTest
  @EnumSource(names = {"KILLED_BEFORE", "KILLED_AFTER"})
  void endsEachPodOnceThoughTheProcessIsKilledBetween(Crossing.Fate fate) {
    boolean[] killed = {false};
    house =
        house(
            command -> {
              boolean first = command.equals("DeletePod") && !killed[0];
              killed[0] |= first;
              return first ? fate : Crossing.Fate.PASSES;
            });
    ManagedNodeFact record = draining(expiring().endingDrainsAfter(LAST));
    neverAgain();

    await(LAST.plusMinutes(5), () -> gone(record));
    assertThat(house.deaths).isEqualTo(1);
    assertThat(calls("DeletePod")).isEqualTo(fate == Crossing.Fate.KILLED_BEFORE ? 3 : 2);
    assertThat(web()).hasSize(2);
    endedOnce(record);
  }
}
