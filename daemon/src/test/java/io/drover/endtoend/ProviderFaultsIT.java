package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The provider has no room, is too busy or is away: it is said why, and tried again later. */
@ExtendWith(ControlPlaneExtension.class)
class ProviderFaultsIT {
  @Test
  void namesWhatTheProviderLacks(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover = DroverUnderTest.start(Setup.of(plane.kubeconfig(), cloud))) {
      drover.awaitReady("prod");
      CloudWitness witness = new CloudWitness(cloud);
      fails(cluster, drover, witness, "NO_CAPACITY", "NO_CAPACITY");
      fails(cluster, drover, witness, "RATE_LIMITED", "RATE_LIMITED");
      fails(cluster, drover, witness, "PROVIDER_UNREACHABLE", "NO_ANSWER");
    }
  }

  private static void fails(
      Cluster cluster, DroverUnderTest drover, CloudWitness witness, String reason, String fault) {
    long before = witness.everMade();
    witness.faults(
        "[{\"match\": {\"operation\": \"create\"}, \"fault\": \"%s\", \"times\": 0}]"
            .formatted(fault));
    String app = "web-" + fault.toLowerCase(Locale.ROOT).replace('_', '-');
    cluster.deploy(app, 3, "500m", "512Mi");
    drover.awaitJournal(Duration.ofSeconds(60), "provider-failure", reason);
    Await.until(
        Duration.ofSeconds(60),
        reason + " in the group's status",
        () ->
            cluster
                .plane()
                .kubectl("get", "nodegroup", "general", "-o", "yaml")
                .contains("reason: " + reason));
    Await.until(
        Duration.ofSeconds(60),
        reason + " as an event",
        () ->
            cluster
                .lines("get", "events", "-A", "-o", "custom-columns=R:.reason")
                .contains(reason));
    assertThat(
            drover.metric(
                "drover_journal_lines_total{cluster=\"prod\",group=\"general\",kind=\"provider-failure\",reason=\""
                    + reason))
        .isPositive();
    assertThat(witness.everMade()).isEqualTo(before);

    witness.faults("[]");
    Await.until(Duration.ofMinutes(3), app + " to run afterwards", () -> cluster.running(app) == 3);
  }
}
