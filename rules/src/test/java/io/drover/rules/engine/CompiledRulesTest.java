package io.drover.rules.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Budget;
import io.drover.rules.plan.PolicyAnswer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Rules that a former process has compiled. */
class CompiledRulesTest {
  private final Shelf shelf = new Shelf();

  /** Keeps them in memory, and counts. */
  private static final class Shelf implements CompiledRules {
    final Map<String, byte[]> rules = new HashMap<>();
    final Set<String> passed = new HashSet<>();
    int kept;

    @Override
    public Optional<byte[]> find(String key) {
      return passed.contains(key) ? Optional.of(new byte[0]) : Optional.ofNullable(rules.get(key));
    }

    @Override
    public void keep(String key, byte[] compiled) {
      if (compiled.length == 0) {
        passed.add(key);
      } else {
        rules.put(key, compiled);
        kept++;
      }
    }
  }

  private CompiledPolicies compiled(PolicyFolder folder) {
    return (CompiledPolicies)
        new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(1_000_000), shelf)
            .compile(folder);
  }

  private static List<PolicyAnswer<?>> answers(CompiledPolicies policies) {
    return new ManyFacts(20).answers(policies);
  }

  @Test
  void decideTheSameWhenTheyAreFoundAgain() {
    CompiledPolicies first = compiled(PolicyFiles.shipped());
    assertThat(shelf.kept).isEqualTo(4);

    CompiledPolicies second = compiled(PolicyFiles.shipped());

    assertThat(shelf.kept).isEqualTo(4);
    assertThat(second.rules()).isEqualTo(first.rules());
    assertThat(answers(second)).isEqualTo(answers(first));
    assertThat(second.coverage().toString()).isEqualTo(first.coverage().toString());
  }

  /** Cases take longer than to load what they are about. */
  @Test
  void runNoCasesThatHavePassedUnlessTheirCoverageIsAskedFor() {
    CompiledPolicies first = compiled(PolicyFiles.shipped());
    AtomicInteger evaluations = new AtomicInteger();
    CompiledPolicies found =
        (CompiledPolicies)
            new PolicyCompiler(
                    EngineLimits.DEFAULT,
                    () -> {
                      evaluations.incrementAndGet();
                      return Budget.ofSteps(1_000_000);
                    },
                    shelf)
                .compile(PolicyFiles.shipped());

    assertThat(evaluations).hasValue(0);
    assertThat(found.coverage().toString()).isEqualTo(first.coverage().toString());
    assertThat(evaluations).hasValueGreaterThan(100);
  }

  @Test
  void casesThatFailFailAgain() {
    Map<String, byte[]> wrong = new TreeMap<>(PolicyFiles.shipped().files());
    wrong.computeIfPresent(
        "spot/interrupted-node.drl",
        (path, text) ->
            new String(text, UTF_8)
                .replace("INTERRUPTION,", "SCHEDULED_MAINTENANCE,")
                .getBytes(UTF_8));
    for (int i = 0; i < 2; i++) {
      assertThat(
              new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(1_000_000), shelf)
                  .compile(new PolicyFolder(wrong)))
          .isInstanceOf(Compiled.Refused.class);
    }
  }

  @Test
  void areBoundedByTheSameBudget() {
    var unused = compiled(PolicyFiles.shipped());
    AtomicLong steps = new AtomicLong(1_000_000);
    CompiledPolicies found =
        (CompiledPolicies)
            new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(steps.get()), shelf)
                .compile(PolicyFiles.shipped());

    steps.set(5);

    assertThat(shelf.kept).isEqualTo(4);
    assertThat(answers(found)).allMatch(PolicyAnswer.CutOff.class::isInstance);
  }

  @Test
  void areCompiledAnewWhereARuleIsAnother() {
    var unused = compiled(PolicyFiles.shipped());
    Map<String, byte[]> edited = new TreeMap<>(PolicyFiles.shipped().files());
    edited.computeIfPresent(
        "safety/held-group.drl",
        (path, text) -> new String(text, UTF_8).replace("is kept\"", "stays\"").getBytes(UTF_8));

    CompiledPolicies next = compiled(new PolicyFolder(edited));

    assertThat(shelf.kept).isEqualTo(5);
    assertThat(next.rules()).contains("A node of a group that somebody holds stays");
  }

  @Test
  void areCompiledAnewWhereTheyAreDamaged() {
    CompiledPolicies first = compiled(PolicyFiles.shipped());
    shelf.rules.replaceAll((key, rules) -> new byte[] {'P', 'K', 3, 4, 0});
    assertThat(answers(compiled(PolicyFiles.shipped()))).isEqualTo(answers(first));
    assertThat(shelf.kept).isEqualTo(8);

    shelf.rules.replaceAll((key, rules) -> changed(rules, bytes -> new byte[] {1, 2, 3}));
    assertThat(answers(compiled(PolicyFiles.shipped()))).isEqualTo(answers(first));
    assertThat(shelf.kept).isEqualTo(12);
  }

  /** Rules that say nothing would object to nothing. */
  @Test
  void areCompiledAnewWhereRulesAreMissingAmongThem() {
    CompiledPolicies first = compiled(PolicyFiles.shipped());
    shelf.rules.replaceAll((key, rules) -> new byte[0]);
    assertThat(answers(compiled(PolicyFiles.shipped()))).isEqualTo(answers(first));
    assertThat(shelf.kept).isEqualTo(8);

    Map<String, byte[]> fewer = new TreeMap<>(PolicyFiles.shipped().files());
    fewer.keySet().removeIf(path -> path.startsWith("safety/held-group"));
    Shelf other = new Shelf();
    var unused =
        new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(1_000_000), other)
            .compile(new PolicyFolder(fewer));
    shelf.rules.entrySet().stream()
        .filter(mine -> !other.rules.containsKey(mine.getKey()))
        .forEach(
            mine ->
                other.rules.forEach(
                    (key, rules) -> {
                      if (!shelf.rules.containsKey(key)) {
                        mine.setValue(rules);
                      }
                    }));
    assertThat(answers(compiled(PolicyFiles.shipped()))).isEqualTo(answers(first));
    assertThat(shelf.kept).isEqualTo(9);
  }

  /** Somebody who may write to the state directory has put another class there. */
  @Test
  void areCompiledAnewWhereAClassIsAmongThemThatMayNotBe() throws IOException {
    CompiledPolicies first = compiled(PolicyFiles.shipped());
    byte[] foreign;
    try (InputStream in = CompiledRulesTest.class.getResourceAsStream("CompiledRulesTest.class")) {
      foreign = requireNonNull(in).readAllBytes();
    }
    shelf.rules.replaceAll((key, rules) -> changed(rules, bytes -> foreign));

    assertThat(answers(compiled(PolicyFiles.shipped()))).isEqualTo(answers(first));
    assertThat(shelf.kept).isEqualTo(8);
  }

  /** With other content in each class. */
  private static byte[] changed(byte[] jar, UnaryOperator<byte[]> change) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipInputStream in = new ZipInputStream(new ByteArrayInputStream(jar));
        ZipOutputStream out = new ZipOutputStream(bytes)) {
      for (ZipEntry each = in.getNextEntry(); each != null; each = in.getNextEntry()) {
        out.putNextEntry(new ZipEntry(each.getName()));
        byte[] content = in.readAllBytes();
        out.write(each.getName().endsWith(".class") ? change.apply(content) : content);
        out.closeEntry();
      }
    } catch (IOException cannotHappenInMemory) {
      throw new AssertionError(cannotHappenInMemory);
    }
    return bytes.toByteArray();
  }
}
