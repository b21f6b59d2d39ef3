package io.drover.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.verticles.bus.Json;
import io.vertx.core.http.HttpMethod;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.BiConsumer;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Options and answers of the commands about locks. */
final class LockOrders {
  /** The members agree anew, then each cluster's claim is written. */
  private static final Duration DEADLINE = Duration.ofSeconds(40);

  private static final int NOT_FOUND = 404;

  @Mixin private DaemonSocket daemon = new DaemonSocket();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORMAT",
      description = "text or json (default: ${DEFAULT-VALUE})")
  private Output output = Output.text;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  /** Asks, prints the answer, and says with which code to end. */
  <T> int send(
      HttpMethod method,
      String path,
      Class<T> type,
      BiConsumer<T, PrintWriter> print,
      ToIntFunction<T> code)
      throws JsonProcessingException {
    ControlClient.Answer answer;
    try {
      answer = daemon.client().ask(method, path, DEADLINE);
    } catch (ControlClient.NoDaemon none) {
      err().println("drover: " + none.getMessage());
      return Exit.NO_DAEMON;
    }
    if (answer.status() == NOT_FOUND) {
      err().println("drover: " + Json.mapper().readTree(answer.body()).path("error").asText());
      return Exit.PROBLEMS;
    }
    T told = Json.mapper().readValue(answer.body(), type);
    PrintWriter out = spec.commandLine().getOut();
    if (output == Output.json) {
      out.println(Output.json(told));
    } else {
      print.accept(told, out);
    }
    out.flush();
    return code.applyAsInt(told);
  }

  PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
