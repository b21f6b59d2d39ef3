package io.drover.daemon.cli;

import io.drover.daemon.manifests.Manifests;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code drover manifests}. */
@Command(
    name = "manifests",
    description = {
      "Print the custom resource definitions and the least rights that Drover needs.",
      "Apply them to a cluster before it is served: drover manifests | kubectl apply -f -"
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ManifestsCommand implements Callable<Integer> {
  @Option(
      names = "--lease-namespace",
      paramLabel = "NAMESPACE",
      defaultValue = "kube-system",
      description = {
        "where Drover's account and its claim on the cluster lie, as",
        "clusters.<name>.leaseNamespace (default: ${DEFAULT-VALUE})"
      })
  private String leaseNamespace = "kube-system";

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    String text = Manifests.print(Manifests.Places.in(leaseNamespace));
    // println, because picocli's writer is flushed only then.
    spec.commandLine().getOut().println(text.stripTrailing());
    return Exit.OK;
  }
}
