package io.drover.endtoend;

import io.drover.ground.Await;
import io.drover.ground.Distribution;
import io.drover.ground.OwnedProcess;
import io.drover.ground.Scratch;
import io.drover.recorded.RecordedApiServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A large cluster behind a recorded API server, in a process of its own. */
final class RecordedCluster implements AutoCloseable {
  private static final String LISTENING = "listening on ";
  private static final Duration START = Duration.ofSeconds(30);

  private final OwnedProcess process;
  private final Path kubeconfig;

  private RecordedCluster(OwnedProcess process, Path kubeconfig) {
    this.process = process;
    this.kubeconfig = kubeconfig;
  }

  static RecordedCluster start(int nodes, int pods, int pending) throws IOException {
    Path folder = Scratch.folder("recorded");
    List<String> command =
        List.of(
            Distribution.javaHome().resolve("bin/java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-cp",
            System.getProperty("java.class.path"),
            RecordedApiServer.class.getName(),
            "0",
            Integer.toString(nodes),
            Integer.toString(pods),
            Integer.toString(pending),
            "1",
            "../config/crds");
    OwnedProcess process = OwnedProcess.start(command, Map.of(), folder.resolve("server.log"));
    String url =
        Await.value(START, "the recorded API server", () -> url(process), Optional::isPresent)
            .orElseThrow();
    Path kubeconfig = Files.writeString(folder.resolve("kubeconfig"), kubeconfig(url));
    return new RecordedCluster(process, kubeconfig);
  }

  Path kubeconfig() {
    return kubeconfig;
  }

  long pid() {
    return process.pid();
  }

  private static Optional<String> url(OwnedProcess process) {
    return process
        .log()
        .lines()
        .filter(line -> line.startsWith(LISTENING))
        .map(line -> line.substring(LISTENING.length()))
        .findFirst();
  }

  private static String kubeconfig(String url) {
    return """
    apiVersion: v1
    kind: Config
    clusters: [{name: recorded, cluster: {server: "%s"}}]
    users: [{name: anybody, user: {token: none}}]
    contexts: [{name: recorded, context: {cluster: recorded, user: anybody}}]
    current-context: recorded
    """
        .formatted(url);
  }

  @Override
  public void close() {
    process.kill9();
  }
}
