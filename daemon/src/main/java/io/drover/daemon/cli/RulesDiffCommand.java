package io.drover.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.daemon.snapshot.Damaged;
import io.drover.daemon.snapshot.Snapshot;
import io.drover.daemon.snapshot.SnapshotFile;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.explain.DecisionDiff;
import io.drover.verticles.bus.PolicyReport;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drover rules diff}. */
@Command(
    name = "diff",
    description = {
      "Tell what the policy folder as it is now would decide differently on the",
      "live clusters; or, with --snapshot, what a folder would decide differently there,",
      "without a daemon. Nothing is changed. Exit code 1 when the folder is refused,",
      "or nobody can tell."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RulesDiffCommand implements Callable<Integer> {
  @Mixin private PolicyOrders orders = new PolicyOrders();

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = "what drover snapshot has written; DIR is compared there")
  private @Nullable Path snapshot;

  @Option(
      names = "--against",
      paramLabel = "DIR",
      description =
          "with --snapshot: the policies to compare with (default: those in the snapshot, else"
              + " the shipped ones)")
  private @Nullable Path against;

  @Parameters(
      paramLabel = "DIR",
      arity = "0..1",
      description = "with --snapshot: the policy folder (default: /etc/drover/rules)")
  private @Nullable Path folder;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws JsonProcessingException {
    if (snapshot != null) {
      return offline(snapshot, folder == null ? Path.of(PolicyFiles.DEFAULT_FOLDER) : folder);
    }
    if (folder != null || against != null) {
      spec.commandLine()
          .getErr()
          .println("drover: the daemon compares its own folder; DIR and --against need --snapshot");
      return Exit.USAGE;
    }
    return orders.send(HttpMethod.POST, "/v1/rules/compare", RulesDiffCommand::print);
  }

  static void print(PolicyReport report, PrintWriter out) {
    boolean nothing = report.differences().isEmpty() && report.elsewhere().isEmpty();
    if (report.refusal().isEmpty() && nothing) {
      out.println("no cluster is served by this member now: there is nothing to compare on");
    }
    PolicyOrders.printDifferences(report, out);
    new TreeMap<>(report.elsewhere())
        .forEach(
            (cluster, owner) ->
                out.println(
                    "cluster %s: not compared, as %s owns it: ask there, of that member's folder"
                        .formatted(cluster, owner)));
  }

  private int offline(Path file, Path dir) {
    PrintWriter err = spec.commandLine().getErr();
    try {
      Snapshot taken = SnapshotFile.read(file);
      OfflinePolicies old = OfflinePolicies.of(against, taken);
      OfflinePolicies next = OfflinePolicies.of(dir);
      Optional<CompiledPolicies> before = old.compiled(err);
      Optional<CompiledPolicies> after = next.compiled(err);
      if (before.isEmpty() || after.isEmpty()) {
        return Exit.PROBLEMS;
      }
      DecisionDiff diff =
          DecisionDiff.between(
              version(before.get()), version(after.get()), taken.inquiry().question());
      orders.print(
          diff,
          out -> {
            out.println("from " + old.text() + " to " + next.text() + ":");
            diff.lines().forEach(line -> out.println("  " + line));
          });
      return Exit.OK;
    } catch (Damaged wrong) {
      err.println("drover: " + file + " " + wrong.getMessage());
    } catch (IOException unreadable) {
      err.println("drover: cannot be read: " + unreadable);
    }
    return Exit.PROBLEMS;
  }

  private static DecisionDiff.Version version(CompiledPolicies policies) {
    return new DecisionDiff.Version(policies, policies);
  }
}
