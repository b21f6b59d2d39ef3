package io.drover.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.verticles.bus.PolicyReport;
import io.vertx.core.http.HttpMethod;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code drover rules history}. */
@Command(
    name = "history",
    description = "List the versions of the policies that have decided, oldest first.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class RulesHistoryCommand implements Callable<Integer> {
  @Mixin private PolicyOrders orders = new PolicyOrders();

  @Override
  public Integer call() throws JsonProcessingException {
    return orders.send(HttpMethod.GET, "/v1/rules/history", RulesHistoryCommand::print);
  }

  private static void print(PolicyReport report, PrintWriter out) {
    for (PolicyReport.Entry entry : report.history()) {
      out.printf(
          Locale.ROOT,
          "%s  %s  %-8s by %-12s %d decisions changed%n",
          entry.at(),
          entry.version(),
          entry.how(),
          entry.who().isEmpty() ? "unknown" : entry.who(),
          entry.differences());
    }
    PolicyOrders.printState(report, out);
  }
}
