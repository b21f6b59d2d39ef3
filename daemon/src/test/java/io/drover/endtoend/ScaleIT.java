package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.RecordedRequest;
import io.drover.ground.RecordingProxy;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A pending pod gets a node, and a node that is not needed goes, on a real control plane. */
@ExtendWith(ControlPlaneExtension.class)
class ScaleIT {

  @Test
  void scalesUpForPendingPodsAndDownWhenTheyAreGone(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        RecordingProxy proxy = RecordingProxy.before(plane);
        DroverUnderTest drover =
            DroverUnderTest.start(Setup.of(proxy.kubeconfig(plane.adminToken()), cloud))) {
      drover.awaitReady("prod");
      cluster.deploy("guarded", 3, "100m", "64Mi");
      cluster.guard("guarded", 3);
      running(cluster, "guarded", 3);
      Set<String> guarded = cluster.uids("guarded");

      cluster.deploy("web", 60, "500m", "512Mi");
      running(cluster, "web", 60);
      CloudWitness witness = new CloudWitness(cloud);
      // 1,900m allocatable take three pods of 500m; the guarded ones leave room for three as well.
      assertThat(witness.machines()).hasSize(20);
      assertThat(cluster.nodes()).hasSize(20);
      assertThat(cluster.records()).hasSize(20);
      drover.awaitJournal(Duration.ofSeconds(30), "planned", "");

      Set<String> before = cluster.uids("web");
      cluster.scale("web", 5);
      Instant shrunk = Instant.now();
      Await.until(Duration.ofMinutes(3), "surplus nodes to go", () -> cluster.nodes().size() <= 3);
      assertThat(Duration.between(shrunk, Instant.now())).isGreaterThan(Setup.UNNEEDED);
      running(cluster, "web", 5);
      assertThat(cluster.nodes().size()).isGreaterThanOrEqualTo(2);
      assertThat(cluster.uids("guarded")).isEqualTo(guarded);
      Await.until(
          Duration.ofSeconds(60),
          "machines and records to agree",
          () ->
              witness.machines().size() == cluster.nodes().size()
                  && cluster.records().size() == cluster.nodes().size());
      assertThat(proxy.requests(r -> r.method().equals("DELETE") && r.path().contains("/pods/")))
          .isEmpty();
      // Whichever pods its controller leaves: none is anew unless it was evicted.
      assertThat(proxy.requests(ScaleIT::eviction).isEmpty())
          .isEqualTo(before.containsAll(cluster.uids("web")));
    }
  }

  private static boolean eviction(RecordedRequest request) {
    return request.method().equals("POST") && request.path().contains("/eviction");
  }

  private static void running(Cluster cluster, String app, int pods) {
    Await.until(
        Duration.ofMinutes(2), pods + " pods of " + app, () -> cluster.running(app) == pods);
  }
}
