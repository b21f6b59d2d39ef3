package io.drover.rules.engine;

import static io.drover.rules.engine.PolicyFiles.aFolder;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.plan.Growth;
import io.drover.rules.plan.PolicyAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RunawayRulesTest {
  private static final String CONCLUDE = "insertLogical(new Demand($p));";

  private static List<PendingPod> pods(int count) {
    return new ManyFacts(count).pods();
  }

  private static PolicyAnswer<Object> askRaw(String conditions, String body, int pods) {
    return new RawRule(conditions, body).ask(pods, 1_000_000);
  }

  private static PolicyAnswer<Growth> ask(PolicyFiles files, int pods) {
    return files.policies().growth(pods(pods), List.of(), AroundNothing.HERE);
  }

  private static void assertCutOff(PolicyAnswer<?> answer, String text) {
    assertThat(answer).isInstanceOf(PolicyAnswer.CutOff.class);
    assertThat(answer.toString()).contains(text);
  }

  @Test
  void aBodyThatLoopsIsCutOff() {
    PolicyAnswer<Object> answer =
        askRaw(
            "PendingPod($p : pod, $n : priority)",
            "int i = 0; while ($n >= 0) { i++; } " + CONCLUDE,
            1);

    assertCutOff(answer, "ran out of their budget");
  }

  @Test
  void aBodyThatDoesNothingForEverIsCutOff() {
    assertCutOff(askRaw("PendingPod($p : pod)", "for (;;) { }", 1), "ran out of their budget");
  }

  @Test
  void aJoinThatGrowsIsCutOff() {
    PolicyFiles files =
        aFolder()
            .withDemand(
                """
                PendingPod($p : pod, $a : priority)
                PendingPod($b : priority, priority + $a >= 0)
                PendingPod(priority + $a + $b < 0)
                """,
                CONCLUDE);

    assertCutOff(ask(files, 2000), "ran out of their budget");
  }

  @Test
  void aJoinThatGrowsThroughAnIndexIsCutOff() {
    PolicyFiles files =
        aFolder()
            .withDemand(
                """
                PendingPod($p : pod, $d : daemon)
                PendingPod(daemon == $d)
                PendingPod(daemon == $d)
                """,
                CONCLUDE);

    assertCutOff(ask(files, 2000), "ran out of their budget");
  }

  @Test
  void nothingIsConcludedByAnEvaluationThatWasCutOff() {
    assertCutOff(
        askRaw("PendingPod($p : pod, $n : priority)", CONCLUDE + " while ($n == 1) { }", 3),
        "ran out of their budget");
  }

  @Test
  void joinsThatKeepTooManyPairsAreCutOff() {
    PolicyFiles files =
        aFolder()
            .withDemand("PendingPod($p : pod, $d : daemon)\nPendingPod(daemon == $d)", CONCLUDE);
    EngineLimits few = limits(new EngineLimits.Memory(1_000, 1_000, 1_000_000));

    assertCutOff(ask(files, few, 200), "joined more than 1000 pairs of facts");
  }

  @Test
  void tooManyConclusionsAreCutOff() {
    PolicyFiles files = aFolder().withDemand("PendingPod($p : pod)", CONCLUDE);
    EngineLimits few = limits(new EngineLimits.Memory(100, 1_000, 1_000_000));

    assertCutOff(ask(files, few, 200), "concluded more than 100 facts");
    assertThat(ask(files, few, 100)).isInstanceOf(PolicyAnswer.Answered.class);
  }

  @Test
  void conclusionsFromTooManyFactsAreCutOff() {
    PolicyFiles files = aFolder().withDemand("PendingPod($p : pod)", CONCLUDE);
    EngineLimits few = limits(new EngineLimits.Memory(1_000, 1_000, 100));

    assertCutOff(ask(files, few, 200), "concluded from more than 100 facts");
  }

  private static EngineLimits limits(EngineLimits.Memory memory) {
    EngineLimits usual = EngineLimits.DEFAULT;
    return new EngineLimits(1_000, usual.fileBytes(), usual.files(), usual.form(), memory);
  }

  private static PolicyAnswer<Growth> ask(PolicyFiles files, EngineLimits limits, int pods) {
    Compiled compiled =
        new PolicyCompiler(limits, () -> Budget.ofSteps(1_000_000)).compile(files.folder());
    return ((CompiledPolicies) compiled).growth(pods(pods), List.of(), AroundNothing.HERE);
  }

  @Test
  void anOrdinaryRuleEndsWithinTheSameBudget() {
    PolicyFiles files = aFolder().withDemand("PendingPod($p : pod)", CONCLUDE);

    assertThat(((PolicyAnswer.Answered<Growth>) ask(files, 2000)).conclusions()).hasSize(2000);
  }

  @Test
  void aRuleThatFailsIsToldAndConcludesNothing() {
    assertCutOff(
        askRaw("PendingPod($p : pod, $n : priority)", "int x = 1 / $n; " + CONCLUDE, 1),
        "/ by zero");
  }

  @Test
  void tooManyFiringsAreCutOff() {
    PolicyFiles files = aFolder().withDemand("PendingPod($p : pod)", CONCLUDE);

    assertCutOff(ask(files, limits(EngineLimits.DEFAULT.memory()), 1_000), "fired 1000 times");
  }
}
