package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.daemon.manifests.Manifests;
import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.SimulatedCloudProcess;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The whole daemon with no more rights than {@code drover manifests} prints. */
@ExtendWith(ControlPlaneExtension.class)
class RunLeastRightsIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @Test
  void scalesUpAndDownUnderThePrintedRights(ControlPlane plane) {
    var unused = plane.apply(Manifests.print());
    Cluster cluster = Cluster.prepared(plane);
    Path account = plane.kubeconfigForServiceAccount("kube-system", "drover");
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover = DroverUnderTest.start(Setup.of(account, cloud))) {
      drover.awaitReady("prod");
      cluster.deploy("web", 4, "500m", "512Mi");
      Await.until(LONG, "four pods", () -> cluster.running("web") == 4);
      CloudWitness witness = new CloudWitness(cloud);
      assertThat(witness.machines()).hasSize(2);

      cluster.scale("web", 1);
      Await.until(
          LONG,
          "one node, one machine and one record",
          () ->
              cluster.nodes().size() == 1
                  && witness.machines().size() == 1
                  && cluster.records().size() == 1);
      Await.until(LONG, "the pod that is left", () -> cluster.running("web") == 1);
      assertThat(drover.process().log()).doesNotContain("forbidden", "403", "Exception");
    }
  }
}
