package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.daemon.journal.Journal;
import io.drover.daemon.journal.LifeSearch;
import io.drover.daemon.journal.Timeline;
import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.DaemonProcess;
import io.drover.ground.HttpProbe;
import io.drover.ground.MetricsDocument;
import io.drover.ground.VpsieDoubleProcess;
import io.fabric8.kubernetes.api.model.Node;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** VPSie servers become nodes, in both shapes of its API, on a real control plane. */
@ExtendWith(ControlPlaneExtension.class)
class VpsieIT {
  private static final String GROUP_LABEL = "drover.dev/node-group";

  /** What VPSie itself takes for a server; that of the real one is minutes. */
  private static final Duration BOOT = Duration.ofSeconds(5);

  @Test
  void buysTheCheapestServerThatWillDoAndGivesItBackInTheDocumentsShape(ControlPlane plane)
      throws IOException {
    String secret =
        VpsieSetup.secret(plane, VpsieDoubleProcess.CLIENT_ID, VpsieDoubleProcess.CLIENT_SECRET);
    Cluster cluster = Cluster.prepared(plane);
    try (VpsieDoubleProcess vpsie = vpsie(plane);
        DroverUnderTest drover =
            DroverUnderTest.startWith(
                Map.of("DROVER_LOG_FORMAT", "json"),
                VpsieSetup.of(plane, vpsie, VpsieSetup.DOCUMENT, secret))) {
      String first = comes(drover, cluster, vpsie);
      String second = comesForOneMore(cluster);
      cluster.scale("web", 1);
      Await.until(Duration.ofMinutes(3), "the second server to go", () -> living(vpsie) == 1);
      Await.until(Duration.ofMinutes(1), "its record to go", () -> cluster.records().size() == 1);
      assertThat(ours(cluster).getFirst().getMetadata().getName()).isEqualTo(first);
      cluster.scale("web", 0);
      cluster.scale("more", 0);
      goes(drover, cluster, vpsie, 2);

      asTheDocumentSays(drover, second);
      measured(drover);
      assertThat(drover.process().log().lines()).isNotEmpty().allSatisfy(VpsieIT::isJson);
    }
  }

  /** What does not fit beside three pods, and does beside one, gets a server; its name. */
  private static String comesForOneMore(Cluster cluster) {
    String first = ours(cluster).getFirst().getMetadata().getName();
    cluster.deploy("more", 1, "450m", "128Mi");
    Await.until(Duration.ofMinutes(3), "one more to run", () -> cluster.running("more") == 1);
    List<String> names = ours(cluster).stream().map(node -> node.getMetadata().getName()).toList();
    assertThat(names).hasSize(2).contains(first);
    return names.stream().filter(name -> !name.equals(first)).findFirst().orElseThrow();
  }

  private static void asTheDocumentSays(DroverUnderTest drover, String node) throws IOException {
    LifeAsDocumented life = new LifeAsDocumented(lifeOf(drover, node), BOOT);
    life.hasEveryStepInOrder();
    life.takesLessThanTheDocumentSays();
    assertThat(steps(drover, node)).contains("pods pending", "pod evicted", "record deleted");
    assertThat(drover.journal())
        .filteredOn(line -> line.path("kind").asText().equals("phase"))
        .filteredOn(line -> line.has("durationSeconds"))
        .hasSize(12)
        .allSatisfy(line -> assertThat(line.at("/ids/machine").asText()).startsWith("vpsie://"));
  }

  /** Each step has its metric. */
  private static void measured(DroverUnderTest drover) {
    String scrape = drover.body("/metrics");
    for (String metric : List.of("provision", "join", "get_ready", "start", "drain", "deletion")) {
      assertThat(drover.metric("drover_node_" + metric + "_seconds_count{"))
          .as(metric)
          .isEqualTo(2);
    }
    assertThat(drover.metric("drover_pod_wait_seconds_count{")).isGreaterThanOrEqualTo(4);
    assertThat(drover.metric("drover_group_price_per_hour{")).isZero();
    assertThat(drover.metric("drover_estimated_monthly_savings_total{")).isBetween(24.0, 48.0);
    assertThat(MetricsDocument.unwritten(MetricsDocument.told(scrape))).isEmpty();
  }

  private static void isJson(String line) {
    assertThatCode(() -> new ObjectMapper().readTree(line)).as(line).doesNotThrowAnyException();
    assertThat(line).startsWith("{");
  }

  private static Timeline lifeOf(DroverUnderTest drover, String node) throws IOException {
    return new LifeSearch(Journal.in(drover.stateDirectory()), node).find();
  }

  /** What an operator sees of them. */
  private static String steps(DroverUnderTest drover, String node) {
    try (DaemonProcess command =
        DaemonProcess.start(
            List.of(
                "journal",
                "--state-directory",
                drover.stateDirectory().toString(),
                "--node",
                node,
                "--steps"))) {
      assertThat(command.awaitEnd(Duration.ofMinutes(1))).isZero();
      return command.log();
    }
  }

  @Test
  @Tag("full")
  void doesTheSameInTheShapeOfVpsiesOwnClients(ControlPlane plane) throws IOException {
    Cluster cluster = Cluster.prepared(plane);
    try (VpsieDoubleProcess vpsie = vpsie(plane);
        DroverUnderTest drover =
            DroverUnderTest.start(
                VpsieSetup.of(plane, vpsie, VpsieSetup.APPS_V2, VpsieSetup.files()))) {
      String unused = comes(drover, cluster, vpsie);
      cluster.scale("web", 0);
      goes(drover, cluster, vpsie, 1);
    }
  }

  private static VpsieDoubleProcess vpsie(ControlPlane plane) {
    return VpsieDoubleProcess.start(
        plane.kubeconfig(), "--boot-delay", BOOT.toSeconds() + "s", "--delete-delay", "2s");
  }

  /** Pods wait, a server is bought and joins, they run on it; its name. */
  private static String comes(DroverUnderTest drover, Cluster cluster, VpsieDoubleProcess vpsie) {
    drover.awaitReady("prod");
    cluster.deploy("web", 3, "500m", "1Gi");
    Await.until(Duration.ofMinutes(3), "3 pods to run", () -> cluster.running("web") == 3);

    // Two cores and four GiB for 24 dollars a month carry all three; nothing cheaper does.
    assertThat(vpsie.living())
        .singleElement()
        .satisfies(server -> assertThat(server.at("/plan/name").asText()).isEqualTo("s-2c-4g"));
    assertThat(ours(cluster)).hasSize(1);
    Node node = ours(cluster).getFirst();
    assertThat(node.getSpec().getProviderID()).startsWith("vpsie://");
    assertThat(node.getMetadata().getLabels()).containsEntry(GROUP_LABEL, "workers");
    assertThat(phases(drover)).containsSubsequence("PROVISIONED", "JOINED", "READY");
    return node.getMetadata().getName();
  }

  /** It is not needed any more, and goes with all that is known of it. */
  private static void goes(
      DroverUnderTest drover, Cluster cluster, VpsieDoubleProcess vpsie, int bought)
      throws IOException {
    Await.until(Duration.ofMinutes(3), "the server to go", () -> living(vpsie) == 0);
    Await.until(Duration.ofMinutes(1), "its node to go", () -> ours(cluster).isEmpty());
    Await.until(Duration.ofMinutes(1), "its record to go", () -> cluster.records().isEmpty());
    assertThat(phases(drover)).endsWith("DRAINING", "TERMINATING", "GONE");
    assertThat(vpsie.servers()).hasSize(bought);
    asDescribed(vpsie);
    assertThat(HttpProbe.get(drover.url("/metrics")).body())
        .contains("drover_vpsie_requests_seconds_count", "drover_vpsie_logins_total");
  }

  private static int living(VpsieDoubleProcess vpsie) {
    return vpsie.living().size();
  }

  private static List<Node> ours(Cluster cluster) {
    return cluster.nodes().stream()
        .filter(node -> node.getMetadata().getLabels().containsKey(GROUP_LABEL))
        .toList();
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
