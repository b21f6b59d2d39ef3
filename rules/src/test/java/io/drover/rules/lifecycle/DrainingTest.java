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
import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Token;
import io.drover.rules.lifecycle.Seen.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DrainingTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int CRITICAL = 2_000_000_000;

  private final Lifecycle lifecycle =
      new Lifecycle(
          new GroupSpec.Timeouts(
              Duration.ofMinutes(15), Duration.ofMinutes(10), Duration.ofMinutes(5)),
          Map.of(),
          List.of());

  private static ManagedNodeBuilder drainingFor(Duration time) {
    return aManagedNode("a").in(Phase.DRAINING, NOW.minus(time)).removedFor("NODE_EMPTY");
  }

  private Next next(ManagedNodeBuilder record, @Nullable NodeBuilder node, PodBuilder... pods) {
    return next(record.build(), node, pods);
  }

  private Next next(ManagedNodeFact record, @Nullable NodeBuilder node, PodBuilder... pods) {
    List<PodFact> built = Stream.of(pods).map(PodBuilder::build).toList();
    return lifecycle.next(
        record, new Seen(node == null ? null : node.build(), built, Machine.PRESENT, null), NOW);
  }

  /** A record whose machine is taken away whatever happens. */
  private static ManagedNodeFact interrupted(ManagedNodeBuilder record) {
    ManagedNodeFact fact = record.build();
    return fact.with(
        fact.progress().removedFor(new ManagedNodeFact.Removal("NODE_INTERRUPTED", "", true)),
        new Token(1, 1));
  }

  private static Progress advanced(Next next) {
    assertThat(next).isInstanceOf(Next.Advance.class);
    return ((Next.Advance) next).progress();
  }

  private static Next.Act acted(Next next) {
    assertThat(next).isInstanceOf(Next.Act.class);
    return (Next.Act) next;
  }

  private static Command evicts(PodBuilder... pods) {
    return new Command.EvictPods(Stream.of(pods).map(PodBuilder::build).toList());
  }

  @Test
  void cordonsBeforeItEvicts() {
    PodBuilder pod = aPod("web-1").on("a");

    assertThat(acted(next(drainingFor(MINUTE), aNode("a"), pod)).commands())
        .hasOnlyElementsOfType(Command.Cordon.class);
    assertThat(acted(next(drainingFor(MINUTE), aNode("a").draining(), pod)).commands())
        .containsExactly(evicts(pod));
  }

  private static final Duration LAST = Duration.ofMinutes(20);

  /** Of a group that ends drains by force twenty minutes after their begin. */
  private static Next nextByForce(String reason, Duration drained, PodBuilder... pods) {
    GroupSpec.Timeouts timeouts =
        new GroupSpec.Timeouts(MINUTE, MINUTE, Duration.ofMinutes(5), MINUTE, LAST);
    ManagedNodeBuilder record =
        aManagedNode("a").in(Phase.DRAINING, NOW.minus(drained)).removedFor(reason);
    return new Lifecycle(timeouts, Map.of(), List.of())
        .next(
            record.build(),
            new Seen(
                aNode("a").draining().build(),
                Stream.of(pods).map(PodBuilder::build).toList(),
                Machine.PRESENT,
                null),
            NOW);
  }

  private static Command ends(PodBuilder... pods) {
    return new Command.EndPods(Stream.of(pods).map(PodBuilder::build).toList());
  }

  @ParameterizedTest
  @CsvSource({"NODE_DRIFTED", "NODE_EXPIRED", "NODE_UNREADY", "NODE_INTERRUPTED"})
  void goesOnPastTheTimeoutToTheLastResortWhereTheNodeHasToGo(String reason) {
    PodBuilder pod = aPod("web-1").on("a").grace(Duration.ofMinutes(2));
    Duration justBefore = Duration.ofMinutes(18).minusMillis(1);

    Next.Act before = acted(nextByForce(reason, justBefore, pod));
    Next.Act due = acted(nextByForce(reason, Duration.ofMinutes(18), pod));

    assertThat(before.commands()).containsExactly(evicts(pod));
    assertThat(before.wakeAt()).isEqualTo(NOW.plusMillis(1));
    assertThat(due.commands()).containsExactly(ends(pod));
  }

  @ParameterizedTest
  @CsvSource({"NODE_EMPTY", "NODE_UNDERUTILIZED", "NODE_REPLACED", "REMOVED_BY_HAND"})
  void endsNothingByForceToSaveMoney(String reason) {
    Progress progress = advanced(nextByForce(reason, LAST, aPod("web-1").on("a")));

    assertThat(progress.phase()).isEqualTo(Phase.READY);
    assertThat(progress.failure()).isEqualTo("DRAIN_TIMEOUT");
  }

  @Test
  void givesADrainUpWhoseLastResortDoesNotComeAboutEither() {
    PodBuilder pod = aPod("web-1").on("a");
    Duration end = LAST.plusMinutes(5);

    Next.Act before = acted(nextByForce("NODE_DRIFTED", end.minusMillis(1), pod));
    Progress progress = advanced(nextByForce("NODE_DRIFTED", end, pod));

    assertThat(before.commands()).containsExactly(ends(pod));
    assertThat(before.wakeAt()).isEqualTo(NOW.plusMillis(1));
    assertThat(progress.phase()).isEqualTo(Phase.READY);
    assertThat(progress.failure()).isEqualTo("DRAIN_TIMEOUT");
  }

  @Test
  void asksPodsThatAreNotDueYetAsBefore() {
    PodBuilder slow = aPod("slow").on("a").grace(Duration.ofMinutes(2));
    PodBuilder quick = aPod("quick").on("a").grace(Duration.ofSeconds(10));

    assertThat(acted(nextByForce("NODE_DRIFTED", Duration.ofMinutes(19), slow, quick)).commands())
        .containsExactly(ends(slow), evicts(quick));
  }

  @Test
  void leavesAPodItsGracePeriodThatTerminatesAlready() {
    PodBuilder leaving =
        aPod("web-1").on("a").grace(Duration.ofMinutes(30)).deletingSince(NOW.minus(MINUTE));

    assertThat(acted(nextByForce("NODE_DRIFTED", LAST, leaving)).commands()).isEmpty();
  }

  @Test
  void marksAlsoANodeThatSomebodyElseHadCordoned() {
    assertThat(acted(next(drainingFor(MINUTE), aNode("a").cordoned())).commands())
        .hasOnlyElementsOfType(Command.Cordon.class);
  }

  @Test
  void evictsAPodThatArrivesWhileTheNodeDrains() {
    PodBuilder leaving = aPod("web-1").on("a").deletingSince(NOW);
    PodBuilder late = aPod("tolerant-1").on("a");

    assertThat(acted(next(drainingFor(MINUTE), aNode("a").draining(), leaving, late)).commands())
        .containsExactly(evicts(late));
  }

  @Test
  void waitsForNoPodThatHasEndedOrBelongsToTheNode() {
    Progress progress =
        advanced(
            next(
                drainingFor(MINUTE),
                aNode("a").draining(),
                aPod("done").on("a").stands(PodFact.Scheduling.FINISHED),
                aPod("agent").on("a").ofDaemonSet("agent"),
                aPod("static").on("a").mirror()));

    assertThat(progress.phase()).isEqualTo(Phase.TERMINATING);
  }

  @ParameterizedTest
  @CsvSource({"59, 30, true", "60, 30, false", "629, 600, true", "630, 600, false"})
  void waitsForAPodThatTerminatesHalfAMinutePastItsGracePeriod(
      int seconds, int grace, boolean waits) {
    PodBuilder pod =
        aPod("web-1")
            .on("a")
            .grace(Duration.ofSeconds(grace))
            .deletingSince(NOW.minusSeconds(seconds));

    Next next = next(drainingFor(MINUTE), aNode("a").draining(), pod);

    assertThat(next).isInstanceOf(waits ? Next.Act.class : Next.Advance.class);
  }

  @Test
  void goesByTheGracePeriodOfTheDeletionAndWakesWhenItIsOver() {
    PodBuilder pod =
        aPod("web-1").on("a").deletingSince(NOW.minusSeconds(1)).deletingUntil(NOW.plusSeconds(9));

    assertThat(acted(next(drainingFor(MINUTE), aNode("a").draining(), pod)).wakeAt())
        .isEqualTo(NOW.plusSeconds(39));
    assertThat(
            next(
                drainingFor(MINUTE),
                aNode("a").draining(),
                pod.deletingUntil(NOW.minusSeconds(30))))
        .isInstanceOf(Next.Advance.class);
  }

  @Test
  void evictsSystemCriticalPodsOnlyWhenNoOrdinaryOneIsLeft() {
    PodBuilder web = aPod("web-1").on("a");
    PodBuilder dns = aPod("dns-1").on("a").priority(CRITICAL);
    NodeBuilder node = aNode("a").draining();

    assertThat(acted(next(drainingFor(MINUTE), node, dns, web)).commands())
        .containsExactly(evicts(web));
    web.deletingSince(NOW);
    assertThat(acted(next(drainingFor(MINUTE), node, dns, web)).commands()).isEmpty();
    web.deletingUntil(NOW.minusSeconds(31));
    assertThat(acted(next(drainingFor(MINUTE), node, dns, web)).commands())
        .containsExactly(evicts(dns));
  }

  @Test
  void takesNoTurnsInTheSecondHalfOfTheTimeWhenTheMachineGoesAnyway() {
    PodBuilder web = aPod("web-1").on("a");
    PodBuilder dns = aPod("dns-1").on("a").priority(CRITICAL);
    NodeBuilder node = aNode("a").draining();

    assertThat(acted(next(interrupted(drainingFor(MINUTE)), node, web, dns)).commands())
        .containsExactly(evicts(web));
    assertThat(
            acted(next(interrupted(drainingFor(MINUTE.multipliedBy(3))), node, web, dns))
                .commands())
        .containsExactly(evicts(web, dns));
  }

  @Test
  void givesADrainUpAtItsTimeoutAndSaysWhyUntilTheNextOne() {
    PodBuilder pod = aPod("web-1").on("a");
    ManagedNodeBuilder late = drainingFor(MINUTE.multipliedBy(5));

    Progress back = advanced(next(late, aNode("a").draining(), pod));
    assertThat(back.phase()).isEqualTo(Phase.READY);
    assertThat(back.failure()).isEqualTo("DRAIN_TIMEOUT");
    assertThat(back.removal()).isNull();

    ManagedNodeBuilder ready = aManagedNode("a").in(Phase.READY, NOW).failing("DRAIN_TIMEOUT");
    assertThat(acted(next(ready, aNode("a").draining())).commands())
        .hasOnlyElementsOfType(Command.Uncordon.class);
    assertThat(acted(next(ready, aNode("a").cordoned())).commands()).isEmpty();
    Progress again = advanced(next(ready.removedFor("NODE_EMPTY"), aNode("a")));
    assertThat(again.phase()).isEqualTo(Phase.DRAINING);
    assertThat(again.failure()).isNull();
  }

  @Test
  void waitsPastItsTimeoutForPodsThatAreWithinTheirGracePeriod() {
    PodBuilder slow =
        aPod("slow-1").on("a").grace(Duration.ofHours(1)).deletingSince(NOW.minus(MINUTE));

    Next.Act act = acted(next(drainingFor(MINUTE.multipliedBy(6)), aNode("a").draining(), slow));

    assertThat(act.commands()).isEmpty();
    assertThat(act.wakeAt()).isEqualTo(NOW.plus(MINUTE.multipliedBy(59)).plusSeconds(30));
  }

  @Test
  void takesUncordoningByHandForAVetoAndPutsEverythingBack() {
    PodBuilder pod = aPod("web-1").on("a");
    NodeBuilder uncordoned = aNode("a").markedDraining();

    Progress back = advanced(next(drainingFor(MINUTE), uncordoned, pod));

    assertThat(back.phase()).isEqualTo(Phase.READY);
    assertThat(back.failure()).isEqualTo("DRAIN_VETOED");
    assertThat(back.removal()).isNull();
    ManagedNodeBuilder ready = aManagedNode("a").in(Phase.READY, NOW).failing("DRAIN_VETOED");
    assertThat(acted(next(ready, uncordoned)).commands())
        .hasOnlyElementsOfType(Command.Uncordon.class);
  }

  @Test
  void cordonsAgainWhatIsUncordonedButGoesAnywayOrWasDeletedByHand() {
    NodeBuilder uncordoned = aNode("a").markedDraining();

    assertThat(acted(next(interrupted(drainingFor(MINUTE)), uncordoned)).commands())
        .hasOnlyElementsOfType(Command.Cordon.class);
    assertThat(acted(next(drainingFor(MINUTE).deleting(), uncordoned)).commands())
        .hasOnlyElementsOfType(Command.Cordon.class);
  }

  @Test
  void goesOnEvictingFromANodeThatIsNotReadyAnyMore() {
    PodBuilder web = aPod("web-1").on("a");
    PodBuilder stuck = aPod("web-2").on("a").deletingSince(NOW.minus(MINUTE.multipliedBy(2)));

    assertThat(
            acted(next(drainingFor(MINUTE), aNode("a").draining().silent(), web, stuck)).commands())
        .containsExactly(evicts(web));
    assertThat(advanced(next(drainingFor(MINUTE), aNode("a").draining().silent(), stuck)).phase())
        .isEqualTo(Phase.TERMINATING);
    assertThat(
            advanced(next(drainingFor(MINUTE.multipliedBy(5)), aNode("a").draining().silent(), web))
                .failure())
        .isEqualTo("DRAIN_TIMEOUT");
  }

  @Test
  void goesOnDrainingWhatWasDeletedByHandAndNeverPullsTheMachineFromUnderItsPods() {
    PodBuilder pod = aPod("web-1").on("a");
    ManagedNodeBuilder deleted = drainingFor(Duration.ofHours(1)).deleting();

    assertThat(acted(next(deleted, aNode("a").draining(), pod)).commands())
        .containsExactly(evicts(pod));
  }
}
