package io.drover.ground;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The simulated cloud as a process of its own, with state that outlives it. Its machines boot as
 * nodes of the cluster that the kubeconfig names.
 */
public final class SimulatedCloudProcess implements AutoCloseable {
  private static final String MAIN = "io.drover.doubles.cloud.SimulatedCloudMain";
  private static final String LISTENING = "listening on http://127.0.0.1:";
  private static final Duration START_DEADLINE = Duration.ofSeconds(30);

  private final Path distribution;
  private final Path scratch;
  private final Path kubeconfig;
  private final List<String> options;
  private OwnedProcess process;
  private final int port;

  private SimulatedCloudProcess(
      Path distribution, Path scratch, Path kubeconfig, List<String> options) {
    this.distribution = distribution;
    this.scratch = scratch;
    this.kubeconfig = kubeconfig;
    this.options = options;
    this.process = launch(0);
    this.port = awaitPort(process);
  }

  /**
   * Starts it with empty state on a free port, and returns when it listens.
   *
   * @param options more words of its command line, such as {@code --boot-delay 100ms}
   */
  public static SimulatedCloudProcess start(Path kubeconfig, String... options) {
    return start(Distribution.folder(), kubeconfig, options);
  }

  /** As {@link #start(Path, String...)}, from another distribution. */
  static SimulatedCloudProcess start(Path distribution, Path kubeconfig, String... options) {
    return new SimulatedCloudProcess(
        distribution, Scratch.folder("cloud"), kubeconfig, List.of(options));
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Kills it if it runs, and starts it on the same port and state. */
  public void restart() {
    process.kill9();
    process = launch(port);
    int unused = awaitPort(process);
  }

  /** The process that runs now, to be killed or frozen. */
  public OwnedProcess process() {
    return process;
  }

  public String log() {
    return process.log();
  }

  @Override
  public void close() {
    process.kill9();
  }

  private OwnedProcess launch(int port) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Distribution.javaHome().resolve("bin/java").toString(),
                "-cp",
                distribution.resolve("lib") + "/*",
                MAIN,
                "--port",
                Integer.toString(port),
                "--state",
                scratch.resolve("state").toString(),
                "--kubeconfig",
                kubeconfig.toString()));
    command.addAll(options);
    Path log = scratch.resolve("cloud-" + System.nanoTime() + ".log");
    return OwnedProcess.start(command, Map.of(), log);
  }

  private static int awaitPort(OwnedProcess process) {
    Optional<Integer> port =
        Await.value(
            START_DEADLINE,
            "the simulated cloud to listen",
            () -> listening(process),
            seen -> seen.isPresent() || !process.isAlive());
    return port.orElseThrow(
        () -> new AssertionError("the simulated cloud ended; its log:\n" + process.log()));
  }

  private static Optional<Integer> listening(OwnedProcess process) {
    return process
        .log()
        .lines()
        .filter(line -> line.contains(LISTENING))
        .map(line -> line.substring(line.indexOf(LISTENING) + LISTENING.length()))
        .map(rest -> Integer.parseInt(rest.replaceAll("\\D.*", "")))
        .findFirst();
  }
}
