package io.drover.daemon.cli;

import io.drover.daemon.config.ConfigParser;
import io.drover.daemon.config.ParseResult;
import io.drover.daemon.config.Problem;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drover check-config}. */
@Command(
    name = "check-config",
    description = "Check a configuration file and print all problems at once. No network is used.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class CheckConfigCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "FILE",
      arity = "0..1",
      defaultValue = Configuration.DEFAULT_FILE,
      description = "the file (default: ${DEFAULT-VALUE})")
  private Path file = Path.of(Configuration.DEFAULT_FILE);

  @Option(
      names = "--check-files",
      description = "also look whether the kubeconfigs and credential files that it names exist")
  private boolean files;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE})")
  private Output output = Output.text;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    ConfigParser.ReferencedFiles check =
        files ? ConfigParser.ReferencedFiles.CHECKED : ConfigParser.ReferencedFiles.IGNORED;
    return switch (Configuration.parse(file, check)) {
      case ParseResult.Parsed parsed -> {
        print(file + ": no problems", List.of());
        yield Exit.OK;
      }
      case ParseResult.Rejected rejected -> {
        print(rejected.text().stripTrailing(), rejected.problems());
        yield Exit.PROBLEMS;
      }
    };
  }

  private void print(String text, List<Problem> problems) {
    spec.commandLine()
        .getOut()
        .println(
            output == Output.json
                ? Output.json(Map.of("file", file.toString(), "problems", problems))
                : text);
  }
}
