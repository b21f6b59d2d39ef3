package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** SIGHUP takes a good configuration whole and a broken one not at all. */
@ExtendWith(ControlPlaneExtension.class)
class ReloadIT {
  private static final Duration LONG = Duration.ofMinutes(1);
  private static final String TAKEN = "drover_config_last_reload_successful";

  @Test
  void takesAGoodFileAndKeepsTheOldOneWhenTheNewOneIsBroken(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig())) {
      String wide = Setup.of(plane.kubeconfig(), cloud);
      String narrow = Setup.changed(wide, "max: 40", "max: 1");
      try (DroverUnderTest drover = DroverUnderTest.start(narrow)) {
        drover.awaitReady("prod");
        cluster.deploy("web", 6, "500m", "512Mi");
        Await.until(LONG, "the pods that one node takes", () -> cluster.running("web") == 3);
        long pid = drover.process().pid();

        drover.spoil(Setup.changed(narrow, "max: 1", "max: many"));
        drover.process().reload();
        drover.awaitMetric(TAKEN, 0);
        assertThat(drover.process().log())
            .contains("configuration refused; the old one is kept", "nodeGroups.general.max");
        assertThat(drover.status("/readyz/prod")).isEqualTo(200);
        assertThat(cluster.running("web")).isEqualTo(3);

        drover.configure(wide);
        drover.process().reload();
        drover.awaitMetric(TAKEN, 1);
        Await.until(LONG, "the other pods", () -> cluster.running("web") == 6);
        assertThat(drover.process().pid()).isEqualTo(pid);
        assertThat(new CloudWitness(cloud).everMade()).isEqualTo(2);
        assertThat(cluster.lines("get", "ng", "general").getLast()).contains("40");
      }
    }
  }
}
