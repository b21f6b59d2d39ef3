package io.drover.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code drover convert vpsie} as a shell sees it. */
class ConvertCommandTest {
  private static final Path DOCUMENT =
      Path.of("src/test/resources/io/drover/daemon/convert/document.yaml");

  @TempDir private Path folder = Path.of("unset");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int drover(String... args) {
    return Drover.line()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Test
  void helpTellsWhereTheFilesComeFrom() {
    assertThat(drover("convert", "--help")).isEqualTo(Exit.OK);
    assertThat(drover("convert", "vpsie", "--help")).isEqualTo(Exit.OK);
    assertThat(out.toString())
        .contains("Usage: drover convert vpsie", "kubectl get nodegroups.autoscaler.vpsie.com")
        .doesNotContain("=<", "${");
  }

  @Test
  void withoutAFolderEverythingIsPrinted() {
    assertThat(drover("convert", "vpsie", "-f", DOCUMENT.toString())).isEqualTo(Exit.OK);
    assertThat(out.toString())
        .contains("# ---- drover-vpsie.yaml", "# ---- nodegroups.yaml", "# ---- report")
        .contains("The move, in this order", "The way back, in this order");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void filesAreWrittenOnce() throws IOException {
    String to = folder.resolve("new").toString();

    assertThat(drover("convert", "vpsie", "-f", DOCUMENT.toString(), "--out", to))
        .isEqualTo(Exit.OK);
    assertThat(folder.resolve("new/drover-vpsie.yaml")).content().contains("kind: vpsie");
    assertThat(out.toString()).doesNotContain("# ----");
    Files.writeString(folder.resolve("new/nodegroups.yaml"), "mine");
    assertThat(drover("convert", "vpsie", "-f", DOCUMENT.toString(), "--out", to))
        .isEqualTo(Exit.PROBLEMS);
    assertThat(err.toString()).contains("is there already; nothing was written");
    assertThat(folder.resolve("new/nodegroups.yaml")).hasContent("mine");
  }

  @Test
  void theReportIsJsonForMachines() throws IOException {
    assertThat(
            drover(
                "convert", "vpsie", "-f", DOCUMENT.toString(), "--cluster", "main", "-o", "json"))
        .isEqualTo(Exit.OK);

    JsonNode report = new ObjectMapper().readTree(out.toString());
    assertThat(report.path("lines").path(0).path("outcome").asText()).isEqualTo("NOT_NEEDED");
    assertThat(report.path("files").path("drover-vpsie.yaml").asText()).contains("main:");
    assertThat(report.path("steps").size()).isEqualTo(9);
  }

  @Test
  void theShapeIsChosen() {
    assertThat(drover("convert", "vpsie", "-f", DOCUMENT.toString(), "--shape", "apps-v2"))
        .isEqualTo(Exit.OK);
    assertThat(out.toString()).contains("shape: apps-v2", "endpoint: https://api.vpsie.com\n");
    assertThat(drover("convert", "vpsie", "-f", DOCUMENT.toString(), "--shape", "other"))
        .isEqualTo(Exit.USAGE);
  }

  @Test
  void problemsAreOneLineAndHaveTheirCode() throws IOException {
    Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "kind: NodeGroup\nspec: {}\n");

    assertThat(drover("convert", "vpsie", "-f", wrong.toString())).isEqualTo(Exit.PROBLEMS);
    assertThat(err.toString())
        .startsWith("drover: " + wrong + ", document 1 (NodeGroup): metadata.name: ")
        .hasLineCount(1);
    assertThat(drover("convert", "vpsie", "-f", folder.resolve("none").toString()))
        .isEqualTo(Exit.PROBLEMS);
    assertThat(drover("convert", "vpsie")).isEqualTo(Exit.USAGE);
    assertThat(out.toString()).isEmpty();
  }
}
