package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.HttpProbe;
import io.drover.ground.VpsieDoubleProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** VPSie servers become nodes, in both shapes of its API, on a real control plane. */
@ExtendWith(ControlPlaneExtension.class)
class VpsieIT {
  @Test
  void buysTheCheapestServerThatWillDoAndGivesItBackInTheDocumentsShape(ControlPlane plane)
      throws IOException {
    String credentials =
        VpsieSetup.secret(plane, VpsieDoubleProcess.CLIENT_ID, VpsieDoubleProcess.CLIENT_SECRET);
    scales(plane, VpsieSetup.DOCUMENT, credentials);
  }

  @Test
  @Tag("full")
  void doesTheSameInTheShapeOfVpsiesOwnClients(ControlPlane plane) throws IOException {
    scales(plane, VpsieSetup.APPS_V2, VpsieSetup.files());
  }

  private static void scales(ControlPlane plane, String shape, String credentials)
      throws IOException {
    Cluster cluster = Cluster.prepared(plane);
    try (VpsieDoubleProcess vpsie = VpsieDoubleProcess.start(plane.kubeconfig());
        DroverUnderTest drover =
            DroverUnderTest.start(VpsieSetup.of(plane, vpsie, shape, credentials))) {
      drover.awaitReady("prod");
      cluster.deploy("web", 3, "500m", "1Gi");
      Await.until(Duration.ofMinutes(3), "3 pods to run", () -> cluster.running("web") == 3);

      // Two cores and four GiB for 24 dollars a month carry all three; nothing cheaper does.
      assertThat(vpsie.living())
          .singleElement()
          .satisfies(server -> assertThat(server.at("/plan/name").asText()).isEqualTo("s-2c-4g"));
      assertThat(cluster.nodes())
          .singleElement()
          .satisfies(
              node -> {
                assertThat(node.getSpec().getProviderID()).startsWith("vpsie://");
                assertThat(node.getMetadata().getLabels())
                    .containsEntry("drover.dev/node-group", "workers");
              });
      assertThat(phases(drover)).containsSubsequence("PROVISIONED", "JOINED", "READY");

      cluster.scale("web", 0);
      Await.until(Duration.ofMinutes(3), "the server to go", () -> vpsie.living().isEmpty());
      Await.until(Duration.ofMinutes(1), "its node to go", () -> cluster.nodes().isEmpty());
      Await.until(Duration.ofMinutes(1), "its record to go", () -> cluster.records().isEmpty());
      assertThat(phases(drover)).endsWith("DRAINING", "TERMINATING", "GONE");
      assertThat(vpsie.servers()).hasSize(1);
      asDescribed(vpsie);
      assertThat(HttpProbe.get(drover.url("/metrics")).body())
          .contains("drover_vpsie_requests_seconds_count", "drover_vpsie_logins_total");
    }
  }

  private static List<String> phases(DroverUnderTest drover) {
    return drover.journal().stream()
        .filter(line -> line.path("kind").asText().equals("phase"))
        .map(line -> line.path("text").asText())
        .toList();
  }

  private static void asDescribed(VpsieDoubleProcess vpsie) {
    List<JsonNode> requests = vpsie.requests();
    assertThat(requests).isNotEmpty();
    assertThat(requests).noneMatch(request -> request.path("aboveRate").asBoolean());
    assertThat(requests)
        .filteredOn(request -> !request.path("deviations").isEmpty())
        .as("requests that depart from the API's description")
        .isEmpty();
  }
}
