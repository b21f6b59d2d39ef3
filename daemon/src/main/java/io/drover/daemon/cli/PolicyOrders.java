package io.drover.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.verticles.bus.Json;
import io.drover.verticles.bus.PolicyReport;
import io.vertx.core.http.HttpMethod;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options and answers of the commands that have the daemon do something with its policies. */
final class PolicyOrders {
  /** Every cluster decides twice, and the daemon may be at another change. */
  private static final Duration DEADLINE = Duration.ofSeconds(100);

  private static final int NO_ANSWER = 503;

  @Mixin private DaemonSocket daemon = new DaemonSocket();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE})")
  private Output output = Output.text;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /** Sends the order and prints the report: refused is exit code 1. */
  int send(HttpMethod method, String path, BiConsumer<PolicyReport, PrintWriter> print)
      throws JsonProcessingException {
    PrintWriter err = spec.commandLine().getErr();
    ControlClient.Answer answer;
    try {
      String asked =
          path + (path.contains("?") ? "&" : "?") + "who=" + ControlClient.encoded(who());
      answer = daemon.client().ask(method, asked, DEADLINE);
    } catch (ControlClient.NoDaemon none) {
      err.println("drover: " + none.getMessage());
      return Exit.NO_DAEMON;
    }
    if (answer.status() == NO_ANSWER) {
      err.println("drover: the daemon did not answer in time: " + answer.body().strip());
      return Exit.PROBLEMS;
    }
    PolicyReport report = Json.mapper().readValue(answer.body(), PolicyReport.class);
    print(report, out -> print.accept(report, out));
    if (output != Output.json) {
      report.refusal().lines().forEach(line -> err.println("drover: " + line));
    }
    return report.refusal().isEmpty() ? Exit.OK : Exit.PROBLEMS;
  }

  /** Prints it in the form that was asked for. */
  void print(Object whole, Consumer<PrintWriter> text) {
    PrintWriter out = spec.commandLine().getOut();
    if (output == Output.json) {
      out.println(Output.json(whole));
    } else {
      text.accept(out);
    }
    out.flush();
  }

  /** Whoever called sudo, else whoever runs this. */
  private static String who() {
    String caller = System.getenv("SUDO_USER");
    return caller == null || caller.isEmpty() ? System.getProperty("user.name", "") : caller;
  }

  /** What the versions decide differently, cluster by cluster. */
  static void printDifferences(PolicyReport report, PrintWriter out) {
    report
        .differences()
        .forEach(
            (cluster, diff) -> {
              out.println("cluster " + cluster + ":");
              diff.lines().forEach(line -> out.println("  " + line));
            });
  }

  /** Which version decides now. */
  static void printState(PolicyReport report, PrintWriter out) {
    String pinned = report.state().pinned() ? ", chosen by hand" : "";
    out.println("policies " + report.state().version() + pinned);
  }
}
