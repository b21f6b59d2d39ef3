package io.drover.daemon.cli;

import io.drover.daemon.wiring.Policies;
import io.drover.rules.engine.CaseResult;
import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.engine.TestRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code drover rules test}. */
@Command(
    name = "test",
    description = {
      "Run the cases of a policy folder and tell of each what came of it.",
      "Exit code 1 when one fails or cannot be run."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RulesTestCommand implements Callable<Integer> {
  @Mixin private PolicyFiles files = new PolicyFiles();

  @Option(
      names = "--junit",
      paramLabel = "FILE",
      description = "also write the results as JUnit XML, a suite for each file of cases")
  private @Nullable Path junit;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    PolicyFolder folder = files.read().orElse(null);
    if (folder == null) {
      return Exit.PROBLEMS;
    }
    TestRun run = Policies.compiler().test(folder);
    print(run);
    if (junit != null) {
      JunitReport.write(run, junit);
    }
    return run.passed() ? Exit.OK : Exit.PROBLEMS;
  }

  private void print(TestRun run) {
    PrintWriter out = spec.commandLine().getOut();
    run.problems().forEach(out::println);
    for (CaseResult one : run.cases()) {
      String where = one.path() + ":" + one.line() + ": " + one.name();
      out.println(one.passed() ? "passed " + where : "FAILED " + where + ": " + one.failure());
    }
    long failed = run.cases().stream().filter(one -> !one.passed()).count();
    out.println(
        run.cases().size()
            + " cases, "
            + failed
            + " failed"
            + (run.problems().isEmpty() ? "" : ", " + run.problems().size() + " problems"));
    out.flush();
  }
}
