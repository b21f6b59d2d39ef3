package io.drover.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OwnedProcessTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final Path folder;

  OwnedProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void diesWithTheJvmThatStartedItEvenWhenThatIsKilled() {
    Path pids = folder.resolve("pids");
    Path classes =
        Path.of(OwnedProcess.class.getProtectionDomain().getCodeSource().getLocation().getPath());
    try (OwnedProcess jvm =
        OwnedProcess.start(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes.toString(),
                Parent.class.getName(),
                pids.toString()),
            Map.of(),
            folder.resolve("jvm.log"))) {
      List<Long> children =
          Await.value(DEADLINE, "the child's processes", () -> pidsIn(pids), p -> p.size() == 3);
      assertThat(children).allMatch(OwnedProcessTest::lives);

      jvm.kill9();

      for (long child : children) {
        Await.until(DEADLINE, "process " + child + " to end", () -> !lives(child));
      }
    }
  }

  @Test
  void tellsItsExitCodeAndLog() {
    try (OwnedProcess process =
        sh("echo $GREETING; trap 'echo bye; exit 3' TERM; while :; do sleep 0.05; done")) {
      Await.until(DEADLINE, "its first word", () -> process.log().equals("hello\n"));
      assertThat(process.isAlive()).isTrue();
      assertThat(process.exitCode()).isEmpty();

      assertThat(process.terminate(DEADLINE)).isEqualTo(3);

      assertThat(process.log()).isEqualTo("hello\nbye\n");
      assertThat(process.isAlive()).isFalse();
    }
  }

  @Test
  void killsAFrozenProcess() {
    OwnedProcess process = sh("while :; do sleep 0.05; done");
    process.signal("STOP");

    process.kill9();

    assertThat(process.exitCode()).hasValue(137);
  }

  @Test
  void takesWithItWhatItStarted() {
    Path pids = folder.resolve("pids");
    OwnedProcess process = sh("sleep 600 & sleep 600 & echo $! > " + pids + "; wait");
    long child =
        Await.value(DEADLINE, "the grandchild", () -> pidsIn(pids), p -> p.size() == 1).getFirst();

    process.kill9();

    Await.until(DEADLINE, "the grandchild to end", () -> !lives(child));
  }

  @Test
  void saysWhatAProcessThatIgnoresSigtermHasLogged() {
    OwnedProcess process = sh("trap '' TERM; echo deaf; while :; do sleep 0.05; done");
    Await.until(DEADLINE, "its first word", () -> process.log().equals("deaf\n"));

    assertThatThrownBy(() -> process.terminate(Duration.ofMillis(300)))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("did not end within")
        .hasMessageContaining("deaf");
    assertThat(process.isAlive()).isFalse();
  }

  private OwnedProcess sh(String script) {
    return OwnedProcess.start(
        List.of("sh", "-c", script), Map.of("GREETING", "hello"), folder.resolve("sh.log"));
  }

  private static boolean lives(long pid) {
    return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  private static List<Long> pidsIn(Path file) throws Exception {
    return Files.exists(file)
        ? Files.readAllLines(file).stream().map(Long::parseLong).toList()
        : List.of();
  }

  /** The JVM that will be killed. */
  static final class Parent {
    private Parent() {}

    static void main(String[] args) throws Exception {
      Path pids = Path.of(args[0]);
      List<String> lines =
          List.of("a", "b", "c").stream()
              .map(n -> pids.resolveSibling(n + ".log"))
              .map(log -> OwnedProcess.start(List.of("sleep", "600"), Map.of(), log))
              .map(process -> Long.toString(process.pid()))
              .toList();
      Path writing = pids.resolveSibling("pids.writing");
      Files.write(writing, lines);
      Files.move(writing, pids);
      Thread.currentThread().join();
    }
  }
}
