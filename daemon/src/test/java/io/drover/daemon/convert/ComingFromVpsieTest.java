package io.drover.daemon.convert;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.daemon.wiring.Policies;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.PolicyFolder;
import io.drover.verticles.cluster.kubernetes.GroupFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The page for those who come from the VPSie autoscaler keeps its word. */
class ComingFromVpsieTest {
  private static final Path ROOT = Path.of("..");
  private static final int DOCUMENT_ROWS = 173;
  private static final int SOURCE_ROWS = 21;

  /** Id, state. */
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| ([VX][0-9]{3}) \\| [^|]+ \\| ([^|]+) \\| .*\\|$");

  private static final Pattern STATE =
      Pattern.compile("works( differently)?( \\(`[A-Za-z]+`\\))?|not yet|no");
  private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+(?:Test|IT))`");
  private static final Pattern RULE =
      Pattern.compile("```\n(import [^`]*rule \"[^`]*end\n)```", Pattern.DOTALL);
  private static final Pattern GROUPS =
      Pattern.compile("```yaml\n(apiVersion: drover.dev[^`]*)```", Pattern.DOTALL);

  private static String page() throws IOException {
    return Files.readString(ROOT.resolve("docs/coming-from-vpsie.md"));
  }

  private static List<MatchResult> rows() throws IOException {
    return ROW.matcher(page()).results().toList();
  }

  @Test
  void hasEveryRowOnce() throws IOException {
    List<String> all =
        Stream.concat(
                IntStream.rangeClosed(1, DOCUMENT_ROWS).mapToObj("V%03d"::formatted),
                IntStream.rangeClosed(1, SOURCE_ROWS).mapToObj("X%03d"::formatted))
            .toList();

    assertThat(rows().stream().map(row -> row.group(1))).containsExactlyElementsOf(all);
  }

  @Test
  void givesEachRowAStateAndWhatWorksATest() throws IOException {
    for (MatchResult row : rows()) {
      assertThat(row.group(2)).as(row.group(1)).matches(STATE);
      if (row.group(2).startsWith("works (")) {
        assertThat(row.group(2)).as(row.group(1)).containsPattern(TEST);
      }
      assertThat(row.group(2)).as(row.group(1)).isNotEqualTo("works");
    }
  }

  @Test
  void namesOnlyTestsThatThereAre() throws IOException {
    Set<String> named =
        TEST.matcher(page())
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(named).isNotEmpty();
    assertThat(testClasses()).containsAll(named);
  }

  private static Set<String> testClasses() throws IOException {
    Set<String> classes = new TreeSet<>();
    for (String module : List.of("rules", "verticles", "daemon", "daemon/doubles")) {
      try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
        files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(".java"))
            .map(name -> name.substring(0, name.length() - ".java".length()))
            .forEach(classes::add);
      }
    }
    return classes;
  }

  static List<String> rules() throws IOException {
    return RULE.matcher(page()).results().map(found -> found.group(1)).toList();
  }

  @ParameterizedTest
  @MethodSource("rules")
  void showsRulesThatAreRules(String rule) {
    PolicyFolder folder =
        new PolicyFolder(Map.of("scale-up/shown.drl", rule.getBytes(StandardCharsets.UTF_8)));

    assertThat(Policies.compiler().compile(folder)).isInstanceOf(CompiledPolicies.class);
  }

  @Test
  void showsTheRulesAndGroupsThatTheReportSendsTo() throws IOException {
    assertThat(rules()).hasSize(2);
    for (String heading : List.of("A preferred type", "Memory pressure", "Several datacenters")) {
      assertThat(page()).contains("\n### " + heading + "\n");
      assertThat(Examples.full().report()).contains("'" + heading + "'");
    }
    String groups = GROUPS.matcher(page()).results().findFirst().orElseThrow().group(1);
    assertThat(GroupFile.read(groups)).hasSize(2);
  }

  @Test
  void givesTheCommandsThatTheConversionGives() throws IOException {
    String page = page();
    Converted converted = Examples.document();

    assertThat(page)
        .contains("kubectl -n kube-system scale deployment vpsie-autoscaler --replicas=0")
        .contains("kubectl -n kube-system scale deployment vpsie-autoscaler --replicas=1");
    converted.files().keySet().forEach(file -> assertThat(page).contains("vpsie/" + file));
    assertThat(converted.steps()).hasSize(9);
    assertThat(page).contains("\n9. **Days later:**").doesNotContain("\n10. ");
  }
}
