package io.drover.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.Manifests;
import io.drover.ground.SimulatedCloudProcess;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Watch;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * From a pod that becomes Unschedulable, as this program's own watch sees it, to the create request
 * that the simulated cloud receives. Arguments: the JSON file to be written, the number of trials.
 */
public final class LatencyBench {
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final ControlPlane plane;
  private final CloudWitness witness;
  private final ConcurrentMap<String, Instant> unschedulable = new ConcurrentHashMap<>();

  private LatencyBench(ControlPlane plane, CloudWitness witness) {
    this.plane = plane;
    this.witness = witness;
  }

  public static void main(String[] args) throws IOException {
    int trials = Integer.parseInt(args[1]);
    try (ControlPlane plane = ControlPlane.start()) {
      Cluster.prepared(plane);
      try (SimulatedCloudProcess cloud =
              SimulatedCloudProcess.start(plane.kubeconfig(), "--boot-delay", "100ms");
          DroverUnderTest drover =
              DroverUnderTest.start(
                  Setup.changed(
                      Setup.of(plane.kubeconfig(), cloud), "max: 40", "max: " + 2 * trials))) {
        drover.awaitReady("prod");
        report(Path.of(args[0]), new LatencyBench(plane, new CloudWitness(cloud)).run(trials));
      }
    }
  }

  private List<Long> run(int trials) {
    List<Long> millis = new ArrayList<>();
    Watch watch = plane.client().pods().inNamespace("default").watch(new Seeing());
    for (int trial = 0; trial < trials; trial++) {
      millis.add(trial("trial-" + trial, trial));
    }
    watch.close();
    return millis;
  }

  /** Each pod fills a node, so that the next one needs another. */
  private long trial(String name, int before) {
    var unused = plane.client().resource(Manifests.pod(name, "1500m", Map.of())).create();
    Instant seen =
        Await.value(DEADLINE, name + " unschedulable", () -> unschedulable.get(name), any -> true);
    List<Instant> creates =
        Await.value(DEADLINE, "a create", this::creates, all -> all.size() > before);
    Await.until(DEADLINE, name + " to run", () -> running(name));
    // What the new node still tells of itself would hold the next batch window open.
    Instant quiet = Instant.now().plus(QUIET);
    Await.until(DEADLINE, "the cluster to be idle", () -> Instant.now().isAfter(quiet));
    return Duration.between(seen, creates.get(before)).toMillis();
  }

  private boolean running(String pod) {
    return plane
        .client()
        .pods()
        .inNamespace("default")
        .withName(pod)
        .get()
        .getStatus()
        .getPhase()
        .equals("Running");
  }

  private List<Instant> creates() {
    return witness.log().stream()
        .filter(line -> line.path("event").asText().equals("REQUEST"))
        .filter(line -> line.path("operation").asText().equals("create"))
        .map(LatencyBench::time)
        .toList();
  }

  private static Instant time(JsonNode line) {
    return Instant.parse(line.path("time").asText());
  }

  private static void report(Path file, List<Long> millis) throws IOException {
    List<Long> sorted = millis.stream().sorted().toList();
    Map<String, Object> figures =
        Map.of(
            "trials", millis.size(),
            "p50Millis", at(sorted, 0.50),
            "p90Millis", at(sorted, 0.90),
            "p99Millis", at(sorted, 0.99),
            "maxMillis", sorted.getLast(),
            "millis", millis);
    Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
    Files.writeString(file, new ObjectMapper().writeValueAsString(figures));
    System.out.printf(
        "unschedulable -> create request: %d trials, p50 %d ms, p90 %d ms, p99 %d ms, max %d ms%n",
        millis.size(), at(sorted, 0.50), at(sorted, 0.90), at(sorted, 0.99), sorted.getLast());
  }

  private static long at(List<Long> sorted, double quantile) {
    int rank = (int) Math.ceil(quantile * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }

  /** Writes down when each pod was first seen to fit nowhere. */
  private final class Seeing implements Watcher<Pod> {
    @Override
    public void eventReceived(Action action, Pod pod) {
      boolean nowhere =
          pod.getStatus().getConditions().stream()
              .anyMatch(
                  condition ->
                      condition.getType().equals("PodScheduled")
                          && Objects.equals(condition.getReason(), "Unschedulable"));
      if (nowhere) {
        unschedulable.putIfAbsent(pod.getMetadata().getName(), Instant.now());
      }
    }

    @Override
    public void onClose(WatcherException cause) {
      System.err.println("the watch ended: " + cause);
    }
  }
}
