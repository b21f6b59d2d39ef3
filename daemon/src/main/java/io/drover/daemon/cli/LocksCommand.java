package io.drover.daemon.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code drover locks}. */
@Command(
    name = "locks",
    description = {
      "Who owns which cluster, under which epoch and fence, and which members agree about it.",
      "Without a further word as drover locks list."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "[COMMAND]",
    subcommands = {LocksListCommand.class, LocksResetCommand.class})
final class LocksCommand implements Callable<Integer> {
  @Mixin private LocksListCommand list = new LocksListCommand();

  @Override
  public Integer call() throws Exception {
    return list.call();
  }
}
