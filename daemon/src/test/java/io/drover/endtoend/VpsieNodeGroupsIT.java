package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.VpsieDoubleProcess;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** VPSie's own Kubernetes lets its nodes join: a node group there grows and shrinks. */
@Tag("full")
@ExtendWith(ControlPlaneExtension.class)
class VpsieNodeGroupsIT {
  private static final Duration LONG = Duration.ofMinutes(3);

  @ParameterizedTest
  @ValueSource(strings = {VpsieSetup.DOCUMENT, VpsieSetup.APPS_V2})
  void aNodeGroupOfVpsiesKubernetesGrowsAndShrinks(String shape, ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    cluster.forgetGroups();
    try (VpsieDoubleProcess vpsie = VpsieDoubleProcess.start(plane.kubeconfig());
        DroverUnderTest drover = DroverUnderTest.start(configuration(plane, vpsie, shape))) {
      drover.awaitReady("prod");
      cluster.deploy("web", 3, "500m", "1Gi");
      drover.await(LONG, "3 pods to run", () -> cluster.running("web") == 3);
      assertThat(vpsie.living())
          .isNotEmpty()
          .allSatisfy(server -> assertThat(server.at("/plan/number").asInt()).isEqualTo(103));

      cluster.scale("web", 0);
      drover.await(LONG, "the servers to go", () -> vpsie.living().isEmpty());
      Await.until(LONG, "their records to go", () -> cluster.records().isEmpty());
      assertThat(vpsie.requests())
          .filteredOn(request -> !request.path("deviations").isEmpty())
          .as("requests that depart from the API's description")
          .isEmpty();
    } finally {
      cluster.remove("web");
    }
  }

  private static String configuration(ControlPlane plane, VpsieDoubleProcess vpsie, String shape) {
    JsonNode made =
        vpsie.control(
            "POST",
            "cluster",
            "{\"clientId\": \"acme\", \"name\": \"own\", \"datacenter\": \"us-east-1\"}");
    String usual = VpsieSetup.of(plane, vpsie, shape, VpsieSetup.files());
    String joined = Setup.changed(usual, "shape:", "join: node-groups\n      shape:");
    return Setup.changed(
        joined,
        "    max: 6",
        "    max: 6\n    settings: {resourceIdentifier: %s, kubeSizeId: \"103\"}"
            .formatted(made.path("identifier").asText()));
  }
}
