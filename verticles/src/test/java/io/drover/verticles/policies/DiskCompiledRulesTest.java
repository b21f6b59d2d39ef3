package io.drover.verticles.policies;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.engine.CompiledRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCompiledRulesTest {
  private final Path folder;

  DiskCompiledRulesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private static byte[] bytes(int number) {
    return new byte[] {(byte) number, (byte) (number >> 8)};
  }

  private CompiledRules of(String build) {
    try {
      Path jar = Files.writeString(folder.resolve("rules.jar"), build);
      return DiskCompiledRules.of(folder.resolve("compiled"), jar);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder.resolve("compiled"))) {
      return all.filter(Files::isRegularFile).toList();
    }
  }

  @Test
  void areFoundByTheNextProcessOfTheSameBuild() {
    assertThat(of("one").find("a")).isEmpty();
    of("one").keep("a", bytes(1));

    assertThat(of("one").find("a")).hasValue(bytes(1));
    assertThat(of("one").find("b")).isEmpty();
  }

  @Test
  void areNotFoundWhereOnlyAPartOfThemWasWritten() throws IOException {
    of("one").keep("a", bytes(300));
    of("one").keep("passed", new byte[0]);
    assertThat(of("one").find("passed")).hasValue(new byte[0]);

    for (Path file : files()) {
      byte[] all = Files.readAllBytes(file);
      for (int length = 0; length < all.length; length++) {
        Files.write(file, Arrays.copyOf(all, length));
        assertThat(of("one").find(file.getFileName().toString())).as("%s bytes", length).isEmpty();
      }
    }
  }

  @Test
  void ofAnotherBuildAreDeleted() throws IOException {
    of("one").keep("a", bytes(1));

    assertThat(of("two").find("a")).isEmpty();
    assertThat(files()).isEmpty();
  }

  @Test
  void areKeptUpToSoMany() throws IOException {
    CompiledRules rules = of("one");
    for (int i = 0; i < 50; i++) {
      rules.keep("k" + i, bytes(i));
    }

    assertThat(files()).hasSize(40);
  }

  @Test
  void areNotKeptWhereThereIsNoRoomForThem() throws IOException {
    Files.writeString(folder.resolve("compiled"), "a file, no folder");
    Path jar = Files.writeString(folder.resolve("rules.jar"), "one");
    CompiledRules rules = DiskCompiledRules.of(folder.resolve("compiled"), jar);

    rules.keep("a", bytes(1));

    assertThat(rules.find("a")).isEmpty();
  }
}
