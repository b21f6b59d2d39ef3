package io.drover.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Budget;
import io.drover.rules.plan.PolicyAnswer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Policies that are edited for years leave nothing behind. */
final class ReloadsTest {
  /** Caches are filled and code is compiled after so many. */
  private static final int WARM = 200;

  private static final int RELOADS = 1_000;
  private static final long MEBIBYTE = 1 << 20;

  /** What still moves a little; a single version that stays takes more than that in 800. */
  private static final long MOST = 8 * MEBIBYTE;

  /** Bytes in use after a collection. */
  private record Use(long heap, long metaspace) {
    static Use now() {
      for (int i = 0; i < 3; i++) {
        System.gc();
      }
      long heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
      long metaspace =
          ManagementFactory.getMemoryPoolMXBeans().stream()
              .filter(pool -> pool.getName().equals("Metaspace"))
              .map(MemoryPoolMXBean::getUsage)
              .mapToLong(usage -> usage.getUsed())
              .sum();
      return new Use(heap, metaspace);
    }
  }

  @Test
  @Tag("full")
  void aThousandReloadsKeepNothing() {
    PolicyCompiler compiler =
        new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(1_000_000));
    ManyFacts facts = new ManyFacts(50);
    Use warm = Use.now();
    for (int i = 1; i <= RELOADS; i++) {
      CompiledPolicies policies = (CompiledPolicies) compiler.compile(edited(i));
      List<PolicyAnswer<?>> answers = facts.answers(policies);
      assertThat(answers).noneMatch(PolicyAnswer.CutOff.class::isInstance);
      if (i == WARM) {
        warm = Use.now();
      }
    }
    Use last = Use.now();
    String seen = "after %d reloads %s, after %d %s".formatted(WARM, warm, RELOADS, last);
    assertThat(last.heap() - warm.heap()).as(seen).isLessThan(MOST);
    assertThat(last.metaspace() - warm.metaspace()).as(seen).isLessThan(MOST);
  }

  /** The shipped folder, another version each time. */
  private static PolicyFolder edited(int number) {
    Map<String, byte[]> files = new HashMap<>(PolicyFiles.shipped().files());
    files.computeIfPresent(
        "safety/bare-pods.drl",
        (path, bytes) ->
            (new String(bytes, StandardCharsets.UTF_8) + "\n// edit " + number + "\n")
                .getBytes(StandardCharsets.UTF_8));
    return new PolicyFolder(files);
  }
}
