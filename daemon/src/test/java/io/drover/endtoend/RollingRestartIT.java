package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Three members are restarted one after the other while a hundred nodes are bought. */
@Tag("full")
@ExtendWith(ControlPlaneExtension.class)
class RollingRestartIT {
  private static final int NODES = 100;
  private static final Duration LONG = Duration.ofMinutes(3);

  @Test
  void losesNoDecisionAndMakesNoMachineTwice(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    String parts =
        Setup.changed(Setup.of(plane.kubeconfig(), "URL"), "rateLimit: 100", "rateLimit: 3");
    try (SimulatedCloudProcess cloud =
            SimulatedCloudProcess.start(plane.kubeconfig(), "--fenced", "true");
        Trio trio =
            Trio.onLoopback(
                Setup.changed(
                    Setup.changed(
                        Setup.changed(parts, "\"URL\"", "\"" + cloud.url() + "\""),
                        "max: 40",
                        "max: 120"),
                    "maxNodesPerPlan: 40, cooldown",
                    "maxNodesPerPlan: 100, cooldown"))) {
      CloudWitness witness = new CloudWitness(cloud);
      DroverUnderTest unused = trio.awaitOwner();
      cluster.deploy("web", NODES, "1500m", "512Mi");
      Await.until(LONG, "some machines, not all", () -> witness.everMade() >= 5);

      for (DroverUnderTest member : trio.all()) {
        assertThat(member.process().stop()).isEqualTo(143);
        member.restart();
        member.await(
            LONG, "the restarted member to be ready", () -> member.status("/readyz/prod") == 200);
        Await.until(
            LONG, "three that agree", () -> member.metric("drover_lock_reachable") == Trio.MEMBERS);
      }
      Await.until(Duration.ofMinutes(5), "all pods to run", () -> cluster.running("web") == NODES);
      System.out.println(
          "rolling restart: %d machines ever made, %d claims acted"
              .formatted(witness.everMade(), Trio.Acts.of(witness).claims()));
      assertThat(witness.everMade()).isEqualTo(NODES);
      assertThat(witness.machines()).hasSize(NODES);
      assertThat(cluster.records()).hasSize(NODES);
      assertThat(Trio.Acts.of(witness).late()).isEmpty();
    }
  }
}
