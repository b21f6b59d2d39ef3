package io.drover.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/policies.md} shows what {@code drover explain} prints. */
class SituationsTest {
  private static final Path DOCUMENT = Path.of("../docs/policies.md");
  private static final String BEGIN = "<!-- explain:begin -->\n";
  private static final String END = "<!-- explain:end -->\n";

  /** Another with each rule that is edited, which the document need not follow. */
  private static final Pattern VERSION = Pattern.compile("policies [0-9a-f]{12}");

  /** With {@code -Dexplain.rewrite=true} the document is written anew. */
  @Test
  void theDocumentShowsTenSituationsAsTheyAreTold() throws IOException {
    String document = Files.readString(DOCUMENT);
    int begin = document.indexOf(BEGIN) + BEGIN.length();
    int end = document.indexOf(END);
    assertThat(end).as("markers in %s", DOCUMENT).isGreaterThanOrEqualTo(begin);

    if (Boolean.getBoolean("explain.rewrite")) {
      Files.writeString(
          DOCUMENT, document.substring(0, begin) + rendered() + document.substring(end));
    } else {
      assertThat(document.substring(begin, end)).isEqualTo(rendered());
    }
  }

  private static String rendered() {
    StringBuilder text = new StringBuilder();
    Situations.told()
        .forEach(
            (title, told) ->
                text.append("\n### ")
                    .append(title)
                    .append("\n\n```\n")
                    .append(VERSION.matcher(told).replaceAll("policies d485e1ab7df1"))
                    .append("\n```\n"));
    return text.append('\n').toString();
  }
}
