package io.drover.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.ground.Await;
import io.drover.ground.SimulatedCloudProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

/**
 * From the start of the packaged daemon to its first plan on a large cluster, and what it then
 * takes. The group is only observed: the plan says what it would buy for the pods that wait.
 * Arguments: the JSON file to be written, the numbers of nodes and pods, the heap.
 */
public final class LargeClusterBench {
  private static final int PENDING = 200;
  private static final Duration DEADLINE = Duration.ofMinutes(10);
  private static final Duration SETTLED = Duration.ofSeconds(30);

  private LargeClusterBench() {}

  public static void main(String[] args) throws IOException {
    int nodes = Integer.parseInt(args[1]);
    int pods = Integer.parseInt(args[2]);
    Map<String, Object> figures = new LinkedHashMap<>();
    figures.put("nodes", nodes);
    figures.put("pods", pods);
    figures.put("heap", args[3]);
    try (RecordedCluster cluster = RecordedCluster.start(nodes, pods, PENDING);
        SimulatedCloudProcess cloud = SimulatedCloudProcess.start(cluster.kubeconfig())) {
      measure(cluster, cloud, figures);
    }
    String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures);
    Path file = Path.of(args[0]).toAbsolutePath();
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
    System.out.println(text);
  }

  private static void measure(
      RecordedCluster cluster, SimulatedCloudProcess cloud, Map<String, Object> figures) {
    Instant begin = Instant.now();
    try (DroverUnderTest drover =
        DroverUnderTest.startWith(
            Map.of("DROVER_HEAP", String.valueOf(figures.get("heap"))), parts(cluster, cloud))) {
      ProcessFigures daemon = new ProcessFigures(drover.process().pid());
      Await.until(
          DEADLINE,
          "a plan; the log: " + drover.process().log(),
          () -> !drover.process().isAlive() || bought(drover) > 0);
      if (!drover.process().isAlive()) {
        throw new IllegalStateException("the daemon has ended:\n" + drover.process().log());
      }
      figures.put("firstPlanSeconds", seconds(begin));
      figures.put("nodesItWouldBuy", bought(drover));
      figures.put("daemonCpuSeconds", daemon.cpuSeconds());
      figures.put("serverCpuSeconds", new ProcessFigures(cluster.pid()).cpuSeconds());
      figures.put("peakRssMiB", daemon.peakMiB());
      Instant quiet = Instant.now().plus(SETTLED);
      Await.until(DEADLINE, "it to settle", () -> Instant.now().isAfter(quiet));
      figures.put("settledRssMiB", daemon.residentMiB());
      figures.put("liveHeapMiB", daemon.liveHeapMiB());
      figures.put("peakRssMiBAtTheEnd", daemon.peakMiB());
      figures.put("viewAgeSeconds", drover.metric("drover_view_age_seconds"));
      Objects.requireNonNull(drover.body("/readyz/prod"));
    }
  }

  private static double seconds(Instant begin) {
    return Duration.between(begin, Instant.now()).toMillis() / 1000.0;
  }

  /** How many nodes the plan would buy, by the journal. */
  private static long bought(DroverUnderTest drover) {
    return drover.journal().stream().filter(LargeClusterBench::buys).count();
  }

  private static boolean buys(JsonNode line) {
    return line.path("kind").asText().equals("observed")
        && line.path("reason").asText().equals("PODS_UNSCHEDULABLE");
  }

  private static String parts(RecordedCluster cluster, SimulatedCloudProcess cloud) {
    return Setup.changed(
        Setup.of(cluster.kubeconfig(), cloud),
        "min: 0",
        "mode: Observe\n    labels: {pool: reports}\n    min: 0");
  }
}
