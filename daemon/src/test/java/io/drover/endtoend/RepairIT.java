package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.ControlPlaneOptions;
import io.drover.ground.SimulatedCloudProcess;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A node that is not ready is replaced on a real control plane, after its group's {@code
 * repairAfter} and not while many of the group are like it.
 */
class RepairIT {
  @RegisterExtension
  static final ControlPlaneExtension CONTROL_PLANE =
      new ControlPlaneExtension(ControlPlaneOptions.quickToNoticeSilence());

  private static final Duration LONG = Duration.ofMinutes(2);
  private static final Duration REPAIR_AFTER = Duration.ofSeconds(15);
  private static final int NODES = 3;

  @Test
  void replacesANodeThatIsNotReadyAndNoneWhileMoreThanAFifthAreNot(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover = DroverUnderTest.start(repairing(plane, cloud))) {
      drover.awaitReady("prod");
      cluster.deploy("web", NODES, "1200m", "64Mi");
      drover.await(LONG, "the pods to run", () -> cluster.running("web") == NODES);
      List<String> nodes =
          cluster.nodes().stream().map(node -> node.getMetadata().getName()).toList();
      assertThat(nodes).hasSize(NODES);
      String one = nodes.getFirst();
      String two = nodes.getLast();

      plane.silence(one);
      plane.silence(two);
      for (String node : List.of(one, two)) {
        drover.await(
            LONG, node + " to stay and to say why", () -> says(drover, node, "TOO_MANY_UNHEALTHY"));
      }
      assertThat(cluster.cordoned()).isZero();
      assertThat(new CloudWitness(cloud).everMade()).isEqualTo(NODES);

      Instant since = unreadySince(cluster, one).orElseThrow();
      plane.unsilence(two);

      drover.await(LONG, "the other one to go", () -> node(cluster, one).isEmpty());
      assertThat(drained(drover, one)).isAfterOrEqualTo(since.plus(REPAIR_AFTER));
      drover.await(LONG, "its pod to run", () -> ready(cluster) == NODES);
      assertThat(node(cluster, two)).isPresent();
      assertThat(unreadySince(cluster, two)).isEmpty();
      CloudWitness witness = new CloudWitness(cloud);
      drover.await(LONG, "its machine to go", () -> witness.machines().size() == NODES);
      assertThat(witness.everMade()).isEqualTo(NODES + 1);
    }
  }

  private static String repairing(ControlPlane plane, SimulatedCloudProcess cloud) {
    return Setup.changed(
        Setup.changed(
            Setup.of(plane.kubeconfig(), cloud),
            "unneededTime: 12s",
            "repairAfter: %ds, utilizationThreshold: 0%%, unneededTime: 12s"
                .formatted(REPAIR_AFTER.toSeconds())),
        "zones: [zone-a]",
        "zones: [zone-a]\n    timeouts: {drain: 1m}");
  }

  private static boolean says(DroverUnderTest drover, String node, String reason) {
    return drover.says("explain", "node", node).contains(reason);
  }

  private static Optional<Node> node(Cluster cluster, String name) {
    return cluster.nodes().stream()
        .filter(node -> node.getMetadata().getName().equals(name))
        .findFirst();
  }

  /** Pods that run on nodes that are ready. */
  private static long ready(Cluster cluster) {
    return cluster.pods("web").stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(pod -> pod.getSpec().getNodeName() != null)
        .filter(pod -> unreadySince(cluster, pod.getSpec().getNodeName()).isEmpty())
        .filter(pod -> pod.getStatus().getPhase().equals("Running"))
        .count();
  }

  private static Optional<Instant> unreadySince(Cluster cluster, String name) {
    return node(cluster, name).stream()
        .flatMap(node -> node.getStatus().getConditions().stream())
        .filter(condition -> condition.getType().equals("Ready"))
        .filter(condition -> !condition.getStatus().equals("True"))
        .map(NodeCondition::getLastTransitionTime)
        .map(Instant::parse)
        .findFirst();
  }

  /** When its drain began, by the journal. */
  private static Instant drained(DroverUnderTest drover, String node) {
    return drover.journal().stream()
        .filter(line -> line.path("kind").asText().equals("phase"))
        .filter(line -> line.path("text").asText().contains("DRAINING"))
        .filter(line -> line.path("ids").path("node").asText().equals(node))
        .map(RepairIT::at)
        .findFirst()
        .orElseThrow();
  }

  private static Instant at(JsonNode line) {
    return Instant.parse(line.path("at").asText());
  }
}
