package io.drover.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a shell script in the place of the packaged daemon. */
class DaemonProcessTest {
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  private final Path folder;

  DaemonProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void startsReloadsAndStops() throws Exception {
    String script =
        """
        #!/bin/sh
        trap 'echo reloaded' HUP
        trap 'exit 0' TERM
        echo "args $* greeting $GREETING"
        [ -x "$JAVA_HOME/bin/java" ] && echo "has java"
        while :; do sleep 0.05; done
        """;
    try (DaemonProcess daemon = daemon(script)) {
      Await.until(
          DEADLINE,
          "its first words",
          () -> daemon.log().equals("args run --config x greeting hello\nhas java\n"));

      daemon.reload();
      Await.until(DEADLINE, "the reload", () -> daemon.log().contains("reloaded"));

      assertThat(daemon.stop()).isZero();
      assertThat(daemon.isAlive()).isFalse();
    }
  }

  @Test
  void awaitsAnAnswer() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var unused =
        server.createContext(
            "/readyz",
            exchange -> {
              exchange.sendResponseHeaders(200, -1);
              exchange.close();
            });
    server.start();
    String url = "http://127.0.0.1:" + server.getAddress().getPort() + "/readyz";
    try (DaemonProcess daemon = daemon("#!/bin/sh\nwhile :; do sleep 0.05; done\n")) {
      assertThat(daemon.awaitOk(url, DEADLINE).isAlive()).isTrue();
    } finally {
      server.stop(0);
    }
  }

  @Test
  void saysAtOnceWhatADaemonThatEndedHasLogged() throws Exception {
    try (DaemonProcess daemon = daemon("#!/bin/sh\necho no such key\nexit 2\n")) {
      assertThat(daemon.awaitEnd(DEADLINE)).isEqualTo(2);
      assertThatThrownBy(() -> daemon.awaitOk("http://127.0.0.1:1/readyz", DEADLINE))
          .isInstanceOf(AssertionError.class)
          .hasMessageContaining("no such key");
    }
  }

  private DaemonProcess daemon(String script) throws Exception {
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Path drover = Files.writeString(bin.resolve("drover"), script);
    Files.setPosixFilePermissions(drover, PosixFilePermissions.fromString("rwxr-xr-x"));
    return DaemonProcess.start(
        folder, List.of("run", "--config", "x"), Map.of("GREETING", "hello"), folder);
  }
}
