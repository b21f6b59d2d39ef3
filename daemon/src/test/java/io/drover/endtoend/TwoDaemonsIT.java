package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two installations that do not know each other, pointed at one cluster. */
@ExtendWith(ControlPlaneExtension.class)
class TwoDaemonsIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  @Test
  void oneActsAndTheOtherSaysWhoOwnsTheClusterUntilThatOneGoes(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud =
            SimulatedCloudProcess.start(plane.kubeconfig(), "--fenced", "true");
        DroverUnderTest one = DroverUnderTest.start(Setup.of(plane.kubeconfig(), cloud))) {
      one.awaitReady("prod");
      try (DroverUnderTest other =
          DroverUnderTest.startAt(
              DroverUnderTest.Place.ALONE.of("stranger"), Setup.of(plane.kubeconfig(), cloud))) {
        other.awaitReady("prod");
        String owner = one.tells("prod").holder();
        assertThat(owner).startsWith("test/");
        assertThat(other.body("/readyz/prod")).contains("standby; the claim is held by " + owner);
        assertThat(other.tells("prod").owner()).isFalse();
        assertThat(other.says("status")).contains(owner).endsWith("exit code 0");
        assertThat(other.process().log().lines().filter(line -> line.contains(owner))).hasSize(1);

        cluster.deploy("web", 3, "500m", "512Mi");
        Await.until(LONG, "pods to run", () -> cluster.running("web") == 3);
        CloudWitness witness = new CloudWitness(cloud);
        assertThat(witness.log().stream().filter(line -> made(line)))
            .allMatch(
                line -> line.path("tags").path("drover-installation").asText().equals("test"));
        assertThat(other.journal())
            .noneMatch(line -> line.path("kind").asText().equals("approved"));

        assertThat(one.process().stop()).isEqualTo(143);
        Await.until(LONG, "the other to own it", () -> other.tells("prod").owner());
        cluster.scale("web", 9);
        Await.until(LONG, "more pods to run", () -> cluster.running("web") == 9);
        assertThat(Trio.Acts.of(witness).late()).isEmpty();
        assertThat(Trio.Acts.of(witness).claims()).isEqualTo(2);
      }
    }
  }

  private static boolean made(JsonNode line) {
    return line.path("operation").asText().equals("created");
  }
}
