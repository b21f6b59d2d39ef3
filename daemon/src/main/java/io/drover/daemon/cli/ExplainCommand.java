package io.drover.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.rules.explain.DecisionRecord;
import io.drover.verticles.bus.Json;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code drover explain}. */
@Command(
    name = "explain",
    description = {
      "Ask the running daemon why a pod stays pending or a node stays.",
      "Also how a group stands, and what a plan changes.",
      "Exit code 1 when there is nothing of that name."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class ExplainCommand implements Callable<Integer> {
  private static final int OK = 200;

  /** What can be asked about, as it is typed. */
  enum Kind {
    pod,
    node,
    group,
    plan
  }

  @Parameters(index = "0", paramLabel = "KIND", description = "pod, node, group or plan")
  private Kind kind = Kind.pod;

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "NAME",
      description =
          "NAMESPACE/NAME of a pod, the name of a node or a group, the id of a plan; without it,"
              + " the newest plan")
  private @Nullable String name;

  @Option(
      names = "--cluster",
      paramLabel = "NAME",
      description = "the cluster, where more than one is served")
  private String cluster = "-";

  @Mixin private DaemonSocket daemon = new DaemonSocket();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE})")
  private Output output = Output.text;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws JsonProcessingException {
    if (name == null && kind != Kind.plan) {
      spec.commandLine().getErr().println("drover: which " + kind + "? Its name is missing");
      return Exit.USAGE;
    }
    ControlClient.Answer answer;
    try {
      answer = daemon.client().ask(HttpMethod.GET, path());
    } catch (ControlClient.NoDaemon none) {
      spec.commandLine().getErr().println("drover: " + none.getMessage());
      return Exit.NO_DAEMON;
    }
    if (answer.status() != OK) {
      String line = Json.mapper().readTree(answer.body()).path("error").asText();
      spec.commandLine().getErr().println("drover: " + line);
      return Exit.PROBLEMS;
    }
    DecisionRecord record = Json.mapper().readValue(answer.body(), DecisionRecord.class);
    spec.commandLine()
        .getOut()
        .println(
            output == Output.json
                ? Output.json(record)
                : record.text() + "\nsaid by " + answer.member());
    return Exit.OK;
  }

  private String path() {
    String about = name == null ? "" : "/" + ControlClient.encoded(name).replace("%2F", "/");
    return "/v1/explain/" + ControlClient.encoded(cluster) + "/" + kind + about;
  }
}
