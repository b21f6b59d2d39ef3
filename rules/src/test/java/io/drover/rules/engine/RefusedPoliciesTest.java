package io.drover.rules.engine;

import static io.drover.rules.engine.PolicyFiles.aFolder;
import static io.drover.rules.engine.PolicyFiles.goodRule;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class RefusedPoliciesTest {
  @Test
  void aMistypedFieldIsToldWithFileLineAndRule() {
    assertThat(
            aFolder()
                .with("scale-up/good.drl", goodRule().replace("A pod is", "Another pod is"))
                .withDemand("PendingPod($p : pod, prio > 5)", "insertLogical(new Demand($p));")
                .problems())
        .first()
        .satisfies(
            problem -> {
              assertThat(problem.file()).isEqualTo("scale-up/one.drl");
              assertThat(problem.line()).isEqualTo(7);
              assertThat(problem.rule()).isEqualTo("A pod is demand");
              assertThat(problem.text())
                  .isEqualTo(
                      "unknown field prio of PendingPod; fields: daemon, ignored, patience, pendingFor, pod, priority");
            });
  }

  @Test
  void aWrongBodyIsToldWithFileLineAndRule() {
    assertThat(
            aFolder()
                .withDemand("PendingPod($p : pod)", "insertLogical(new Demand(17));")
                .problems())
        .first()
        .satisfies(
            problem -> {
              assertThat(problem.file()).isEqualTo("scale-up/one.drl");
              assertThat(problem.line()).isEqualTo(9);
              assertThat(problem.rule()).isEqualTo("A pod is demand");
            });
  }

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    assertThat(
            aFolder()
                .withDemand(
                    "PendingPod($p : pod, prio > 5, daemon > 1)", "insertLogical(new Demand(1));")
                .problems())
        .extracting(PolicyProblem::line)
        .containsExactly(7, 7, 9);
  }

  @Test
  void aSyntaxErrorIsToldWithItsLine() {
    assertThat(aFolder().withDemand("PendingPod($p : )", "").problems())
        .first()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(7));
  }

  @Test
  void theSameNameTwiceIsRefused() {
    assertThat(
            aFolder()
                .with("scale-up/a.drl", goodRule())
                .with("scale-up/b.drl", goodRule())
                .problems())
        .extracting(PolicyProblem::toString)
        .containsExactly(
            "scale-up/b.drl:4: rule \"A pod is demand\": has the same name as in scale-up/a.drl");
  }

  @Test
  void strayFilesAreRefused() {
    assertThat(
            aFolder()
                .with("other/x.drl", goodRule())
                .with("scale-up/x.txt", "")
                .with("scale-up/y.cases.yaml", "[]")
                .with("README.md", "")
                .problems())
        .extracting(PolicyProblem::toString)
        .containsExactly(
            "other/x.drl: is not in scale-up, scale-down, safety or spot",
            "scale-up/x.txt: is neither a .drl nor a .cases.yaml file",
            "scale-up/y.cases.yaml: has no scale-up/y.drl beside it");
  }
}
