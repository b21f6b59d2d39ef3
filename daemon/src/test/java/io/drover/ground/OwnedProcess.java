package io.drover.ground;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A process that never outlives this JVM, not even when the JVM is killed with SIGKILL.
 *
 * <p>It runs under a small shell that leads a session of its own and holds the reading end of a
 * pipe from this JVM. When the pipe breaks, the shell kills its whole session: the process, and
 * whatever that has started.
 */
public final class OwnedProcess implements AutoCloseable {
  /**
   * Prints the pid, then the exit code of the command; kills its own process group at the end. A
   * shell without job control has its children ignore SIGINT, hence env.
   */
  private static final String SUPERVISOR =
      """
      log=$1; shift
      exec 3<&0
      env --default-signal=INT "$@" < /dev/null >> "$log" 2>&1 3<&- &
      child=$!
      echo "$child"
      ( read -r _ <&3; kill -s KILL -- "-$$" ) > /dev/null 2>&1 &
      exec 3<&-
      wait "$child"
      echo "$?"
      exec > /dev/null 2>&1
      kill -s KILL -- "-$$"
      """;

  private static final Duration KILL_DEADLINE = Duration.ofSeconds(10);

  private final String name;
  private final Process supervisor;
  private final BufferedReader supervisorSays;
  private final long pid;
  private final Path log;
  private OptionalInt exitCode = OptionalInt.empty();

  private OwnedProcess(String name, Process supervisor, Path log) throws IOException {
    this.name = name;
    this.supervisor = supervisor;
    this.supervisorSays = supervisor.inputReader(StandardCharsets.UTF_8);
    this.log = log;
    String first = supervisorSays.readLine();
    if (first == null) {
      throw new IOException("the supervisor of " + name + " did not start");
    }
    this.pid = Long.parseLong(first);
  }

  /**
   * Starts the command; its standard output and error are appended to the log file.
   *
   * @param env added to this JVM's environment
   */
  public static OwnedProcess start(List<String> command, Map<String, String> env, Path log) {
    List<String> line = new ArrayList<>(List.of("setsid", "sh", "-c", SUPERVISOR, "supervisor"));
    line.add(log.toAbsolutePath().toString());
    line.addAll(command);
    ProcessBuilder builder = new ProcessBuilder(line).redirectError(Redirect.DISCARD);
    builder.environment().putAll(env);
    String name = Path.of(command.getFirst()).getFileName().toString();
    try {
      Files.createDirectories(log.toAbsolutePath().getParent());
      return new OwnedProcess(name, builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot start " + name, e);
    }
  }

  /** The pid of the command itself, not of its supervisor. */
  public long pid() {
    return pid;
  }

  public boolean isAlive() {
    return supervisor.isAlive() && ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
  }

  /** Whether a signal that stops it has reached all of its threads; true where nobody can say. */
  public boolean standsStill() throws IOException {
    Path threads = Path.of("/proc", Long.toString(pid), "task");
    if (!Files.isDirectory(threads)) {
      return true;
    }
    try (Stream<Path> all = Files.list(threads)) {
      return all.allMatch(OwnedProcess::stopped);
    }
  }

  private static boolean stopped(Path thread) {
    try {
      String stat = Files.readString(thread.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2) == 'T';
    } catch (IOException ended) {
      return true;
    }
  }

  /**
   * Sends a signal by name ({@code STOP}, {@code CONT}, {@code HUP} …); nothing if it has ended.
   */
  public void signal(String signal) {
    if (!isAlive()) {
      return;
    }
    try {
      new ProcessBuilder("sh", "-c", "kill -s \"$1\" \"$2\"", "kill", signal, Long.toString(pid))
          .redirectErrorStream(true)
          .redirectOutput(Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while signalling " + name, e);
    }
  }

  /** Kills it with SIGKILL, a frozen one too, and returns when it is gone. */
  public void kill9() {
    signal("KILL");
    if (!ended(KILL_DEADLINE)) {
      throw new AssertionError(name + " (pid " + pid + ") does not die of SIGKILL");
    }
  }

  /**
   * Asks it to end with SIGTERM and returns its exit code.
   *
   * @throws AssertionError when it has not ended at the deadline; it has then been killed
   */
  public int terminate(Duration deadline) {
    signal("TERM");
    if (!ended(deadline)) {
      kill9();
      throw new AssertionError(
          "%s did not end within %s of SIGTERM; its log:%n%s".formatted(name, deadline, log()));
    }
    return exitCode().orElseThrow();
  }

  /** The exit code (128 + n for signal n), once it has ended. */
  public synchronized OptionalInt exitCode() {
    if (exitCode.isEmpty() && !isAlive()) {
      try {
        String code = supervisorSays.readLine();
        exitCode = code == null ? OptionalInt.of(137) : OptionalInt.of(Integer.parseInt(code));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return exitCode;
  }

  /** All it has written so far. */
  public String log() {
    try {
      return Files.exists(log) ? Files.readString(log) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Path logFile() {
    return log;
  }

  @Override
  public void close() {
    kill9();
  }

  @Override
  public String toString() {
    return name + "[" + pid + "]";
  }

  private boolean ended(Duration deadline) {
    try {
      return supervisor.waitFor(deadline.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + name, e);
    }
  }
}
