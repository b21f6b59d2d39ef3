package io.drover.daemon.cli;

import io.drover.daemon.manifests.Manifests;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code drover manifests}. */
@Command(
    name = "manifests",
    description = "Print the custom resource definitions and the least rights that Drover needs.",
    mixinStandardHelpOptions = true)
final class ManifestsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    // println, because picocli's writer is flushed only then.
    spec.commandLine().getOut().println(Manifests.print().stripTrailing());
    return Exit.OK;
  }
}
