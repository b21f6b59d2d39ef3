package io.drover.daemon.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command {@code drover}. */
@Command(
    name = "drover",
    description = "Node autoscaler that lives outside the Kubernetes clusters it looks after.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      DemoCommand.class,
      CheckConfigCommand.class,
      ManifestsCommand.class,
      StatusCommand.class,
      JournalCommand.class,
      RulesCommand.class,
      ExplainCommand.class,
      SnapshotCommand.class,
      SimulateCommand.class,
      ConvertCommand.class,
      LocksCommand.class,
      VersionCommand.class
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "1:the configuration, or what was asked about, has problems",
      "2:the command line was not understood",
      "3:the daemon could not start",
      "4:the daemon does not answer on its control socket"
    },
    footerHeading = "%nFirst steps:%n",
    footer = {
      "  drover demo                              see it work, no cluster needed",
      "  drover check-config /etc/drover/drover.yaml",
      "  drover manifests | kubectl apply -f -    objects and rights in your cluster",
      "  drover run --observe                     decide and explain, never act"
    })
public final class Drover implements Runnable {
  @Spec private CommandSpec spec;

  private Drover(CommandSpec spec) {
    this.spec = spec;
  }

  /** For picocli, which fills in the specification. */
  public Drover() {
    this(CommandSpec.create());
  }

  public static void main(String[] args) {
    System.exit(execute(args));
  }

  static int execute(String... args) {
    return line().execute(args);
  }

  static CommandLine line() {
    return new CommandLine(new Drover()).setExecutionExceptionHandler(Drover::oneLine);
  }

  private static int oneLine(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    PrintWriter err = line.getErr();
    Throwable cause = failure;
    while (cause.getCause() != null && cause.getMessage() == null) {
      cause = cause.getCause();
    }
    err.println("drover: " + (cause.getMessage() == null ? cause : cause.getMessage()));
    return Exit.CANNOT_START;
  }

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
