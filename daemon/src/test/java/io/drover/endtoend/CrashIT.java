package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.KillPoint;
import io.drover.ground.RecordedRequest;
import io.drover.ground.RecordingProxy;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The daemon dies at the worst moments; nothing is bought twice, nothing leaks. */
@ExtendWith(ControlPlaneExtension.class)
class CrashIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @Test
  void buysOneMachineWhenKilledAfterTheProviderAcceptedTheCreate(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        RecordingProxy proxy = RecordingProxy.before(cloud.url());
        DroverUnderTest started =
            DroverUnderTest.start(Setup.of(plane.kubeconfig(), proxy.url()))) {
      started.awaitReady("prod");
      KillPoint kill =
          proxy.killAt(
              KillPoint.Stage.AFTER_FORWARDING_BEFORE_ANSWER,
              CrashIT::create,
              () -> started.process().kill9());

      cluster.deploy("web", 1, "500m", "512Mi");
      Await.until(LONG, "the daemon to be killed", kill::fired);
      CloudWitness witness = new CloudWitness(cloud);
      assertThat(witness.everMade()).isEqualTo(1);

      started.restart();
      started.awaitReady("prod");
      Await.until(LONG, "the pod to run", () -> cluster.running("web") == 1);
      Await.until(LONG, "one record", () -> cluster.records().size() == 1);
      assertThat(witness.everMade()).isEqualTo(1);
      assertThat(witness.machines()).hasSize(1);

      killBetweenCordonAndDelete(cluster, witness, proxy, started);
    }
  }

  private static void killBetweenCordonAndDelete(
      Cluster cluster, CloudWitness witness, RecordingProxy proxy, DroverUnderTest drover) {
    KillPoint kill =
        proxy.killAt(
            KillPoint.Stage.BEFORE_FORWARDING,
            request -> request.method().equals("DELETE"),
            () -> drover.process().kill9());
    cluster.scale("web", 0);
    Await.until(LONG, "the daemon to be killed before the delete", kill::fired);
    assertThat(cluster.cordoned()).isEqualTo(1);
    assertThat(witness.machines()).hasSize(1);

    drover.restart();
    drover.awaitReady("prod");
    Await.until(
        LONG,
        "the machine, the node and the record to go",
        () ->
            witness.machines().isEmpty()
                && cluster.nodes().isEmpty()
                && cluster.records().isEmpty());
    assertThat(witness.everMade()).isEqualTo(1);
  }

  private static boolean create(RecordedRequest request) {
    return request.method().equals("POST") && request.path().equals("/v1/instances");
  }
}
