package io.drover.daemon.cli;

import io.drover.daemon.wiring.Policies;
import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.Coverage;
import io.drover.rules.engine.PolicyFolder;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code drover rules coverage}. */
@Command(
    name = "coverage",
    description = {
      "Tell which rules their cases have seen to fire and not to fire, and which comparisons",
      "they have seen to hold, not to hold and at their edge. Exit code 1 when something is missing."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RulesCoverageCommand implements Callable<Integer> {
  @Mixin private PolicyFiles files = new PolicyFiles();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE})")
  private Output output = Output.text;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    return files.read().map(this::cover).orElse(Exit.PROBLEMS);
  }

  private int cover(PolicyFolder folder) {
    return switch (Policies.compiler().compile(folder)) {
      case Compiled.Refused refused -> {
        refused.problems().forEach(problem -> spec.commandLine().getErr().println(problem));
        yield Exit.PROBLEMS;
      }
      case CompiledPolicies policies -> {
        Coverage coverage = policies.coverage();
        spec.commandLine()
            .getOut()
            .println(
                output == Output.json ? Output.json(coverage) : coverage.text().stripTrailing());
        yield coverage.complete() ? Exit.OK : Exit.PROBLEMS;
      }
    };
  }
}
