package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.DaemonProcess;
import io.drover.ground.Distribution;
import io.drover.ground.FreePorts;
import io.drover.ground.Scratch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What an operator sees when something is wrong from the start: one clear line and a code. */
class StartIT {
  private static final Duration DEADLINE = Duration.ofSeconds(40);
  private static final Path NOWHERE = Path.of("/nonexistent/kubeconfig");

  private static int end(DaemonProcess process) {
    return process.awaitEnd(DEADLINE);
  }

  /** A kubeconfig of a cluster that nobody serves. */
  private static Path nobody(Path folder) throws IOException {
    Path kubeconfig = folder.resolve("config");
    Files.writeString(
        kubeconfig,
        """
        apiVersion: v1
        kind: Config
        clusters: [{name: c, cluster: {server: "https://127.0.0.1:1"}}]
        users: [{name: u, user: {token: t}}]
        contexts: [{name: x, context: {cluster: c, user: u}}]
        current-context: x
        """);
    return kubeconfig;
  }

  @Test
  void reportsAllMistakesOfAFileInOneGo() throws IOException {
    Path file = Scratch.folder("config").resolve("wrong.yaml");
    Files.writeString(
        file,
        """
        installation: Home!
        stateDirectory: state
        clusters:
          prod: {kubeconfig: /etc/kubeconfig, mode: Watch}
        providers:
          cloud: {kind: simulatd, endpoint: "ftp://x", token: abc}
        nodeGroups:
          general: {cluster: prod, provider: clod, min: 7, max: 5, offring: [a]}
        http: {port: 99999}
        timings: {batchIdle: soon}
        safety: {disruptionBudget: "ten"}
        """);
    try (DaemonProcess check = DaemonProcess.start(List.of("check-config", file.toString()))) {
      assertThat(end(check)).isEqualTo(1);
      assertThat(check.log())
          .contains("nodeGroups.general.min", "7 is more than nodeGroups.general.max (5)")
          .contains("nodeGroups.general.offring", "Did you mean")
          .contains("safety.disruptionBudget", "timings.batchIdle", "http.port")
          .contains("clusters.prod.mode", "providers.cloud.kind", "providers.cloud.token")
          .doesNotContain("Exception");
      assertThat(check.log().lines().filter(line -> line.startsWith("  ")).count())
          .isGreaterThanOrEqualTo(8);
    }
  }

  @Test
  void saysInOneLineThatThereIsNoSuchFormatOfTheLog() {
    try (DaemonProcess drover =
        DaemonProcess.start(List.of("version"), Map.of("DROVER_LOG_FORMAT", "xml"))) {
      assertThat(end(drover)).isEqualTo(3);
      assertThat(drover.log().strip())
          .isEqualTo("drover: DROVER_LOG_FORMAT is 'xml'; allowed are text and json");
    }
  }

  @Test
  void saysInOneLineThatAKubeconfigIsMissing() {
    try (DroverUnderTest drover = DroverUnderTest.start(Setup.of(NOWHERE, "http://127.0.0.1:1"))) {
      assertThat(end(drover.process())).isEqualTo(1);
      assertThat(drover.process().log())
          .contains("clusters.prod.kubeconfig", "/nonexistent/kubeconfig")
          .doesNotContain("Exception", "\tat ");
    }
  }

  @Test
  void saysInOneLineThatThePortIsTaken() throws IOException {
    int port = FreePorts.take(1).getFirst();
    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        DaemonProcess demo =
            DaemonProcess.start(
                List.of("demo", "--port", Integer.toString(taken.getLocalPort())))) {
      assertThat(end(demo)).isEqualTo(3);
      assertThat(demo.log())
          .contains("http 127.0.0.1:" + port + " cannot be bound")
          .doesNotContain("\tat ");
    }
  }

  @Test
  void saysInOneLineThatThePortOfTheBusIsTaken() throws IOException {
    Path folder = Scratch.folder("taken");
    Path kubeconfig = nobody(folder);
    Path file = folder.resolve("drover.yaml");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Files.writeString(
          file,
          """
          installation: test
          stateDirectory: %1$s/state
          policies: %2$s/rules
          controlSocket: %1$s/control.sock
          http: {host: 127.0.0.1, port: %3$d}
          hazelcast: {host: 127.0.0.1, port: %4$d, eventBusPort: 0}
          """
                  .formatted(
                      folder,
                      Distribution.folder(),
                      FreePorts.take(1).getFirst(),
                      taken.getLocalPort())
              + Setup.of(kubeconfig, "http://127.0.0.1:1"));
      try (DaemonProcess run = DaemonProcess.start(List.of("run", "--config", file.toString()))) {
        assertThat(end(run)).isEqualTo(3);
        assertThat(run.log().lines().filter(line -> !line.isBlank()))
            .singleElement()
            .asString()
            .contains(Integer.toString(taken.getLocalPort()));
      }
    }
  }

  @Test
  void servesHealthAndSaysWhichProviderDoesNotAnswer() throws IOException {
    Path kubeconfig = nobody(Scratch.folder("kubeconfig"));
    try (DroverUnderTest drover =
        DroverUnderTest.start(Setup.of(kubeconfig, "http://127.0.0.1:1"))) {
      drover.process().awaitOk(drover.url("/healthz"), DEADLINE);
      Await.until(
          DEADLINE, "503 with a reason", () -> drover.body("/readyz/prod").contains("prod"));
      assertThat(drover.status("/readyz/prod")).isEqualTo(503);
      assertThat(drover.status("/readyz/cloud")).isEqualTo(503);
      try (DaemonProcess status =
          DaemonProcess.start(List.of("status", "--socket", drover.socket().toString()))) {
        assertThat(end(status)).isEqualTo(1);
        assertThat(status.log()).contains("cluster prod: NOT READY", "provider cloud: NOT READY");
      }
      assertThat(drover.process().log()).doesNotContain("\tat ");
    }
  }

  @Test
  void saysThatNoDaemonAnswers() {
    try (DaemonProcess status =
        DaemonProcess.start(List.of("status", "--socket", "/nonexistent/control.sock"))) {
      assertThat(end(status)).isEqualTo(4);
      assertThat(status.log()).contains("no daemon answers").doesNotContain("\tat ");
    }
  }
}
