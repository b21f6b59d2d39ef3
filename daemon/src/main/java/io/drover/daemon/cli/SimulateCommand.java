package io.drover.daemon.cli;

import io.drover.daemon.demo.ShippedPolicies;
import io.drover.daemon.snapshot.Damaged;
import io.drover.daemon.snapshot.Simulation;
import io.drover.daemon.snapshot.Snapshot;
import io.drover.daemon.snapshot.SnapshotFile;
import io.drover.daemon.wiring.Policies;
import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.PolicyFolder;
import io.drover.verticles.cluster.kubernetes.GroupFile;
import io.drover.verticles.policies.FolderSource;
import io.drover.verticles.policies.PolicySource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code drover simulate}. */
@Command(
    name = "simulate",
    description = {
      "Plan once on a snapshot and print what would be decided. No cluster and no daemon is asked.",
      "Without --rules the policies that are shipped decide."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class SimulateCommand implements Callable<Integer> {
  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      required = true,
      description = "what drover snapshot has written")
  private Path file = Path.of("snapshot.json");

  @Option(names = "--rules", paramLabel = "DIR", description = "the policy folder that decides")
  private @Nullable Path rules;

  @Option(
      names = "--groups",
      paramLabel = "FILE",
      description = "NodeGroups as for kubectl, in place of those of the same names")
  private @Nullable Path groups;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE})")
  private Output output = Output.text;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Snapshot snapshot;
    try {
      snapshot = grouped(SnapshotFile.read(file));
    } catch (Damaged | IllegalArgumentException wrong) {
      return refused((wrong instanceof Damaged ? file : groups) + " " + wrong.getMessage());
    } catch (IOException unreadable) {
      return refused("cannot be read: " + unreadable);
    }
    PolicySource source = rules == null ? new ShippedPolicies() : new FolderSource(rules);
    try {
      return switch (Policies.compiler().compile(new PolicyFolder(source.read()))) {
        case CompiledPolicies policies -> {
          print(Simulation.of(snapshot, policies, policies));
          yield Exit.OK;
        }
        case Compiled.Refused refused -> {
          refused.problems().forEach(problem -> refused(problem.toString()));
          yield Exit.PROBLEMS;
        }
      };
    } catch (IOException unreadable) {
      return refused("the policies cannot be read: " + unreadable.getMessage());
    }
  }

  private Snapshot grouped(Snapshot snapshot) throws IOException {
    return groups == null
        ? snapshot
        : Simulation.with(snapshot, GroupFile.read(Files.readString(groups)));
  }

  private void print(Simulation simulation) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(output == Output.json ? Output.json(simulation) : simulation.text());
    out.flush();
  }

  private int refused(String line) {
    spec.commandLine().getErr().println("drover: " + line);
    return Exit.PROBLEMS;
  }
}
