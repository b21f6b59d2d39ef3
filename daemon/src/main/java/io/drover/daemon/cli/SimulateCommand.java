package io.drover.daemon.cli;

import io.drover.daemon.snapshot.Damaged;
import io.drover.daemon.snapshot.Simulation;
import io.drover.daemon.snapshot.Snapshot;
import io.drover.daemon.snapshot.SnapshotFile;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.verticles.cluster.kubernetes.GroupFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
      "Plan once on a snapshot and print what would be decided.",
      "No cluster and no daemon is asked. Without --rules the policies decide that are",
      "in the snapshot; in one that was written with --redact there are none, and the",
      "shipped ones do."
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
    try {
      OfflinePolicies policies = OfflinePolicies.of(rules, snapshot);
      Optional<CompiledPolicies> compiled = policies.compiled(spec.commandLine().getErr());
      compiled.ifPresent(by -> print(Simulation.of(snapshot, by, by), policies, snapshot));
      return compiled.isPresent() ? Exit.OK : Exit.PROBLEMS;
    } catch (IOException unreadable) {
      return refused("the policies cannot be read: " + unreadable.getMessage());
    }
  }

  private Snapshot grouped(Snapshot snapshot) throws IOException {
    return groups == null
        ? snapshot
        : Simulation.with(snapshot, GroupFile.read(Files.readString(groups)));
  }

  private void print(Simulation simulation, OfflinePolicies policies, Snapshot snapshot) {
    PrintWriter out = spec.commandLine().getOut();
    if (output == Output.json) {
      out.println(Output.json(simulation));
    } else {
      boolean same = policies.files().version().equals(snapshot.policies());
      out.println(
          "by " + policies.text() + (same ? "" : "; the daemon went by " + snapshot.policies()));
      out.println(simulation.text());
    }
    out.flush();
  }

  private int refused(String line) {
    spec.commandLine().getErr().println("drover: " + line);
    return Exit.PROBLEMS;
  }
}
