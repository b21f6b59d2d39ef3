package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.FreePorts;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two members: one plans for the cluster, only the other reaches the machines. */
@ExtendWith(ControlPlaneExtension.class)
class SitesIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String LIVES_HERE = "the account lives on this member";

  @Test
  void theMemberOfTheSiteAsksTheAccountForTheOneThatPlans(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    List<Integer> ports = FreePorts.take(2);
    int nowhere = FreePorts.take(1).getFirst();
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest planner =
            member(plane, ports, 0, "site: away\n", "http://127.0.0.1:" + nowhere)) {
      planner.awaitReady("prod");
      try (DroverUnderTest home = member(plane, ports, 1, "site: home\n", cloud.url())) {
        home.awaitReady("prod");
        assertThat(planner.tells("prod").owner()).isTrue();

        cluster.deploy("web", 3, "500m", "512Mi");

        Await.until(LONG, "pods to run", () -> cluster.running("web") == 3);
        assertThat(planner.process().log()).doesNotContain(LIVES_HERE);
        assertThat(home.process().log()).contains(LIVES_HERE);
        assertThat(planner.status("/readyz/cloud")).isEqualTo(200);
        assertThat(Trio.Acts.of(new CloudWitness(cloud)).claims()).isEqualTo(1);
      }
    }
  }

  /** The provider belongs to the site {@code home}; each member knows it at its own address. */
  private static DroverUnderTest member(
      ControlPlane plane, List<Integer> ports, int number, String site, String cloud) {
    String all = "127.0.0.1:" + ports.getFirst() + ", 127.0.0.1:" + ports.getLast();
    return DroverUnderTest.startAt(
        DroverUnderTest.Place.ALONE.among(
            "{host: 127.0.0.1, port: %d, eventBusPort: 0, members: [%s]}"
                .formatted(ports.get(number), all)),
        site
            + Setup.changed(
                Setup.of(plane.kubeconfig(), cloud),
                "rateLimit: 100",
                "site: home, rateLimit: 100"));
  }
}
