package io.drover.daemon.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.daemon.http.Locks;
import io.vertx.core.http.HttpMethod;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code drover locks reset}. */
@Command(
    name = "reset",
    description = {
      "Have the members begin their agreement on locks anew, after its majority was lost for good,",
      "and raise the epoch of clusters, so that nothing of before compares with what comes.",
      "All members that are to agree must run. Nobody acts on a cluster until its former claim",
      "has run out. Exit code 1 when something was not done."
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class LocksResetCommand implements Callable<Integer> {
  @Mixin private LockOrders orders = new LockOrders();

  @ArgGroup(multiplicity = "1")
  private Which which = new Which();

  @Option(names = "--yes", description = "it is meant so")
  private boolean yes;

  /** Of which clusters the epoch is raised. */
  static final class Which {
    @Option(names = "--cluster", paramLabel = "NAME", description = "this cluster; may be repeated")
    private List<String> clusters = new ArrayList<>();

    @Option(names = "--all", description = "every cluster that is served")
    private boolean all;

    String query() {
      return all
          ? "all=true"
          : String.join(
              "&",
              clusters.stream().map(name -> "cluster=" + ControlClient.encoded(name)).toList());
    }
  }

  @Override
  public Integer call() throws JsonProcessingException {
    if (!yes) {
      orders
          .err()
          .println(
              "drover: every lock of every member is given up by this. Say --yes if you mean it");
      return Exit.USAGE;
    }
    return orders.send(
        HttpMethod.POST,
        "/v1/locks/reset?" + which.query(),
        Locks.Reset.class,
        this::print,
        done -> done.refusal().isEmpty() && done.failed().isEmpty() ? Exit.OK : Exit.PROBLEMS);
  }

  private void print(Locks.Reset done, PrintWriter out) {
    if (!done.refusal().isEmpty()) {
      orders.err().println("drover: nothing was done: " + done.refusal());
      return;
    }
    out.println("the members agree anew");
    new TreeMap<>(done.raised())
        .forEach((cluster, epoch) -> out.println("cluster " + cluster + ": epoch " + epoch));
    new TreeMap<>(done.failed())
        .forEach(
            (cluster, why) ->
                orders.err().println("drover: cluster " + cluster + " keeps its epoch: " + why));
  }
}
