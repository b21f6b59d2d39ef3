package io.drover.daemon.config;

import static io.drover.daemon.config.ConfigTexts.LEAST;
import static io.drover.daemon.config.ConfigTexts.parsed;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedConfigTest {
  private static final Path FOLDER = Path.of("..", "config");

  @Test
  void shipsAConfigurationWithoutProblems() throws IOException {
    assertThat(parsed(Files.readString(FOLDER.resolve("drover.yaml"))).nodeGroups())
        .containsOnlyKeys("general");
  }

  @Test
  void showsItsDefaultsAsTheyAre() throws IOException {
    String shipped = Files.readString(FOLDER.resolve("drover.yaml"));
    String everythingSaid =
        shipped
            .lines()
            .map(
                line ->
                    Pattern.compile("^( *)# ( *[a-zA-Z]+:.*)$").matcher(line).replaceFirst("$1$2"))
            .filter(line -> !line.contains("Check it with") && !line.contains("shows its default"))
            .filter(line -> !line.contains(" context:") && !line.contains(" uid:"))
            .filter(line -> !line.contains(" credentials:") && !line.contains("site:"))
            .collect(Collectors.joining("\n"));
    DroverConfig said = parsed(everythingSaid);
    assertThat(said.clusters().values()).anyMatch(cluster -> cluster.metrics() != null);
    assertThat(said.spot()).isNotNull();
    assertThat(ConfigDiff.between(parsed(shipped), said).changes())
        .extracting(ConfigDiff.Change::path)
        .allMatch(path -> path.contains(".metrics.") || path.startsWith("spot."));
  }

  static List<Path> examples() throws IOException {
    try (var files = Files.list(FOLDER.resolve("examples"))) {
      return files.sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void shipsExamplesThatFitIntoAConfiguration(Path example) throws IOException {
    assertThat(parsed(LEAST + Files.readString(example)).nodeGroups()).isNotEmpty();
  }
}
