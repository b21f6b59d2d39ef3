package io.drover.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.plan.PolicyAnswer;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each broken or hostile file is refused with its place, or cut off while it runs. */
@Timeout(60)
final class HostileFilesTest {
  private static final long STEPS = 50_000_000;
  private static final int FACTS = 2_000;

  static List<HostileFile> all() throws IOException {
    return HostileFile.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("all")
  void isRefusedOrCutOff(HostileFile file) {
    switch (file.folder().compiled(STEPS)) {
      case Compiled.Refused(String version, List<PolicyProblem> problems) ->
          assertRefused(file, problems);
      case CompiledPolicies policies -> assertRuns(file, policies);
    }
  }

  private static void assertRefused(HostileFile file, List<PolicyProblem> problems) {
    assertThat(file.outcome()).as("%s", problems).isEqualTo("refused");
    assertThat(problems)
        .allMatch(problem -> problem.file().equals(file.path()))
        .allMatch(problem -> problem.toString().length() < 1_000)
        .anyMatch(
            problem ->
                problem.text().contains(file.text())
                    && (file.line() == 0 || problem.line() == file.line()));
    if (file.isRule() && file.content().contains("rule \"A ") && file.line() > 6) {
      assertThat(problems).anyMatch(problem -> problem.rule().startsWith("A "));
    }
  }

  private static void assertRuns(HostileFile file, CompiledPolicies policies) {
    List<PolicyAnswer<?>> answers = new ManyFacts(FACTS).answers(policies);

    assertThat(file.outcome()).as("%s was compiled", file.path()).isNotEqualTo("refused");
    assertThat(answers.stream().anyMatch(PolicyAnswer.CutOff.class::isInstance))
        .isEqualTo(file.outcome().equals("cut off"));
    if (file.outcome().equals("cut off")) {
      assertThat(answers).anyMatch(answer -> answer.toString().contains(file.text()));
    }
  }

  @Test
  void thereAreMoreThanSixty() throws IOException {
    assertThat(all()).hasSizeGreaterThan(60);
  }
}
