package io.drover.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The rules that the document shows are rules. */
final class DocumentedRulesTest {
  private static final Path DOCUMENT = Path.of("../docs/policies.md");
  private static final Pattern RULE =
      Pattern.compile("```\\n(import io\\.drover.*?\\nend\\n)```", Pattern.DOTALL);

  @Test
  void compile() throws IOException {
    List<String> rules =
        RULE.matcher(Files.readString(DOCUMENT))
            .results()
            .map((MatchResult each) -> each.group(1))
            .toList();

    assertThat(rules).hasSize(3);
    for (String rule : rules) {
      String folder = rule.contains("new Unneeded(") ? "scale-down" : "scale-up";
      assertThat(PolicyFiles.aFolder().with(folder + "/one.drl", rule).policies().rules())
          .hasSize(1);
    }
  }
}
