package io.drover.rules.safety;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aBudget;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.engine.Shipped;
import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.ManagedNodeBuilder;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Token;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StepJudgeTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Token TOKEN = new Token(1, 3);
  private static final Circumstances FINE = new Circumstances(NOW, NOW, true, true, "", 0);
  private static final SafetyPolicy SILENT = candidates -> new PolicyAnswer.Answered<>(List.of());

  private SafetyPolicy policy = SILENT;
  private final List<PodFact> pods = new ArrayList<>();
  private final List<DisruptionBudgetFact> budgets = new ArrayList<>();
  private ManagedNodeBuilder record =
      aManagedNode("a").in(Phase.TERMINATING, NOW).removedFor("NODE_EMPTY");
  private @Nullable GroupBuilder group = aGroup("general");
  private @Nullable NodeBuilder node = aNode("a").cordoned();
  private final List<NodeFact> seconds = new ArrayList<>();
  private Instant readAt = NOW;

  private final Step.DeleteMachine deleteMachine =
      new Step.DeleteMachine("a", "managed-a", "sim://a");

  private StepVerdict judge(Step step) {
    return judge(step, TOKEN, FINE);
  }

  private StepVerdict judge(Step step, Token token, Circumstances circumstances) {
    ManagedNodeFact fact = record.build();
    LiveView view =
        new LiveView(
            readAt,
            fact,
            group == null ? null : group.build(),
            node == null ? null : node.build(),
            pods,
            budgets,
            seconds);
    return new StepJudge(policy, Limits.DEFAULT).judge(step, view, token, circumstances);
  }

  private static void refuses(StepVerdict verdict, Reason reason) {
    assertThat(verdict)
        .isInstanceOfSatisfying(
            StepVerdict.Refused.class, r -> assertThat(r.reason()).isEqualTo(reason));
  }

  private static Step evict(PodBuilder... some) {
    List<Step.PodRef> refs = new ArrayList<>();
    for (PodBuilder pod : some) {
      refs.add(new Step.PodRef(pod.build().podKey(), pod.build().identity().uid()));
    }
    return new Step.EvictPods("a", "managed-a", refs);
  }

  private static Step end(PodBuilder... some) {
    return new Step.EndPods("a", "managed-a", ((Step.EvictPods) evict(some)).pods());
  }

  private static final Duration LAST = Duration.ofMinutes(20);

  /** A drifted node that has been drained for so long, in a group that ends drains by force. */
  private void byForce(Duration drained) {
    record = aManagedNode("a").in(Phase.DRAINING, NOW.minus(drained)).removedFor("NODE_DRIFTED");
    group = aGroup("general").endingDrainsAfter(LAST);
    node = aNode("a").draining();
    policy = Shipped.POLICIES;
  }

  @Test
  void letsPodsBeEndedAtTheLastResortWhateverTheirBudgetsAndAnnotationsSay() {
    byForce(LAST);
    PodBuilder pod =
        aPod("web-1").on("a").labelled("app", "web").consenting(PodFact.Consent.REFUSED);
    pods.add(pod.build());
    budgets.add(aBudget("web", 0));

    assertThat(judge(evict(pod))).isInstanceOf(StepVerdict.Refused.class);
    assertThat(judge(end(pod)))
        .isInstanceOfSatisfying(
            StepVerdict.Allowed.class, allowed -> assertThat(allowed.pods()).hasSize(1));
  }

  @Test
  void letsNoPodBeEndedBeforeItsTime() {
    PodBuilder pod = aPod("web-1").on("a").grace(Duration.ofMinutes(1));
    byForce(Duration.ofMinutes(19).minusMillis(1));
    pods.add(pod.build());
    assertThat(judge(end(pod)))
        .isInstanceOfSatisfying(
            StepVerdict.Allowed.class, allowed -> assertThat(allowed.pods()).isEmpty());
  }

  @Test
  void letsNoPodBeEndedOfANodeThatOnlySavesMoneyOrOfAGroupThatDoesNotSaySo() {
    PodBuilder pod = aPod("web-1").on("a");
    byForce(LAST);
    pods.add(pod.build());
    record = aManagedNode("a").in(Phase.DRAINING, NOW.minus(LAST)).removedFor("NODE_EMPTY");
    refuses(judge(end(pod)), Reason.NODE_CHANGED);

    byForce(LAST);
    group = aGroup("general");
    refuses(judge(end(pod)), Reason.NODE_CHANGED);
  }

  @Test
  void letsNoPodBeEndedOfANodeThatIsProtectedOrServesOrIsOfTheControlPlane() {
    PodBuilder pod = aPod("web-1").on("a");
    byForce(LAST);
    pods.add(pod.build());

    for (NodeBuilder serving :
        List.of(aNode("a"), aNode("a").cordoned(), aNode("a").markedDraining())) {
      node = serving;
      refuses(judge(end(pod)), Reason.NODE_CHANGED);
    }
    node = aNode("a").draining().controlPlane();
    refuses(judge(end(pod)), Reason.CONTROL_PLANE_NODE);
    node = aNode("a").draining().doNotDisrupt();
    refuses(judge(end(pod)), Reason.PROTECTED_BY_ANNOTATION);
  }

  @Test
  void letsNoPodBeEndedTwiceNorOneThatOnlyBearsTheName() {
    PodBuilder pod = aPod("web-1").on("a");
    byForce(LAST);
    pods.add(aPod("web-1").on("a").deletingSince(NOW).build());
    pods.add(aPod("web-2").on("a").build());
    Step.PodRef other = new Step.PodRef(aPod("web-2").build().podKey(), "another");

    assertThat(judge(end(pod)))
        .isInstanceOfSatisfying(
            StepVerdict.Allowed.class, allowed -> assertThat(allowed.pods()).isEmpty());
    assertThat(judge(new Step.EndPods("a", "managed-a", List.of(other))))
        .isInstanceOfSatisfying(
            StepVerdict.Allowed.class, allowed -> assertThat(allowed.pods()).isEmpty());
  }

  @Test
  void letsAnEmptyCordonedNodesMachineGo() {
    assertThat(judge(deleteMachine)).isInstanceOf(StepVerdict.Allowed.class);
  }

  @Test
  void keepsAMachineWhoseNodeServes() {
    node = aNode("a");
    refuses(judge(deleteMachine), Reason.NODE_CHANGED);
  }

  @Test
  void keepsAMachineThatPodsRunOn() {
    pods.add(aPod("web-1").on("a").build());
    refuses(judge(deleteMachine), Reason.BLOCKED_BY_POD);
  }

  @Test
  void letsAMachineGoThatOnlyAStuckPodIsLeftOn() {
    PodBuilder stuck = aPod("web-1").on("a").deletingSince(NOW.minusSeconds(100));
    pods.add(stuck.deletingUntil(NOW.minusSeconds(30)).build());
    assertThat(judge(deleteMachine)).isInstanceOf(StepVerdict.Allowed.class);
    pods.set(0, stuck.deletingUntil(NOW.minusSeconds(29)).build());
    refuses(judge(deleteMachine), Reason.BLOCKED_BY_POD);
  }

  /** The watches may be behind, and the record with them. */
  @Test
  void keepsAMachineWhoseNodeTheRecordDoesNotNameYet() {
    record = aManagedNode("a").in(Phase.TERMINATING, NOW).node(null).removedFor("JOIN_TIMEOUT");
    node = aNode("joined").instance("sim://a");
    refuses(judge(deleteMachine), Reason.NODE_CHANGED);

    node = aNode("joined").instance("sim://a").cordoned();
    assertThat(judge(deleteMachine)).isInstanceOf(StepVerdict.Allowed.class);
    pods.add(aPod("web-1").on("joined").build());
    refuses(judge(deleteMachine), Reason.BLOCKED_BY_POD);

    node = aNode("joined").instance("sim://b");
    refuses(judge(deleteMachine), Reason.NODE_NOT_OURS);
  }

  @Test
  void keepsAMachineUntilItsRecordSaysTerminating() {
    record = aManagedNode("a").in(Phase.DRAINING, NOW).removedFor("NODE_EMPTY");
    refuses(judge(deleteMachine), Reason.NODE_CHANGED);
  }

  @Test
  void keepsAMachineThatTheRecordDoesNotName() {
    refuses(judge(new Step.DeleteMachine("a", "managed-a", "sim://b")), Reason.NODE_NOT_OURS);
    refuses(judge(new Step.DeleteMachine("a", "managed-z", "sim://a")), Reason.NODE_NOT_OURS);
  }

  @Test
  void keepsAMachineWhileAnotherOneBearsItsNodesName() {
    node = aNode("a").cordoned().instance("sim://b");
    refuses(judge(deleteMachine), Reason.NODE_NOT_OURS);
  }

  @Test
  void doesNothingForAGroupThatIsGoneOrObserved() {
    group = null;
    refuses(judge(deleteMachine), Reason.OBSERVE_ONLY);
    group = aGroup("general").observed();
    refuses(judge(deleteMachine), Reason.OBSERVE_ONLY);
  }

  @Test
  void doesNothingUnderAnOlderTokenThanTheRecords() {
    record.writtenUnder(new Token(1, 4));
    refuses(judge(deleteMachine), Reason.NOT_OWNER);
  }

  @Test
  void doesNothingWithoutTheClaim() {
    Circumstances standby = new Circumstances(NOW, NOW, true, false, "", 0);
    refuses(judge(deleteMachine, TOKEN, standby), Reason.NOT_OWNER);
  }

  @Test
  void doesNothingOnAReadThatIsTooOld() {
    readAt = NOW.minus(Duration.ofSeconds(11));
    refuses(judge(deleteMachine), Reason.VIEW_STALE);
  }

  @Test
  void neverTouchesTheControlPlane() {
    node = aNode("a").controlPlane().cordoned();
    refuses(judge(deleteMachine), Reason.CONTROL_PLANE_NODE);
  }

  @Test
  void evictsOnlyWhatItsBudgetAllowsAndSaysWhatWaits() {
    record = aManagedNode("a").in(Phase.DRAINING, NOW).removedFor("NODE_EMPTY");
    PodBuilder free = aPod("web-1").on("a").labelled("app", "web");
    PodBuilder guarded = aPod("db-1").on("a").labelled("app", "db");
    pods.addAll(List.of(free.build(), guarded.build()));
    budgets.add(aBudget("db", 0));

    assertThat(judge(evict(free, guarded)))
        .isInstanceOfSatisfying(
            StepVerdict.Allowed.class,
            allowed -> {
              assertThat(allowed.pods()).extracting(p -> p.key().name()).containsExactly("web-1");
              assertThat(allowed.waiting()).hasSize(1);
            });
  }

  @Test
  void evictsNothingFromANodeThatIsNotCordonedOrNotDraining() {
    PodBuilder pod = aPod("web-1").on("a");
    pods.add(pod.build());
    refuses(judge(evict(pod)), Reason.NODE_CHANGED);

    record = aManagedNode("a").in(Phase.DRAINING, NOW).removedFor("NODE_EMPTY");
    node = aNode("a");
    refuses(judge(evict(pod)), Reason.NODE_CHANGED);
  }

  @Test
  void passesOverAPodThatBearsTheNameOfAnotherOne() {
    record = aManagedNode("a").in(Phase.DRAINING, NOW).removedFor("NODE_EMPTY");
    PodBuilder was = aPod("web-1").on("a");

    assertThat(judge(evict(was)))
        .isInstanceOfSatisfying(
            StepVerdict.Allowed.class, allowed -> assertThat(allowed.pods()).isEmpty());
  }

  @Test
  void evictsNothingMoreFromANodeWhoseGroupIsHeldMeanwhile() {
    policy = Shipped.POLICIES;
    PodBuilder pod = aPod("web-1").ownedBy("ReplicaSet", "web").on("a");
    pods.add(pod.build());
    record = aManagedNode("a").in(Phase.DRAINING, NOW).removedFor("NODE_EMPTY");
    assertThat(judge(evict(pod))).isInstanceOf(StepVerdict.Allowed.class);

    group = aGroup("general").held("moving house");
    refuses(judge(evict(pod)), Reason.HELD);
  }

  @Test
  void keepsANodeObjectThatServesOrThatIsAnotherOne() {
    refuses(judge(new Step.DeleteNode("a", "managed-a", "node-other")), Reason.NODE_CHANGED);
    node = aNode("a");
    refuses(judge(new Step.DeleteNode("a", "managed-a", "node-a")), Reason.NODE_CHANGED);
  }

  @Test
  void letsOnlyASecondMachineGoThatIsRecordedAndDoesNotRunTheNode() {
    Step second = new Step.DeleteSurplus("a", "managed-a", "sim://b");
    Step own = new Step.DeleteSurplus("a", "managed-a", "sim://a");
    node = aNode("a");
    record = aManagedNode("a");
    refuses(judge(second), Reason.NODE_NOT_OURS);

    record = aManagedNode("a").surplus("sim://b");
    assertThat(judge(second)).isInstanceOf(StepVerdict.Allowed.class);
    refuses(judge(own), Reason.NODE_NOT_OURS);

    record = aManagedNode("a").surplus("sim://a");
    refuses(judge(own), Reason.NODE_NOT_OURS);
  }

  @Test
  void keepsASecondMachineThatHasJoined() {
    Step second = new Step.DeleteSurplus("a", "managed-a", "sim://b");
    node = aNode("a");
    record = aManagedNode("a").surplus("sim://b");
    seconds.add(aNode("b").instance("sim://b").notReady().build());
    assertThat(judge(second)).isInstanceOf(StepVerdict.Allowed.class);

    seconds.set(0, aNode("b").instance("sim://b").build());
    refuses(judge(second), Reason.NODE_CHANGED);
  }
}
