package io.drover.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The second line of defence: whatever got as far as a compiled class is judged there. */
final class AllowListTest {
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
        "Object all = new long[1 << 30];",
        "Object all = new int[1 << 20][1 << 20];",
        "io.drover.rules.engine.Deadline.check();",
        "insertLogical(new io.drover.rules.plan.Evacuation(null));",
        "insertLogical(new PendingPod($p, 1, null, false, null, false));"
      })
  void codeThatReachesOutIsRefused(String body) {
    assertThat(new RawRule("PendingPod($p : pod)", body).problems())
        .allMatch(problem -> problem.file().equals("scale-up/one.drl"))
        .allMatch(problem -> problem.rule().equals("A pod is demand"))
        .anyMatch(problem -> problem.text().contains("which a policy may not"));
  }

  @Test
  void aConditionThatReachesOutIsRefused() {
    assertThat(
            new RawRule(
                    "PendingPod($p : pod, System.nanoTime() > 0)", "insertLogical(new Demand($p));")
                .problems())
        .anyMatch(problem -> problem.text().contains("java.lang.System"));
  }
}
