package io.drover.rules.engine;

import static io.drover.rules.engine.PolicyFiles.aFolder;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.PodKey;
import io.drover.rules.plan.Demand;
import io.drover.rules.plan.PolicyAnswer;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class RunawayRulesTest {
  private static final String CONCLUDE = "insertLogical(new Demand($p));";

  private static List<PendingPod> pods(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            n -> new PendingPod(new PodKey("default", "p" + n), n, Duration.ofSeconds(n), false))
        .toList();
  }

  private static PolicyAnswer<Demand> ask(PolicyFiles files, int pods) {
    return files.policies().demand(pods(pods));
  }

  private static void assertCutOff(PolicyAnswer<Demand> answer, String text) {
    assertThat(answer).isInstanceOf(PolicyAnswer.CutOff.class);
    assertThat(answer.toString()).contains(text);
  }

  @Test
  void aBodyThatLoopsIsCutOff() {
    PolicyFiles files =
        aFolder()
            .withDemand(
                "PendingPod($p : pod, $n : priority)",
                "int i = 0; while ($n >= 0) { i++; } " + CONCLUDE);

    assertCutOff(ask(files, 1), "ran out of their budget");
  }

  @Test
  void aBodyThatDoesNothingForEverIsCutOff() {
    PolicyFiles files = aFolder().withDemand("PendingPod($p : pod)", "for (;;) { }");

    assertCutOff(ask(files, 1), "ran out of their budget");
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
  void aBodyWithALoopThatEndsIsAnOrdinaryBody() {
    PolicyFiles files =
        aFolder()
            .withDemand(
                "PendingPod($p : pod, $n : priority)",
                "int sum = 0; for (int i = 0; i < 10; i++) { sum += i; } if (sum == 45) { "
                    + CONCLUDE
                    + " }");

    assertThat(((PolicyAnswer.Answered<Demand>) ask(files, 1)).conclusions()).hasSize(1);
  }

  @Test
  void nothingIsConcludedByAnEvaluationThatWasCutOff() {
    PolicyFiles files =
        aFolder()
            .withDemand("PendingPod($p : pod)", CONCLUDE)
            .with(
                "scale-up/two.drl",
                PolicyFiles.demandRule(
                    "A second pod loops", "PendingPod(priority == 1)", "while (true) { }"));

    assertCutOff(ask(files, 3), "ran out of their budget");
  }

  @Test
  void anOrdinaryRuleEndsWithinTheSameBudget() {
    PolicyFiles files = aFolder().withDemand("PendingPod($p : pod)", CONCLUDE);

    assertThat(((PolicyAnswer.Answered<Demand>) ask(files, 2000)).conclusions()).hasSize(2000);
  }

  @Test
  void aRuleThatFailsIsToldAndConcludesNothing() {
    PolicyFiles files =
        aFolder().withDemand("PendingPod($p : pod, $n : priority)", "int x = 1 / $n; " + CONCLUDE);

    assertCutOff(ask(files, 1), "/ by zero");
  }

  @Test
  void tooManyFiringsAreCutOff() {
    EngineLimits few = new EngineLimits(10, 32 * 1024, 500, 5);
    PolicyFolder folder = aFolder().withDemand("PendingPod($p : pod)", CONCLUDE).folder();
    Compiled compiled = new PolicyCompiler(few, () -> Budget.ofSteps(100_000)).compile(folder);

    assertCutOff(((CompiledPolicies) compiled).demand(pods(10)), "fired 10 times");
  }
}
