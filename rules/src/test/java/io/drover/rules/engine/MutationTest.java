package io.drover.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Budget;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whether the cases of the shipped rules would notice if a rule said something else. */
final class MutationTest {
  private static final PolicyFolder SHIPPED = PolicyFiles.shipped();

  private static List<Mutant> all() {
    return SHIPPED.files().entrySet().stream()
        .filter(file -> file.getKey().endsWith(".drl"))
        .flatMap(
            file ->
                Mutant.of(file.getKey(), new String(file.getValue(), StandardCharsets.UTF_8))
                    .stream())
        .toList();
  }

  static List<Mutant> near() {
    return all().stream().filter(Mutant::near).toList();
  }

  static List<Mutant> others() {
    return all().stream().filter(mutant -> !mutant.near()).toList();
  }

  private static Compiled compiled(Mutant mutant) {
    String folder = mutant.path().substring(0, mutant.path().indexOf('/') + 1);
    Map<String, byte[]> files = new TreeMap<>(SHIPPED.files());
    files.keySet().removeIf(path -> !path.startsWith(folder));
    files.put(mutant.path(), mutant.source().getBytes(StandardCharsets.UTF_8));
    return new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(100_000))
        .compile(new PolicyFolder(files));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("near")
  void aSlipIsNoticedByACase(Mutant mutant) {
    assertNoticed(mutant);
  }

  @Tag("full")
  @ParameterizedTest(name = "{0}")
  @MethodSource("others")
  void anyOtherChangeIsNoticedByACase(Mutant mutant) {
    assertNoticed(mutant);
  }

  /** By a case, or by the reader of rules, to which not every change is a rule. */
  private static void assertNoticed(Mutant mutant) {
    if (isRule(mutant)) {
      assertThat(compiled(mutant))
          .as("%s survives its cases", mutant)
          .isInstanceOfSatisfying(
              Compiled.Refused.class,
              refused ->
                  assertThat(refused.problems())
                      .allMatch(problem -> problem.file().endsWith(".cases.yaml")));
    }
  }

  private static boolean isRule(Mutant mutant) {
    Decision decision = Decision.ofPath(mutant.path()).orElseThrow();
    return new RuleParser(EngineLimits.DEFAULT, decision, mutant.path(), problem -> {})
        .parse(mutant.source().getBytes(StandardCharsets.UTF_8))
        .isPresent();
  }

  @Test
  void everyShippedRuleHasMutants() {
    assertThat(all()).extracting(Mutant::path).contains(rules());
    assertThat(near()).extracting(Mutant::path).contains(rules());
  }

  private static String[] rules() {
    return SHIPPED.files().keySet().stream()
        .filter(path -> path.endsWith(".drl"))
        .toArray(String[]::new);
  }
}
