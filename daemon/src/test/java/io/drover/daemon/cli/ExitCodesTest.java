package io.drover.daemon.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a shell script sees of each command. */
class ExitCodesTest {
  @TempDir private Path folder = Path.of("unset");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int drover(String... args) {
    return Drover.line()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("drover.yaml"), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "demo",
        "check-config",
        "manifests",
        "status",
        "journal",
        "explain",
        "snapshot",
        "simulate",
        "version"
      })
  void helpIsNoFailureAndTellsWhatTheCommandDoes(String command) {
    assertThat(drover(command, "--help")).isEqualTo(Exit.OK);
    assertThat(out.toString()).startsWith("Usage: drover " + command).doesNotContain("=<");
    assertThat(drover(command, "--version")).isEqualTo(Exit.OK);
    assertThat(out.toString()).contains("drover unpackaged");
  }

  @Test
  void anUnknownCommandIsACommandLineThatWasNotUnderstood() {
    assertThat(drover("staus")).isEqualTo(Exit.USAGE);
    assertThat(err.toString()).contains("Did you mean: drover status");
  }

  @Test
  void aWrongFileIsAProblemOfTheConfiguration() throws IOException {
    Path wrong = file("installation: Home!\n");

    assertThat(drover("check-config", wrong.toString())).isEqualTo(Exit.PROBLEMS);
    assertThat(out.toString()).contains("installation");
    assertThat(drover("run", "--config", wrong.toString())).isEqualTo(Exit.PROBLEMS);
    assertThat(drover("journal", "--config", wrong.toString())).isEqualTo(Exit.PROBLEMS);
    assertThat(err.toString()).contains("installation").doesNotContain("Exception");
  }

  @Test
  void theJournalIsReadWithoutLookingAtCredentials() throws IOException {
    Path config =
        file(
            """
            installation: test
            stateDirectory: %s
            clusters: {prod: {kubeconfig: /nonexistent/kubeconfig}}
            """
                .formatted(folder));

    assertThat(drover("journal", "--config", config.toString())).isEqualTo(Exit.PROBLEMS);
    assertThat(err.toString()).contains("there is no journal in " + folder);
    Files.writeString(
        folder.resolve("journal.jsonl"),
        """
        {"at":"2026-11-20T10:00:00Z","cluster":"prod","kind":"approved","ids":{"group":"a"},\
        "reason":"PODS_UNSCHEDULABLE","text":"buy","rules":["because"]}
        """);
    assertThat(drover("journal", "--config", config.toString(), "--group", "a")).isEqualTo(Exit.OK);
    assertThat(out.toString()).contains("approved a [PODS_UNSCHEDULABLE] buy");
    assertThat(drover("journal", "--since", "yesterday")).isEqualTo(Exit.USAGE);
  }

  @Test
  void noDaemonHasACodeOfItsOwn() {
    assertThat(drover("status", "--socket", folder.resolve("none.sock").toString()))
        .isEqualTo(Exit.NO_DAEMON);
    assertThat(drover("explain", "plan", "--socket", folder.resolve("none.sock").toString()))
        .isEqualTo(Exit.NO_DAEMON);
    assertThat(err.toString()).contains("no daemon answers");
    assertThat(
            drover(
                "snapshot",
                "-o",
                folder.resolve("s.json").toString(),
                "--socket",
                folder.resolve("none.sock").toString()))
        .isEqualTo(Exit.NO_DAEMON);
    assertThat(drover("simulate", "--snapshot", folder.resolve("none").toString()))
        .isEqualTo(Exit.PROBLEMS);
    assertThat(drover("explain", "pod")).isEqualTo(Exit.USAGE);
  }

  @Test
  void manifestsLieWhereTheyAreWanted() {
    assertThat(drover("manifests", "--lease-namespace", "drover-system")).isEqualTo(Exit.OK);
    assertThat(out.toString())
        .contains("kind: ClusterRole", "namespace: drover-system")
        .doesNotContain("${");
  }
}
