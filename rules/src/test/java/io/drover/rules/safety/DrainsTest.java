package io.drover.rules.safety;

import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aBudget;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Who is in the way of a drain: the twelve rules of the Cluster Autoscaler
 * (pkg/simulator/drainability/rules), each by itself.
 */
class DrainsTest {
  private static final Drains.InTheWay NOBODY = new Drains.InTheWay(0, 0, 0, 0, 0, 0, 0, 0);

  private static Drains drainsAt(Instant now) {
    return new Drains(List.of(aBudget("web", 0)), Limits.DEFAULT.expendableBelow(), now);
  }

  private static Drains.InTheWay of(PodBuilder... pods) {
    return drainsAt(aPod("x").build().identity().createdAt())
        .of(List.of(pods).stream().map(pod -> pod.on("a").build()).toList(), pod -> false);
  }

  @ParameterizedTest
  @CsvSource({"-9, 1", "-10, 1", "-11, 0"})
  void keepsANodeForNoExpendablePodUnlessByItsBudget(int priority, int counted) {
    assertThat(
            of(
                aPod("bare").bare().priority(priority),
                aPod("local").withLocalStorage().priority(priority),
                aPod("unsafe").consenting(PodFact.Consent.REFUSED).priority(priority),
                aPod("last").consenting(PodFact.Consent.ON_COMPLETION).priority(priority),
                aPod("custom").ownedBy("CloneSet", "c").priority(priority),
                aPod("system").inNamespace("kube-system").priority(priority),
                aPod("guarded").labelled("app", "web").priority(priority)))
        .isEqualTo(new Drains.InTheWay(counted, 0, counted, counted, counted, counted, counted, 1));
  }

  @Test
  void aPodIsInTheWayUntilItsOwnersTimeIsOver() {
    PodFact pod =
        aPod("trains")
            .consenting(PodFact.Consent.GIVEN)
            .heldUntil(Instant.EPOCH.plusSeconds(60))
            .on("a")
            .build();

    assertThat(drainsAt(Instant.EPOCH.plusSeconds(59)).of(List.of(pod), any -> false).unsafe())
        .isEqualTo(1);
    assertThat(drainsAt(Instant.EPOCH.plusSeconds(60)).of(List.of(pod), any -> false))
        .isEqualTo(NOBODY);
  }

  @Test
  void aPodWithTwoBudgetsIsInTheWayWhateverTheyAllow() {
    Instant now = aPod("x").build().identity().createdAt();
    PodFact pod = aPod("guarded").labelled("app", "web").on("a").build();
    Drains one = new Drains(List.of(aBudget("web", 1)), Limits.DEFAULT.expendableBelow(), now);
    Drains two =
        new Drains(
            List.of(aBudget("web", 1), aBudget("web", 2)), Limits.DEFAULT.expendableBelow(), now);

    assertThat(one.of(List.of(pod), any -> false).budgetBlocked()).isZero();
    assertThat(two.of(List.of(pod), any -> false).budgetBlocked()).isEqualTo(1);
  }

  @Test
  void mirrorDaemonAndTerminatingPodsAreInNobodysWay() {
    assertThat(
            of(
                aPod("mirror").mirror(),
                aPod("daemon").ofDaemonSet("d"),
                aPod("gone").deletingSince(Instant.EPOCH)))
        .isEqualTo(NOBODY);
  }

  @ParameterizedTest
  @CsvSource({"StatefulSet, 0", "StatefulSet.apps.kruise.io, 0", "CloneSet, 1"})
  void anyControllerOfAKindThatReplacesItsPodsLetsThemGo(String kind, int counted) {
    assertThat(of(aPod("one").ownedBy(kind, "s")).custom()).isEqualTo(counted);
  }

  @Test
  void aPodWhoseControllerIsGoneIsInTheWay() {
    Drains.InTheWay pods =
        drainsAt(Instant.EPOCH).of(List.of(aPod("orphan").on("a").build()), pod -> true);

    assertThat(pods.orphaned()).isEqualTo(1);
  }

  @Test
  void whatIsSaidToBeSafeIsInTheWayOnlyByItsBudget() {
    PodFact.Consent given = PodFact.Consent.GIVEN;

    assertThat(
            of(
                aPod("bare").bare().consenting(given),
                aPod("local").withLocalStorage().consenting(given),
                aPod("custom").ownedBy("CloneSet", "c").consenting(given),
                aPod("system").inNamespace("kube-system").consenting(given),
                aPod("guarded").labelled("app", "web").consenting(given)))
        .isEqualTo(new Drains.InTheWay(0, 0, 0, 0, 0, 0, 0, 1));
  }

  @Test
  void aSystemPodIsInTheWayForAnHour() {
    PodFact pod = aPod("dns").inNamespace("kube-system").on("a").build();
    Instant hour = pod.identity().createdAt().plus(Duration.ofHours(1));

    assertThat(drainsAt(hour.minusSeconds(1)).of(List.of(pod), any -> false).system()).isEqualTo(1);
    assertThat(drainsAt(hour).of(List.of(pod), any -> false).system()).isZero();
  }

  /** There, the rule for system pods lets an old one go before the annotation is looked at. */
  @Test
  void anOldSystemPodThatIsSaidToBeUnsafeIsInTheWayAllTheSame() {
    PodFact pod =
        aPod("dns").inNamespace("kube-system").consenting(PodFact.Consent.REFUSED).on("a").build();
    Instant later = pod.identity().createdAt().plus(Duration.ofDays(1));

    assertThat(drainsAt(later).of(List.of(pod), any -> false).unsafe()).isEqualTo(1);
  }
}
