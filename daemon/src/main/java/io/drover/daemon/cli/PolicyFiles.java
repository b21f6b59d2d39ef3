package io.drover.daemon.cli;

import io.drover.rules.engine.PolicyFolder;
import io.drover.verticles.policies.FolderSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The policy folder that a command without a daemon looks at. */
final class PolicyFiles {
  static final String DEFAULT_FOLDER = "/etc/drover/rules";

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      defaultValue = DEFAULT_FOLDER,
      description = "the policy folder (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of(DEFAULT_FOLDER);

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /** What lies there; empty, and told, if it cannot be read. */
  Optional<PolicyFolder> read() {
    try {
      return Optional.of(new PolicyFolder(new FolderSource(folder).read()));
    } catch (IOException unreadable) {
      spec.commandLine().getErr().println("drover: " + folder + " cannot be read: " + unreadable);
      return Optional.empty();
    }
  }
}
