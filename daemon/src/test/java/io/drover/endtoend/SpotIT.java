package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.RecordedRequest;
import io.drover.ground.RecordingProxy;
import io.drover.ground.Scratch;
import io.drover.ground.SimulatedCloudProcess;
import io.drover.verticles.spot.SenderOfNotices;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A signed interruption notice empties its node before the machine is taken away. */
@ExtendWith(ControlPlaneExtension.class)
class SpotIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String SECRET = "between the cloud and the daemon";
  private static final SenderOfNotices SENDER = new SenderOfNotices(SECRET);
  private static final int NOTICE_SECONDS = 120;

  @Test
  void emptiesAnInterruptedNodeBeforeItsMachineGoes(ControlPlane plane) throws Exception {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        RecordingProxy proxy = RecordingProxy.before(plane);
        DroverUnderTest drover =
            DroverUnderTest.start(
                Setup.of(proxy.kubeconfig(plane.adminToken()), cloud) + webhook())) {
      drover.awaitReady("prod");
      CloudWitness witness = new CloudWitness(cloud);
      witness.tell(drover.url("/webhooks/spot"), SECRET);
      cluster.deploy("web", 2, "500m", "512Mi");
      Await.until(LONG, "two pods", () -> cluster.running("web") == 2);
      String doomed = witness.machines().getFirst().path("id").asText();
      String node = cluster.nodes().getFirst().getMetadata().getName();

      Instant told = Instant.now();
      witness.interrupt(doomed, NOTICE_SECONDS);

      Await.until(
          LONG, "the machine to end", () -> witness.when(doomed, "terminating").isPresent());
      Instant ending = witness.when(doomed, "terminating").orElseThrow();
      assertThat(ending).isBefore(told.plusSeconds(NOTICE_SECONDS));
      assertThat(proxy.requests(SpotIT::eviction))
          .hasSizeGreaterThanOrEqualTo(2)
          .allMatch(eviction -> eviction.at().isBefore(ending));
      assertThat(proxy.requests(request -> cordon(request, node)))
          .isNotEmpty()
          .first()
          .matches(
              cordon -> cordon.at().isBefore(proxy.requests(SpotIT::eviction).getFirst().at()));
      Await.until(LONG, "the pods to run elsewhere", () -> cluster.running("web") == 2);
      assertThat(cluster.pods("web")).noneMatch(pod -> node.equals(pod.getSpec().getNodeName()));
      Await.until(
          LONG,
          "the old node to go",
          () -> cluster.nodes().stream().noneMatch(n -> n.getMetadata().getName().equals(node)));
      drover.awaitJournal(Duration.ofSeconds(5), "approved", "NODE_INTERRUPTED");
    }
  }

  @Test
  void refusesWhatIsNotSigned(ControlPlane plane) throws Exception {
    Cluster cluster = Cluster.prepared(plane);
    try (DroverUnderTest drover =
        DroverUnderTest.start(Setup.of(plane.kubeconfig(), "http://127.0.0.1:1") + webhook())) {
      drover.awaitReady("prod");
      String body = "{\"providerId\": \"simulated:///i-1\", \"kind\": \"INTERRUPTION\"}";

      assertThat(post(drover, "", body)).isEqualTo(401);
      assertThat(post(drover, "t=1,v1=" + "0".repeat(64), body)).isEqualTo(401);
      String signature = SENDER.sign(Instant.now(), body);
      assertThat(post(drover, signature, body + " ")).isEqualTo(401);
      assertThat(post(drover, SENDER.sign(Instant.now(), "{}"), "{}")).isEqualTo(400);
      assertThat(post(drover, signature, body)).isEqualTo(202);
      assertThat(post(drover, signature, body)).isEqualTo(409);
      Instant old = Instant.now().minusSeconds(600);
      assertThat(post(drover, SENDER.sign(old, body), body)).isEqualTo(401);
      assertThat(cluster.cordoned()).isZero();
    }
  }

  private static String webhook() throws IOException {
    Path secret = Scratch.folder("secret").resolve("webhook");
    Files.writeString(secret, SECRET + "\n");
    return "spot:\n  webhook: {secret: {file: " + secret + "}, replayWindow: 5m}\n";
  }

  private static int post(DroverUnderTest drover, String signature, String body) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(drover.url("/webhooks/spot")))
            .header("X-Drover-Signature", signature)
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    }
  }

  private static boolean eviction(RecordedRequest request) {
    return request.method().equals("POST") && request.path().contains("/eviction");
  }

  private static boolean cordon(RecordedRequest request, String node) {
    return request.method().equals("PATCH")
        && request.path().endsWith("/nodes/" + node)
        && request.body().contains("unschedulable");
  }
}
