package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.DaemonProcess;
import io.drover.ground.Scratch;
import io.drover.ground.SimulatedCloudProcess;
import io.fabric8.kubernetes.api.model.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The running daemon says why, and a snapshot of it is decided the same without it. */
@ExtendWith(ControlPlaneExtension.class)
class ExplainIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @Test
  void tellsWhyAPodWaitsAndANodeStaysAndDecidesTheSameOnASnapshot(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover = DroverUnderTest.start(Setup.of(plane.kubeconfig(), cloud))) {
      drover.awaitReady("prod");
      cluster.deploy("web", 3, "500m", "512Mi");
      Await.until(LONG, "the pods to run", () -> cluster.running("web") == 3);
      cluster.deploy("huge", 1, "64", "512Mi");
      Await.until(LONG, "the huge pod to be explained", () -> explained(drover, cluster));

      String pod = explain(drover, "pod", huge(cluster));
      assertThat(pod)
          .contains("stays pending", "group general", "small/zone-a/on-demand")
          .contains("INSUFFICIENT_RESOURCES", "Insufficient cpu", "asks cpu 64")
          .contains("A pod that its scheduler found unschedulable is demand");

      String node = explain(drover, "node", busy(cluster));
      assertThat(node).contains("UTILIZATION_ABOVE_THRESHOLD", "threshold 0.50");

      assertThat(run("explain", "pod", "default/hug", "--socket", drover.socket().toString()))
          .contains("There is no pod 'default/hug'");

      Path snapshot = Scratch.folder("snapshot").resolve("prod.json.gz");
      run("snapshot", "-o", snapshot.toString(), "--socket", drover.socket().toString());
      String simulated = run("simulate", "--snapshot", snapshot.toString());
      for (var undone : drover.tells("prod").undone()) {
        if (undone.subject().startsWith("pod ")) {
          assertThat(simulated)
              .contains("not done: " + undone.subject() + " [" + undone.reason() + "]")
              .contains(undone.detail());
        }
      }
      assertThat(simulated).contains("INSUFFICIENT_RESOURCES", "not reviewed:");
    } finally {
      cluster.remove("huge");
      cluster.remove("web");
    }
  }

  private static boolean explained(DroverUnderTest drover, Cluster cluster) {
    return !cluster.pods("huge").isEmpty()
        && explain(drover, "pod", huge(cluster)).contains("INSUFFICIENT_RESOURCES");
  }

  private static String huge(Cluster cluster) {
    return "default/" + cluster.pods("huge").getFirst().getMetadata().getName();
  }

  private static String busy(Cluster cluster) {
    return cluster.nodes().stream()
        .filter(node -> node.getMetadata().getLabels().containsKey("drover.dev/node-group"))
        .map(Node::getMetadata)
        .map(meta -> meta.getName())
        .findFirst()
        .orElseThrow();
  }

  private static String explain(DroverUnderTest drover, String kind, String name) {
    return run("explain", kind, name, "--socket", drover.socket().toString());
  }

  /** What the command prints, whatever its exit code. */
  private static String run(String... args) {
    try (DaemonProcess command = DaemonProcess.start(new ArrayList<>(List.of(args)))) {
      command.awaitEnd(LONG);
      return command.log();
    }
  }
}
