package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.Distribution;
import io.drover.ground.OwnedProcess;
import io.drover.ground.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The cache of {@code drover-aot} serves the files that it was made of, and no others: builds are
 * reproducible, so that jars of two versions can agree in size and time stamp.
 */
class AotCacheIT {
  private static final Duration DEADLINE = Duration.ofMinutes(3);

  @Test
  void servesOnlyTheFilesThatItWasMadeOf() throws IOException {
    Path copy = copied(Distribution.folder());
    try {
      servesOnlyWhatItWasMadeOf(copy);
    } finally {
      delete(copy);
    }
  }

  private static void servesOnlyWhatItWasMadeOf(Path copy) throws IOException {
    String trained = end(copy, "bin/drover-aot");
    assertThat(copy.resolve("lib/drover.aot")).as(trained).isNotEmptyFile();
    assertThat(end(copy, "bin/drover", "version")).contains("-XX:AOTCache=", "drover 0.1.0");

    replaceWithItsLike(copy.resolve("lib/daemon-0.1.0.jar"));

    assertThat(end(copy, "bin/drover", "version"))
        .doesNotContain("-XX:AOTCache=")
        .contains("drover 0.1.0");
  }

  /** Another file with the same name, size, bytes and time stamp. */
  private static void replaceWithItsLike(Path jar) throws IOException {
    FileTime stamp = Files.getLastModifiedTime(jar);
    byte[] bytes = Files.readAllBytes(jar);
    Await.until(
        DEADLINE,
        "another second",
        () -> System.currentTimeMillis() / 1000 > changed(jar).toMillis() / 1000);
    Files.delete(jar);
    Files.write(jar, bytes);
    Files.setLastModifiedTime(jar, stamp);
  }

  private static FileTime changed(Path file) {
    try {
      return (FileTime) Files.getAttribute(file, "unix:ctime");
    } catch (IOException gone) {
      throw new AssertionError(gone);
    }
  }

  private static String end(Path distribution, String program, String... args) {
    Path log = Scratch.folder("aot").resolve("log");
    List<String> command =
        Stream.concat(Stream.of(distribution.resolve(program).toString()), Stream.of(args))
            .toList();
    Map<String, String> env =
        Map.of(
            "JAVA_HOME",
            Distribution.javaHome().toString(),
            "DROVER_JAVA_OPTS",
            "-XX:+PrintCommandLineFlags");
    try (OwnedProcess process = OwnedProcess.start(command, env, log)) {
      Await.until(DEADLINE, program + " to end", () -> !process.isAlive());
      return process.log();
    }
  }

  /** It is too large to be left behind. */
  private static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  private static Path copied(Path distribution) throws IOException {
    Path copy = Scratch.folder("distribution");
    try (Stream<Path> files = Files.walk(distribution)) {
      for (Path file : files.filter(f -> !f.toString().contains(".aot")).toList()) {
        Path target = copy.resolve(distribution.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(target);
        } else {
          Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
    }
    return copy;
  }
}
