package io.drover.rules.lifecycle;

import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeBuilder;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.ManagedNodeFact.Progress;
import io.drover.rules.facts.ManagedNodeFact.Sized;
import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Taint;
import io.drover.rules.lifecycle.Seen.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LifecycleTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final Taint STARTING = new Taint("starting", "", Taint.Effect.NO_SCHEDULE);

  private final Lifecycle lifecycle =
      new Lifecycle(
          new GroupSpec.Timeouts(
              Duration.ofMinutes(15), Duration.ofMinutes(10), Duration.ofMinutes(5)),
          Map.of("team", "a"),
          List.of(STARTING));

  private Next next(ManagedNodeBuilder record, Seen seen) {
    return lifecycle.next(record.build(), seen, NOW);
  }

  private static Seen seen(@Nullable NodeBuilder node, Machine machine, PodFact... pods) {
    return new Seen(node == null ? null : node.build(), List.of(pods), machine, null);
  }

  private static ManagedNodeBuilder in(Phase phase, Duration since) {
    return aManagedNode("a").in(phase, NOW.minus(since));
  }

  private static Progress advanced(Next next) {
    assertThat(next).isInstanceOf(Next.Advance.class);
    return ((Next.Advance) next).progress();
  }

  private static List<Command> commands(Next next) {
    assertThat(next).isInstanceOf(Next.Act.class);
    return ((Next.Act) next).commands();
  }

  @Test
  void asksForTheMachineUntilTheProvisionTimeout() {
    ManagedNodeBuilder old = aManagedNode("a").intended();
    Lifecycle patient =
        new Lifecycle(
            new GroupSpec.Timeouts(
                Duration.between(Instant.EPOCH, NOW).plusMillis(1), MINUTE, MINUTE),
            Map.of(),
            List.of());

    assertThat(commands(patient.next(old.build(), seen(null, Machine.UNKNOWN), NOW)))
        .containsExactly(new Command.CreateMachine());
    assertThat(advanced(next(old, seen(null, Machine.UNKNOWN))).failure())
        .isEqualTo("PROVISION_TIMEOUT");
  }

  @Test
  void takesTheMachineThatWasSightedEvenWhenTheIntentIsWithdrawn() {
    Seen sighted = new Seen(null, List.of(), Machine.PRESENT, "sim://a");

    Progress progress =
        advanced(next(aManagedNode("a").intended().removedFor("NO_CAPACITY"), sighted));

    assertThat(progress.phase()).isEqualTo(Phase.PROVISIONED);
    assertThat(progress.providerId()).isEqualTo("sim://a");
  }

  @Test
  void closesAWithdrawnIntentOnlyOnceASettledListLacksIt() {
    ManagedNodeBuilder withdrawn = aManagedNode("a").intended().removedFor("NO_CAPACITY");

    assertThat(commands(next(withdrawn, seen(null, Machine.UNKNOWN)))).isEmpty();
    assertThat(advanced(next(withdrawn, seen(null, Machine.ABSENT))).phase()).isEqualTo(Phase.GONE);
  }

  @Test
  void dressesANodeBeforeItIsReadyAndWaitsForStartupTaints() {
    NodeBuilder bare = aNode("a");
    NodeBuilder starting =
        aNode("a").labelled("team", "a").tainted("starting", "", Taint.Effect.NO_SCHEDULE);

    assertThat(commands(next(in(Phase.JOINED, MINUTE), seen(bare, Machine.PRESENT))))
        .hasOnlyElementsOfType(Command.DressNode.class)
        .hasSize(1);
    assertThat(commands(next(in(Phase.JOINED, MINUTE), seen(starting, Machine.PRESENT)))).isEmpty();
    assertThat(
            advanced(
                    next(
                        in(Phase.JOINED, MINUTE),
                        seen(aNode("a").labelled("team", "a"), Machine.PRESENT)))
                .phase())
        .isEqualTo(Phase.READY);
  }

  @ParameterizedTest
  @CsvSource({
    "node.kubernetes.io/not-ready, true",
    "node.kubernetes.io/network-unavailable, true",
    "node.cloudprovider.kubernetes.io/uninitialized, true",
    "startup-taint.cluster-autoscaler.kubernetes.io/cni, true",
    "ignore-taint.cluster-autoscaler.kubernetes.io/cni, true",
    "status-taint.cluster-autoscaler.kubernetes.io/busy, false",
    "node.kubernetes.io/memory-pressure, false",
    "team, false"
  })
  void waitsUntilPodsAreLetOntoTheNodeAndMindsNoOtherTaint(String taint, boolean waits) {
    NodeBuilder node =
        aNode("n1").labelled("team", "a").tainted(taint, "", Taint.Effect.NO_SCHEDULE);

    Next next = next(in(Phase.JOINED, MINUTE), seen(node, Machine.PRESENT));

    assertThat(next).isInstanceOf(waits ? Next.Act.class : Next.Advance.class);
  }

  @Test
  void keepsAReadyNodeThatServesWhateverTheListSays() {
    assertThat(commands(next(in(Phase.READY, MINUTE), seen(aNode("a"), Machine.ABSENT)))).isEmpty();
    assertThat(
            advanced(next(in(Phase.READY, MINUTE), seen(aNode("a").silent(), Machine.ABSENT)))
                .failure())
        .isEqualTo("INSTANCE_VANISHED");
    assertThat(commands(next(in(Phase.READY, MINUTE), seen(aNode("a").silent(), Machine.UNKNOWN))))
        .isEmpty();
  }

  @Test
  void dressesAReadyNodeThatRegisteredAnewAndNoneWhoseGroupAsksForOtherLabelsNow() {
    ManagedNodeBuilder ready = in(Phase.READY, MINUTE);
    NodeBuilder same = aNode("a").createdAt(NOW.minus(MINUTE));
    NodeBuilder anew = aNode("a").createdAt(NOW.minus(MINUTE).plusMillis(1));

    assertThat(commands(next(ready, seen(same, Machine.PRESENT)))).isEmpty();
    assertThat(commands(next(ready, seen(anew, Machine.PRESENT))))
        .containsExactly(new Command.DressNode(anew.build()));
    assertThat(commands(next(ready, seen(anew.labelled("team", "a"), Machine.PRESENT)))).isEmpty();
  }

  @Test
  void dressesAReadyNodeThatHasLostTheLabelOfItsGroup() {
    Lifecycle labelling =
        new Lifecycle(
            new GroupSpec.Timeouts(MINUTE, MINUTE, MINUTE),
            Map.of(NodeFact.GROUP_LABEL, "general"),
            List.of());
    NodeFact bare = aNode("a").createdAt(NOW.minus(Duration.ofHours(1))).build();
    ManagedNodeFact ready = in(Phase.READY, MINUTE).build();

    Next next = labelling.next(ready, new Seen(bare, List.of(), Machine.PRESENT, null), NOW);

    assertThat(commands(next)).containsExactly(new Command.DressNode(bare));
  }

  private static Seen without(Duration nodeless, Machine machine) {
    return new Seen(null, List.of(), machine, null, Seen.Dealings.NONE, nodeless);
  }

  @Test
  void givesAReadyNodeUpWhoseNodeObjectHasBeenGoneForTheJoinTimeout() {
    Duration join = Duration.ofMinutes(10);
    ManagedNodeBuilder ready = in(Phase.READY, Duration.ofHours(9));

    assertThat(commands(next(ready, without(join.minusMillis(1), Machine.PRESENT)))).isEmpty();
    assertThat(commands(next(ready, without(Duration.ZERO, Machine.UNKNOWN)))).isEmpty();
    Progress given = advanced(next(ready, without(join, Machine.PRESENT)));
    assertThat(given.phase()).isEqualTo(Phase.READY);
    assertThat(given.failure()).isEqualTo("NODE_VANISHED");
    assertThat(given.removal()).isNotNull();
    assertThat(advanced(next(ready, without(join, Machine.ABSENT))).failure())
        .isEqualTo("INSTANCE_VANISHED");
  }

  @Test
  void goesOnWhereAVanishedNodeRegistersAfterAllAndNotWhereItIsSilent() {
    ManagedNodeBuilder given =
        in(Phase.DRAINING, MINUTE).failing("NODE_VANISHED").removedFor("NODE_VANISHED");

    Progress back = advanced(next(given, seen(aNode("a"), Machine.PRESENT)));
    assertThat(back.phase()).isEqualTo(Phase.READY);
    assertThat(back.removal()).isNull();
    assertThat(back.failure()).isNull();
    assertThat(commands(next(given, seen(aNode("a").silent(), Machine.PRESENT))))
        .hasOnlyElementsOfType(Command.Cordon.class);
    assertThat(commands(next(given.deleting(), seen(aNode("a"), Machine.PRESENT))))
        .hasOnlyElementsOfType(Command.Cordon.class);
  }

  @Test
  void drainsANodeThatJoinedWhileItsPurchaseWasWithdrawn() {
    ManagedNodeBuilder withdrawn =
        in(Phase.PROVISIONED, MINUTE).node(null).removedFor("JOIN_TIMEOUT");

    Progress progress = advanced(next(withdrawn, seen(aNode("a"), Machine.PRESENT)));

    assertThat(progress.phase()).isEqualTo(Phase.DRAINING);
    assertThat(progress.nodeName()).hasToString("a");
    assertThat(advanced(next(withdrawn, seen(null, Machine.PRESENT))).phase())
        .isEqualTo(Phase.TERMINATING);
  }

  @Test
  void drainsAgainWhatTakesPodsWhileItTerminates() {
    ManagedNodeBuilder terminating = in(Phase.TERMINATING, MINUTE).removedFor("NODE_EMPTY");
    PodFact late = aPod("late").on("a").build();

    assertThat(advanced(next(terminating, seen(aNode("a"), Machine.PRESENT))).phase())
        .isEqualTo(Phase.DRAINING);
    assertThat(
            advanced(next(terminating, seen(aNode("a").cordoned(), Machine.PRESENT, late))).phase())
        .isEqualTo(Phase.DRAINING);
    assertThat(commands(next(terminating, seen(aNode("a").cordoned(), Machine.PRESENT))))
        .containsExactly(new Command.DeleteMachine("sim://a"));
  }

  @Test
  void deletesTheNodeOnlyAfterTheMachineAndTheRecordLast() {
    ManagedNodeBuilder terminating = in(Phase.TERMINATING, MINUTE).removedFor("NODE_EMPTY");

    assertThat(commands(next(terminating, seen(aNode("a").silent(), Machine.UNKNOWN))))
        .containsExactly(new Command.DeleteMachine("sim://a"));
    assertThat(commands(next(terminating, seen(aNode("a").silent(), Machine.ABSENT))))
        .hasOnlyElementsOfType(Command.DeleteNode.class);
    assertThat(advanced(next(terminating, seen(null, Machine.ABSENT))).phase())
        .isEqualTo(Phase.GONE);
    assertThat(commands(next(in(Phase.GONE, MINUTE), seen(null, Machine.ABSENT))))
        .containsExactly(new Command.CloseRecord());
  }

  @ParameterizedTest
  @EnumSource(
      value = Phase.class,
      names = {"INTENDED", "PROVISIONED", "JOINED", "READY"})
  void noticesInEachPhaseThatTheRecordWasDeletedByHand(Phase phase) {
    ManagedNodeBuilder record =
        phase == Phase.INTENDED ? aManagedNode("a").intended() : in(phase, MINUTE);

    Progress progress = advanced(next(record.deleting(), seen(null, Machine.PRESENT)));

    assertThat(progress.phase()).isEqualTo(phase);
    assertThat(progress.removal()).isNotNull();
    assertThat(progress.failure()).isEqualTo("REMOVED_BY_HAND");
  }

  @Test
  void givesATakenPlaceBackBeforeAWithdrawnIntentIsClosed() {
    ManagedNodeBuilder withdrawn = aManagedNode("a").intended().removedFor("PROVISION_TIMEOUT");
    Seen open = new Seen(null, List.of(), Machine.ABSENT, null, new Seen.Dealings(true, List.of()));

    assertThat(commands(next(withdrawn, open))).containsExactly(new Command.PutSizeBack());
    withdrawn.sized(Sized.RAISED);
    assertThat(commands(next(withdrawn, seen(null, Machine.ABSENT))))
        .containsExactly(new Command.PutSizeBack());
    assertThat(commands(next(withdrawn, seen(null, Machine.UNKNOWN)))).isEmpty();
    withdrawn.sized(Sized.LOWERED);
    assertThat(advanced(next(withdrawn, seen(null, Machine.ABSENT))).phase())
        .isEqualTo(Phase.FAILED);
  }

  @Test
  void switchesAReservedMachineOffThoughItWasNeverSeenOn() {
    ManagedNodeBuilder withdrawn =
        aManagedNode("a").intended().instance("rack://1").removedFor("NO_CAPACITY");

    assertThat(advanced(next(withdrawn, seen(null, Machine.ABSENT))).phase())
        .isEqualTo(Phase.TERMINATING);
  }

  @Test
  void writesASecondMachineDownBeforeItIsDeletedAndKeepsTheRecordUntilItIsGone() {
    Seen second =
        new Seen(
            null, List.of(), Machine.ABSENT, null, new Seen.Dealings(false, List.of("sim://b")));
    ManagedNodeBuilder going = in(Phase.TERMINATING, MINUTE).node(null);

    assertThat(advanced(next(going, second)).dealings().surplus()).containsExactly("sim://b");
    going.surplus("sim://b");
    assertThat(commands(next(going, second)))
        .containsExactly(new Command.DeleteSurplus(List.of("sim://b")));
    assertThat(advanced(next(going, seen(null, Machine.ABSENT))).dealings().surplus()).isEmpty();
  }

  @Test
  void drainsNoNodeWhoseOwnMachineCannotBeTakenAway() {
    Lifecycle fixed =
        new Lifecycle(new GroupSpec.Timeouts(MINUTE, MINUTE, MINUTE), Map.of(), List.of(), false);

    for (Phase phase : List.of(Phase.PROVISIONED, Phase.JOINED, Phase.READY)) {
      ManagedNodeBuilder unwanted = in(phase, MINUTE.dividedBy(2)).deleting();
      assertThat(commands(fixed.next(unwanted.build(), seen(aNode("a"), Machine.PRESENT), NOW)))
          .as("%s", phase)
          .isEmpty();
    }
  }
}
