package io.drover.daemon.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code drover rules}. */
@Command(
    name = "rules",
    description = {
      "Check, compare, apply and take back the scaling and safety policies.",
      "check, test and coverage need no daemon; the others ask the one that runs."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RulesCheckCommand.class,
      RulesTestCommand.class,
      RulesCoverageCommand.class,
      RulesDiffCommand.class,
      RulesApplyCommand.class,
      RulesHistoryCommand.class,
      RulesRollbackCommand.class
    })
final class RulesCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
