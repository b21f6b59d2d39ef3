package io.drover.rules.engine;

import static io.drover.rules.engine.PolicyFiles.aFolder;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules that {@code docs/policies.md} shows are rules. */
final class DocumentedRulesTest {
  private static final Pattern RULE =
      Pattern.compile("```\n(import [^`]*rule \"[^`]*end\n)```", Pattern.DOTALL);

  static List<String> shown() throws IOException {
    return RULE.matcher(Files.readString(Path.of("../docs/policies.md")))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("shown")
  void compiles(String rule) {
    boolean ofNodes = rule.contains("new Unneeded(") || rule.contains("new Kept(");
    String folder = ofNodes ? "scale-down" : "scale-up";
    assertThat(aFolder().with(folder + "/shown.drl", rule).policies().rules()).hasSize(1);
  }

  /** Each shipped rule is in the table of what it stands for elsewhere, and in that of reasons. */
  @Test
  void tellWhatEachShippedRuleIs() throws IOException {
    String document = Files.readString(Path.of("../docs/policies.md"));
    String elsewhere = document.substring(document.indexOf("### What each rule stands for"));
    for (String path : PolicyFiles.shipped().files().keySet()) {
      if (path.endsWith(".drl")) {
        String rule = path.substring(0, path.length() - ".drl".length());
        assertThat(document).contains("| `" + rule + "`: ");
        assertThat(elsewhere).contains(rule.substring(rule.indexOf('/') + 1) + "`");
      }
    }
  }
}
