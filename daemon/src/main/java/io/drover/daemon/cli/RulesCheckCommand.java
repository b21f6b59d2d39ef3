package io.drover.daemon.cli;

import io.drover.daemon.wiring.Policies;
import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.PolicyFolder;
import io.drover.verticles.policies.FolderSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drover rules check}. */
@Command(
    name = "check",
    description = {
      "Compile a policy folder and run its cases, as the daemon would.",
      "Exit code 1 when it would be refused, with every problem on standard error."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RulesCheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "DIR",
      defaultValue = "/etc/drover/rules",
      description = "the policy folder (default: ${DEFAULT-VALUE})")
  private Path folder = Path.of("/etc/drover/rules");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    PolicyFolder files;
    try {
      files = new PolicyFolder(new FolderSource(folder).read());
    } catch (IOException unreadable) {
      spec.commandLine().getErr().println("drover: " + folder + " cannot be read: " + unreadable);
      return Exit.PROBLEMS;
    }
    return switch (Policies.compiler().compile(files)) {
      case Compiled.Refused refused -> {
        refused.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
        yield Exit.PROBLEMS;
      }
      case CompiledPolicies policies -> {
        spec.commandLine()
            .getOut()
            .println(
                policies.version() + ": " + policies.rules().size() + " rules, all cases pass");
        yield Exit.OK;
      }
    };
  }
}
