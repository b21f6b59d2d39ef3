package io.drover.daemon.cli;

import io.drover.daemon.demo.ShippedPolicies;
import io.drover.daemon.snapshot.Snapshot;
import io.drover.daemon.wiring.Policies;
import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.PolicyFolder;
import io.drover.verticles.policies.FolderSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Policies that a command compiles for itself, and where they come from. */
record OfflinePolicies(String origin, PolicyFolder files) {
  /** Those of the folder; where none is named those of the snapshot, else the shipped ones. */
  static OfflinePolicies of(@Nullable Path folder, Snapshot snapshot) throws IOException {
    if (folder != null) {
      return of(folder);
    }
    Optional<PolicyFolder> inside = snapshot.folder();
    return inside.isPresent()
        ? new OfflinePolicies("the snapshot", inside.get())
        : new OfflinePolicies("shipped", new PolicyFolder(new ShippedPolicies().read()));
  }

  static OfflinePolicies of(Path folder) throws IOException {
    return new OfflinePolicies(
        folder.toString(), new PolicyFolder(new FolderSource(folder).read()));
  }

  /** Compiled; empty, with each problem told, where they are refused. */
  Optional<CompiledPolicies> compiled(PrintWriter err) {
    return switch (Policies.compiler().compile(files)) {
      case CompiledPolicies policies -> Optional.of(policies);
      case Compiled.Refused refused -> {
        refused.problems().forEach(problem -> err.println("drover: " + problem));
        yield Optional.empty();
      }
    };
  }

  /** In words. */
  String text() {
    return "policies " + files.version() + " (" + origin + ")";
  }
}
