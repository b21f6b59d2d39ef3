package io.drover.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.daemon.http.Locks;
import io.drover.verticles.bus.ClaimState;
import io.vertx.core.http.HttpMethod;
import java.io.PrintWriter;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code drover locks list}. */
@Command(
    name = "list",
    description = {
      "Who owns which cluster, as this member sees it, and which members agree about it.",
      "Exit code 1 when nobody can say who may own a cluster."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class LocksListCommand implements Callable<Integer> {
  @Mixin private LockOrders orders = new LockOrders();

  @Override
  public Integer call() throws JsonProcessingException {
    return orders.send(
        HttpMethod.GET,
        "/v1/locks",
        Locks.Report.class,
        LocksListCommand::print,
        LocksListCommand::code);
  }

  private static int code(Locks.Report report) {
    return report.clusters().values().stream()
            .allMatch(held -> held.standing().hindrance().isEmpty())
        ? Exit.OK
        : Exit.PROBLEMS;
  }

  private static void print(Locks.Report report, PrintWriter out) {
    Locks.Agreement agreement = report.agreement();
    out.println("members " + String.join(", ", agreement.members()));
    out.println("asked   " + report.member());
    out.println("locks   " + agreement(agreement));
    new TreeMap<>(report.clusters())
        .forEach(
            (name, held) -> {
              ClaimState.Standing standing = held.standing();
              out.printf(
                  "cluster %s: %s, epoch %d, fence %d%s%s%n",
                  name,
                  held.holder().isEmpty() ? "held by nobody" : "held by " + held.holder(),
                  standing.token().epoch(),
                  standing.token().fence(),
                  standing.lock().isEmpty() ? " by the claim alone" : " of " + standing.lock(),
                  standing.since() == null ? "" : ", since " + standing.since());
              if (!standing.hindrance().isEmpty()) {
                out.println("  " + standing.hindrance());
              }
            });
  }

  private static String agreement(Locks.Agreement agreement) {
    if (agreement.seats() == 0) {
      return "none: with fewer than three members the claim in the cluster decides alone";
    }
    return agreement.here() == null
        ? "%d members are to agree; there is no majority".formatted(agreement.seats())
        : "%d of %d members that agree are here".formatted(agreement.here(), agreement.seats());
  }
}
