package io.drover.rules.engine;

import static io.drover.rules.engine.PolicyFiles.aFolder;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.plan.PolicyAnswer;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CasesTest {
  private static final String POD =
      "PendingPod: {pod: a/b, priority: 1, pendingFor: PT1S, daemon: false, patience: PT0S, ignored: false}";

  private static List<String> problemsOf(String cases) {
    return aFolder()
        .withDemand("PendingPod($p : pod)", "insertLogical(new Demand($p));")
        .with("scale-up/one.cases.yaml", cases)
        .problems()
        .stream()
        .map(PolicyProblem::toString)
        .toList();
  }

  @Test
  void aCaseThatDoesNotHoldRefusesTheFolderAndIsNamed() {
    assertThat(problemsOf("- name: nobody is demand\n  given:\n  - " + POD + "\n  expect: []\n"))
        .containsExactly(
            "scale-up/one.cases.yaml:1: case \"nobody is demand\" expects [] but the rules conclude"
                + " [Demand[pod=a/b]] by the rule \"A pod is demand\"");
  }

  @Test
  void aCaseMaySayWhyAndIsHeldToIt() {
    String one = "- name: x\n  given:\n  - " + POD + "\n  expect:\n  - Demand: {pod: a/b}\n";

    assertThat(problemsOf(one + "  because: [NODE_EMPTY]\n"))
        .containsExactly(
            "scale-up/one.cases.yaml:1: case \"x\" expects it because of [NODE_EMPTY] but it is of"
                + " [PODS_UNSCHEDULABLE] by the rule \"A pod is demand\"");
    assertThat(problemsOf(one + "  because: [NODE_EMTY]\n"))
        .containsExactly(
            "scale-up/one.cases.yaml:1: case \"x\" is not readable: NODE_EMTY is no reason; did you"
                + " mean NODE_EMPTY?");
  }

  @Test
  void anUnknownTypeIsTold() {
    assertThat(problemsOf("- name: x\n  given:\n  - Pod: {}\n  expect: []\n"))
        .containsExactly(
            "scale-up/one.cases.yaml:1: case \"x\" is not readable: there is no Pod here,"
                + " only PendingPod, OfferingStats, GroupStats, ClusterStats, TimeOfDay, Calendar");
  }

  @Test
  void aMissingFieldIsTold() {
    assertThat(problemsOf("- name: x\n  given:\n  - PendingPod: {pod: a/b}\n  expect: []\n"))
        .singleElement()
        .asString()
        .contains("Missing creator property 'priority'");
  }

  @Test
  void anUnknownKeyIsTold() {
    assertThat(problemsOf("- name: x\n  givn: []\n  given: []\n  expect: []\n"))
        .singleElement()
        .asString()
        .contains("scale-up/one.cases.yaml:2")
        .contains("givn");
  }

  @Test
  void brokenYamlIsToldWithItsLine() {
    assertThat(problemsOf("- name: x\n  given: [\n"))
        .singleElement()
        .asString()
        .startsWith("scale-up/one.cases.yaml:");
  }

  @Test
  void anEmptyFolderConcludesNothing() {
    CompiledPolicies none = aFolder().policies();

    assertThat(none.growth(List.of(), List.of(), AroundNothing.HERE))
        .isEqualTo(new PolicyAnswer.Answered<>(List.of()));
    assertThat(none.unneeded(List.of(), List.of(), AroundNothing.HERE))
        .isEqualTo(new PolicyAnswer.Answered<>(List.of()));
    assertThat(none.evacuations(List.of())).isEqualTo(new PolicyAnswer.Answered<>(List.of()));
    assertThat(none.objections(List.of())).isEqualTo(new PolicyAnswer.Answered<>(List.of()));
  }

  @Test
  void theVersionFollowsTheContent() {
    PolicyFolder one = aFolder().with("a", "1").folder();

    assertThat(one.version()).isEqualTo(aFolder().with("a", "1").folder().version());
    assertThat(one.version()).isNotEqualTo(aFolder().with("a", "2").folder().version());
    assertThat(one.version()).isNotEqualTo(aFolder().with("b", "1").folder().version());
  }
}
