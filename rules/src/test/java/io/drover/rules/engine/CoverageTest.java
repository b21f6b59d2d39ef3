package io.drover.rules.engine;

import static io.drover.rules.engine.PolicyFiles.aFolder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import org.junit.jupiter.api.Test;

final class CoverageTest {
  private static String oneCase(String name, int priority, boolean demand) {
    return """
        - name: %s
          given:
          - PendingPod: {pod: a/b, priority: %d, pendingFor: PT1S, daemon: false, patience: PT0S, ignored: false}
          expect: [%s]
        """
        .formatted(name, priority, demand ? "{Demand: {pod: a/b}}" : "");
  }

  private static Coverage coverage(String condition, String cases) {
    return aFolder()
        .withDemand("PendingPod($p : pod, " + condition + ")", "insertLogical(new Demand($p));")
        .with("scale-up/one.cases.yaml", cases)
        .policies()
        .coverage();
  }

  @Test
  void aRuleWithoutCasesIsNotCovered() {
    Coverage coverage = coverage("priority > 5", "[]");

    assertThat(coverage.complete()).isFalse();
    assertThat(coverage.text())
        .isEqualTo(
            """
            scale-up/one.drl: fires in 0 of its cases, not in 0
              line 7: priority > 5, never holds, never fails, never at its edge
            """);
  }

  @Test
  void bothSidesAreNotYetTheEdge() {
    Coverage coverage = coverage("priority > 5", oneCase("a", 9, true) + oneCase("b", 1, false));

    assertThat(coverage.text())
        .isEqualTo(
            """
            scale-up/one.drl: fires in 1 of its cases, not in 1
              line 7: priority > 5, never at its edge
            """);
  }

  @Test
  void theEdgeAndBothSidesAreAll() {
    Coverage coverage = coverage("priority > 5", oneCase("a", 6, true) + oneCase("b", 5, false));

    assertThat(coverage.complete()).isTrue();
    assertThat(coverage.text()).endsWith("  line 7: priority > 5, covered\n");
  }

  @Test
  void anEqualityHasTwoSidesAndNoEdge() {
    Coverage coverage =
        coverage("pod.name == \"b\" || pendingFor > pendingFor", oneCase("a", 6, true));

    assertThat(coverage.rules().getFirst().edges())
        .extracting(Coverage.Edge::comparison, Coverage.Edge::covered)
        .containsExactly(
            tuple("pod.name == \"b\"", false), tuple("pendingFor > pendingFor", false));
  }
}
