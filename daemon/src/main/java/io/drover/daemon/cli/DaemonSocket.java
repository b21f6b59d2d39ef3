package io.drover.daemon.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the running daemon is asked. */
final class DaemonSocket {
  private static final String DEFAULT = "/run/drover/control.sock";

  @Option(
      names = "--socket",
      paramLabel = "FILE",
      defaultValue = DEFAULT,
      description = "the daemon's control socket (default: ${DEFAULT-VALUE})")
  private Path socket = Path.of(DEFAULT);

  ControlClient client() {
    return new ControlClient(socket);
  }
}
