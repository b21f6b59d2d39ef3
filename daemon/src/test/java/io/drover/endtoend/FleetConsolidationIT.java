package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.RecordedRequest;
import io.drover.ground.RecordingProxy;
import io.drover.ground.SimulatedCloudProcess;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A fleet of forty nodes shrinks to what its pods need while somebody looks all the time how many
 * of them serve.
 */
@Tag("full")
@ExtendWith(ControlPlaneExtension.class)
class FleetConsolidationIT {
  private static final Duration LONG = Duration.ofMinutes(6);
  private static final int PODS = 200;
  private static final int NODES = 40;
  private static final int AVAILABLE = 190;

  /** 200 pods of 100m on nodes of 1,900m, of which a removal leaves at most 95 % asked for. */
  private static final int LEAST = 12;

  @Test
  void noWorkloadHasFewerPodsThanItsBudgetAllowsWhileTheFleetShrinks(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        RecordingProxy proxy = RecordingProxy.before(plane);
        DroverUnderTest drover = DroverUnderTest.start(configuration(proxy, plane, cloud))) {
      drover.awaitReady("prod");
      cluster.deploy("filler", NODES, "1300m", "64Mi");
      drover.await(LONG, "a node for each", () -> cluster.running("filler") == NODES);
      cluster.deploy("web", PODS, "100m", "16Mi");
      drover.await(LONG, "the pods to run", () -> cluster.running("web") == PODS);
      cluster.guard("web", AVAILABLE);
      assertThat(cluster.nodes()).hasSize(NODES);

      try (Probe probe = Probe.of(cluster)) {
        cluster.remove("filler");
        drover.await(LONG, "the fleet to shrink", () -> cluster.nodes().size() <= LEAST);
        drover.await(LONG, "all pods to run", () -> cluster.running("web") == PODS);
        System.out.printf(
            "least ready of %d: %d, in %d looks; %d evictions, %d nodes left%n",
            PODS, probe.least(), probe.looks(), evictions(proxy).size(), cluster.nodes().size());
        assertThat(probe.looks()).isGreaterThan(50);
        assertThat(probe.least()).isGreaterThanOrEqualTo(AVAILABLE);
      }
      assertThat(cluster.nodes()).hasSize(LEAST);
      assertEachEvictionIsToldWithItsReason(drover.journal(), evictions(proxy).size());
    }
  }

  private static String configuration(
      RecordingProxy proxy, ControlPlane plane, SimulatedCloudProcess cloud) {
    String usual = Setup.of(proxy.kubeconfig(plane.adminToken()), cloud);
    return Setup.changed(
        Setup.changed(usual, "unneededTime: 12s", "utilizationThreshold: 100%, unneededTime: 3s"),
        "disruptionBudgets: [{nodes: 100%}]",
        "disruptionBudgets: [{nodes: 20%}]");
  }

  private static List<RecordedRequest> evictions(RecordingProxy proxy) {
    return proxy.requests(
        request ->
            request.method().equals("POST")
                && request.path().endsWith("/eviction")
                && request.status().orElse(0) == 201);
  }

  private static void assertEachEvictionIsToldWithItsReason(List<JsonNode> journal, int evictions) {
    List<JsonNode> told = journal.stream().filter(line -> kind(line).equals("evicted")).toList();
    Set<String> explained =
        journal.stream()
            .filter(line -> kind(line).equals("approved"))
            .filter(line -> line.path("text").asText().startsWith("remove "))
            .filter(line -> !line.path("reason").asText().isEmpty())
            .filter(line -> !line.path("rules").isEmpty())
            .map(FleetConsolidationIT::node)
            .collect(Collectors.toSet());
    assertThat(told).hasSize(evictions).isNotEmpty();
    assertThat(told.stream().map(FleetConsolidationIT::node)).allMatch(explained::contains);
  }

  private static String kind(JsonNode line) {
    return line.path("kind").asText();
  }

  private static String node(JsonNode line) {
    return line.path("ids").path("node").asText();
  }

  /** Looks several times a second how many pods of the workload are ready and stay. */
  private record Probe(Cluster cluster, Thread thread, AtomicInteger fewest, AtomicInteger count)
      implements AutoCloseable {
    static Probe of(Cluster cluster) {
      AtomicInteger fewest = new AtomicInteger(Integer.MAX_VALUE);
      AtomicInteger count = new AtomicInteger();
      Thread thread = Thread.ofPlatform().daemon().start(() -> look(cluster, fewest, count));
      return new Probe(cluster, thread, fewest, count);
    }

    private static void look(Cluster cluster, AtomicInteger fewest, AtomicInteger count) {
      while (!Thread.currentThread().isInterrupted()) {
        int ready = Math.toIntExact(cluster.pods("web").stream().filter(Probe::ready).count());
        fewest.accumulateAndGet(ready, Math::min);
        count.incrementAndGet();
        try {
          Thread.sleep(Duration.ofMillis(200));
        } catch (InterruptedException ended) {
          Thread.currentThread().interrupt();
        }
      }
    }

    private static boolean ready(Pod pod) {
      return pod.getMetadata().getDeletionTimestamp() == null
          && pod.getStatus().getConditions().stream()
              .anyMatch(c -> c.getType().equals("Ready") && c.getStatus().equals("True"));
    }

    int least() {
      return fewest.get();
    }

    int looks() {
      return count.get();
    }

    @Override
    public void close() {
      thread.interrupt();
    }
  }
}
