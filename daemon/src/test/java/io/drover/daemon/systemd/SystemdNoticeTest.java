package io.drover.daemon.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.OwnedProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a socket as systemd's, which the JDK itself could not listen to. */
class SystemdNoticeTest {
  private static final Duration SOON = Duration.ofSeconds(20);
  private static final String LISTENER =
      """
      import socket, sys
      name = sys.argv[1]
      s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
      s.bind('\\0' + name[1:] if name[0] == '@' else name)
      print('bound', flush=True)
      while True:
          print('|' + s.recv(4096).decode().replace('\\n', ',') + '|', flush=True)
      """;

  @TempDir private Path folder = Path.of("unset");

  @Test
  void tellsASocketInTheFileSystem() {
    tells(folder.resolve("notify").toString());
  }

  @Test
  void tellsASocketInTheAbstractNamespace() {
    tells("@drover-test/" + folder.getFileName());
  }

  private void tells(String socket) {
    try (OwnedProcess listener =
        OwnedProcess.start(
            List.of("python3", "-c", LISTENER, socket), Map.of(), folder.resolve("told"))) {
      Await.until(SOON, "the socket", () -> listener.log().contains("bound"));
      SystemdNotice manager = new SystemdNotice(Map.of("NOTIFY_SOCKET", socket));

      manager.ready("serving prod");
      manager.alive();
      manager.reloading();
      manager.status("größer");
      manager.stopping();

      Await.until(SOON, "the last message", () -> listener.log().contains("STOPPING"));
      assertThat(listener.log().lines().skip(1))
          .satisfiesExactly(
              line -> assertThat(line).isEqualTo("|READY=1,STATUS=serving prod|"),
              line -> assertThat(line).isEqualTo("|WATCHDOG=1|"),
              line -> assertThat(line).matches("\\|RELOADING=1,MONOTONIC_USEC=\\d+\\|"),
              line -> assertThat(line).isEqualTo("|STATUS=größer|"),
              line -> assertThat(line).isEqualTo("|STOPPING=1|"));
    }
  }

  @Test
  void saysNothingAndFailsNotWhereNobodyListens() {
    new SystemdNotice(Map.of()).ready("nobody asked");
    new SystemdNotice(Map.of("NOTIFY_SOCKET", folder.resolve("none").toString())).alive();
    new SystemdNotice(Map.of("NOTIFY_SOCKET", "/" + "x".repeat(200))).alive();
  }
}
