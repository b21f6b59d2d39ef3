package io.drover.daemon.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code drover version}. */
@Command(
    name = "version",
    description = "Print the version of Drover and of the Java that runs it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class VersionCommand implements Callable<Integer> {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE})")
  private Output output = Output.text;

  @Spec private CommandSpec spec = CommandSpec.create();

  /** As JSON. */
  record Versions(String drover, String java) {}

  @Override
  public Integer call() {
    String java = Runtime.version().toString();
    spec.commandLine()
        .getOut()
        .println(
            output == Output.json
                ? Output.json(new Versions(Version.number(), java))
                : "drover " + Version.number() + " on Java " + java);
    return Exit.OK;
  }
}
