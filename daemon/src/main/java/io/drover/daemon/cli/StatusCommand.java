package io.drover.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.daemon.http.Readiness;
import io.drover.daemon.http.Status;
import io.drover.verticles.bus.Json;
import io.vertx.core.http.HttpMethod;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code drover status}. */
@Command(
    name = "status",
    description = {
      "Ask the running daemon how its clusters, groups, nodes and providers are.",
      "What is said of a cluster is what its owner says, whichever member is asked. Exit code 1",
      "when a cluster or a provider is not ready, or an owner does not answer."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class StatusCommand implements Callable<Integer> {
  @Mixin private DaemonSocket daemon = new DaemonSocket();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE})")
  private Output output = Output.text;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws JsonProcessingException {
    ControlClient.Answer answer;
    try {
      answer = daemon.client().ask(HttpMethod.GET, "/v1/status");
    } catch (ControlClient.NoDaemon none) {
      spec.commandLine().getErr().println("drover: " + none.getMessage());
      return Exit.NO_DAEMON;
    }
    Status status = Json.mapper().readValue(answer.body(), Status.class);
    PrintWriter out = spec.commandLine().getOut();
    if (output == Output.json) {
      out.println(Output.json(status));
    } else {
      print(status, out);
    }
    boolean answered =
        status.clusters().values().stream().allMatch(cluster -> cluster.unanswered().isEmpty());
    return answered && status.readiness().stream().allMatch(Readiness::ready)
        ? Exit.OK
        : Exit.PROBLEMS;
  }

  private static void print(Status status, PrintWriter out) {
    status.readiness().forEach(readiness -> out.println(readiness.text()));
    print(status.policies(), out);
    for (Map.Entry<String, Status.Cluster> entry : status.clusters().entrySet()) {
      Status.Cluster cluster = entry.getValue();
      out.println();
      out.println(
          "cluster "
              + entry.getKey()
              + (cluster.owner() ? ", owned by " + cluster.saidBy() + ", which says this" : "")
              + age(cluster));
      if (!cluster.unanswered().isEmpty()) {
        out.println("  " + cluster.unanswered() + "; " + cluster.saidBy() + " says this");
      }
      cluster.groups().forEach(group -> out.println("  " + text(group)));
      cluster.nodes().forEach(node -> out.println("  " + text(node)));
      Undone.lines(cluster.undone()).forEach(line -> out.println("  " + line));
    }
    out.flush();
  }

  private static void print(Status.Policies policies, PrintWriter out) {
    out.println(
        "policies "
            + (policies.version().isEmpty() ? "none yet" : policies.version())
            + (policies.pinned() ? ", chosen by hand; the folder is " + policies.folder() : ""));
    policies.problems().forEach(problem -> out.println("  refused: " + problem));
    if (!policies.held().isEmpty()) {
      out.println("  held: " + policies.held() + "; drover rules apply --confirm takes it");
    }
  }

  private static String age(Status.Cluster cluster) {
    Double age = cluster.viewAgeSeconds();
    return age == null ? "" : String.format(Locale.ROOT, ", view %.1f s old", age);
  }

  private static String text(Status.Group group) {
    return String.format(
        Locale.ROOT,
        "group %-20s %d ready of %d nodes (min %d, max %d) from %s, mode %s",
        group.name(),
        group.ready(),
        group.current(),
        group.min(),
        group.max(),
        group.provider(),
        group.mode());
  }

  private static String text(Status.Node node) {
    return String.format(
        Locale.ROOT,
        "node  %-20s %-12s %s at %s USD/h, %s since %s%s",
        node.name(),
        node.phase(),
        node.offering(),
        node.pricePerHour(),
        node.providerId() == null ? "no machine yet" : node.providerId(),
        node.since(),
        node.failure() == null ? "" : ", last failure " + node.failure());
  }
}
