package io.drover.daemon.cli;

import io.drover.daemon.wiring.Policies;
import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.PolicyFolder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
  @Mixin private PolicyFiles files = new PolicyFiles();

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    return files.read().map(this::check).orElse(Exit.PROBLEMS);
  }

  private int check(PolicyFolder folder) {
    return switch (Policies.compiler().compile(folder)) {
      case Compiled.Refused refused -> {
        refused.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
        yield Exit.PROBLEMS;
      }
      case CompiledPolicies policies -> {
        String found = policies.rules().size() + " rules, all cases pass";
        spec.commandLine().getOut().println(policies.version() + ": " + found);
        yield Exit.OK;
      }
    };
  }
}
