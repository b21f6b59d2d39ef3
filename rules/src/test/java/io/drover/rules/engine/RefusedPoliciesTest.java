package io.drover.rules.engine;

import static io.drover.rules.engine.PolicyFiles.aFolder;
import static io.drover.rules.engine.PolicyFiles.demandRule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusedPoliciesTest {
  private static final String GOOD =
      demandRule("A pod is demand", "PendingPod($p : pod)", "insertLogical(new Demand($p));");

  static Stream<Arguments> forms() {
    return Stream.of(
        arguments("function", GOOD + "function int f() { return 1; }", "functions are"),
        arguments("function import", "import function java.lang.Math.max;\n" + GOOD, "functions"),
        arguments("declare", "declare Foo bar : int end\n" + GOOD, "declared types are"),
        arguments("global", "global java.util.List out;\n" + GOOD, "globals are"),
        arguments("import", "import java.util.List;\n" + GOOD, "import of java.util.List is not"),
        arguments("package", "package x;\n" + GOOD, "has no package line"),
        arguments("salience", GOOD.replace("when", "salience 10 when"), "attribute salience"),
        arguments("timer", GOOD.replace("when", "timer (int: 1s) when"), "attribute timer"),
        arguments("mvel", GOOD.replace("when", "dialect \"mvel\" when"), "attribute dialect"),
        arguments("two rules", GOOD + GOOD.replace("A pod is", "A Pod is"), "has one rule"),
        arguments("no rule", "import io.drover.rules.facts.*;", "has one rule"),
        arguments("no reason", GOOD.replace("@Reason(PODS_UNSCHEDULABLE)", ""), "has no @Reason"),
        arguments("unknown reason", GOOD.replace("PODS_UN", "XODS_UN"), "is not a reason"),
        arguments("slug", GOOD.replace("A pod is demand", "demand-1"), "is a sentence"),
        arguments(
            "accumulate",
            GOOD.replace("PendingPod($p : pod)", "accumulate(PendingPod(); $n : count())"),
            "are not allowed"),
        arguments("eval", GOOD.replace("($p : pod)", "($p : pod)\n eval(true)"), "only patterns"),
        arguments(
            "product",
            GOOD.replace("($p : pod)", "($p : pod)\n PendingPod()"),
            "needs a constraint"),
        arguments("too long", GOOD + "//" + "x".repeat(40_000), "bytes, at most"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void aFormThatAPolicyMayNotHaveIsRefused(String name, String source, String text) {
    assertThat(aFolder().with("scale-up/one.drl", source).problems())
        .as(name)
        .allMatch(problem -> problem.file().equals("scale-up/one.drl"))
        .anyMatch(problem -> problem.text().contains(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "System.exit(1);",
        "Runtime.getRuntime().halt(1);",
        "new Thread().start();",
        "java.nio.file.Files.delete(java.nio.file.Path.of(\"/x\"));",
        "$p.getClass();",
        "Class.forName(\"java.lang.Runtime\");",
        "System.currentTimeMillis();",
        "\"x\".repeat(2000000000);",
        "\"x\".matches(\"(x+)+y\");",
        "drools.getContext(Object.class);",
        "drools.getRuntime(Object.class);",
        "drools.halt();",
        "insert(new Demand($p));",
        "try { insertLogical(new Demand($p)); } catch (Throwable t) { }",
        "while (true) { try { $p.name(); } finally { continue; } }",
        "java.lang.invoke.MethodHandles.lookup();",
        "byte[] all = new byte[1]; java.util.Arrays.fill(all, (byte) 1);",
        "io.drover.rules.engine.Deadline.check();",
        "insertLogical(new io.drover.rules.plan.Evacuation(null));",
        "insertLogical(new PendingPod($p, 1, null, false));"
      })
  void codeThatReachesOutIsRefused(String body) {
    assertThat(aFolder().withDemand("PendingPod($p : pod)", body).problems())
        .allMatch(problem -> problem.file().equals("scale-up/one.drl"))
        .allMatch(problem -> problem.rule().equals("A pod is demand"))
        .anyMatch(problem -> problem.text().contains("which a policy may not"));
  }

  @Test
  void aConditionThatReachesOutIsRefused() {
    assertThat(
            aFolder()
                .withDemand(
                    "PendingPod($p : pod, System.nanoTime() > 0)", "insertLogical(new Demand($p));")
                .problems())
        .anyMatch(problem -> problem.text().contains("java.lang.System"));
  }

  @Test
  void aMistypedFieldIsToldWithFileLineAndRule() {
    assertThat(
            aFolder()
                .with("scale-up/good.drl", GOOD.replace("A pod is", "Another pod is"))
                .withDemand("PendingPod($p : pod, prio > 5)", "insertLogical(new Demand($p));")
                .problems())
        .first()
        .satisfies(
            problem -> {
              assertThat(problem.file()).isEqualTo("scale-up/one.drl");
              assertThat(problem.line()).isEqualTo(7);
              assertThat(problem.rule()).isEqualTo("A pod is demand");
              assertThat(problem.text()).contains("prio");
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
              assertThat(problem.line()).isEqualTo(8);
              assertThat(problem.rule()).isEqualTo("A pod is demand");
            });
  }

  @Test
  void aSyntaxErrorIsToldWithItsLine() {
    assertThat(aFolder().withDemand("PendingPod($p : )", "").problems())
        .first()
        .satisfies(problem -> assertThat(problem.line()).isEqualTo(7));
  }

  @Test
  void theSameNameTwiceIsRefused() {
    assertThat(aFolder().with("scale-up/a.drl", GOOD).with("scale-up/b.drl", GOOD).problems())
        .extracting(PolicyProblem::toString)
        .containsExactly(
            "scale-up/b.drl:4: rule \"A pod is demand\": has the same name as in scale-up/a.drl");
  }

  @Test
  void strayFilesAreRefused() {
    assertThat(
            aFolder()
                .with("other/x.drl", GOOD)
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
