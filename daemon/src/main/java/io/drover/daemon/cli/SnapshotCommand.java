package io.drover.daemon.cli;

import io.drover.daemon.snapshot.SnapshotFile;
import io.drover.verticles.bus.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code drover snapshot}. */
@Command(
    name = "snapshot",
    description = {
      "Have the running daemon write down all that its next plan would be made from.",
      "It is for drover simulate. A file that ends in .gz is compressed."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SnapshotCommand implements Callable<Integer> {
  private static final int OK = 200;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      required = true,
      description = "the file to write")
  private Path file = Path.of("snapshot.json");

  @Option(
      names = "--redact",
      description = "replace names, and values of labels and annotations that nothing compares")
  private boolean redact;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "the cluster, where more than one is served")
  private String cluster = "-";

  @Mixin private DaemonSocket daemon = new DaemonSocket();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    ControlClient.Answer answer;
    try {
      answer = daemon.client().fetch(path(), part);
    } catch (ControlClient.NoDaemon none) {
      spec.commandLine().getErr().println("drover: " + none.getMessage());
      return Exit.NO_DAEMON;
    }
    if (answer.status() != OK) {
      String line = Json.mapper().readTree(answer.body()).path("error").asText();
      spec.commandLine().getErr().println("drover: " + line);
      return Exit.PROBLEMS;
    }
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    return Exit.OK;
  }

  private String path() {
    return "/v1/snapshot/"
        + ControlClient.encoded(cluster)
        + "?redact="
        + redact
        + "&gzip="
        + SnapshotFile.compressed(file.toString());
  }
}
