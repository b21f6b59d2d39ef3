package io.drover.doubles.vpsie;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.doubles.cloud.Json;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VpsieDoubleMainTest {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Path folder;

  VpsieDoubleMainTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @AfterEach
  void stop() {
    client.close();
    vertx.close().await();
  }

  @Test
  void letsItsServersJoinTheClusterOfAKubeconfig() throws Exception {
    BlockingQueue<String> nodes = new LinkedBlockingQueue<>();
    String accounts = file("accounts", "acme sesame fixed\n");
    String kubeconfig = file("kubeconfig", kubeconfig(apiServer(nodes)));
    try (DoubleProcess process =
        new DoubleProcess(
            ("--port 0 --boot-delay 10ms --calls-per-minute 50 --accounts " + accounts)
                .concat(" --kubeconfig " + kubeconfig)
                .split(" ", -1))) {
      String address = process.address();
      String userData = "#!/bin/sh\nk3s agent --node-label team=a\n";
      String order = VpsieUnderTest.order("node-1", "103", "1", userData);
      assertThat(send(address + "/v2/servers", "POST", order).statusCode()).isEqualTo(200);

      JsonNode node = Json.MAPPER.readTree(String.valueOf(nodes.poll(20, TimeUnit.SECONDS)));
      assertThat(node.at("/metadata/name").asText()).isEqualTo("node-1");
      assertThat(node.at("/metadata/labels/team").asText()).isEqualTo("a");
      assertThat(node.at("/spec/providerID").asText()).startsWith("vpsie://");
      assertThat(node.at("/status/addresses")).hasSize(3);
      assertThat(send(address + "/_double/behaviour", "GET", "").body())
          .contains("\"callsPerMinute\":50");
    }
  }

  @Test
  void endsWithItsUsageWhenItDoesNotUnderstand() throws Exception {
    try (DoubleProcess process = new DoubleProcess("--port", "0")) {
      assertThat(process.process().waitFor()).isEqualTo(2);
      assertThat(new String(process.process().getErrorStream().readAllBytes(), UTF_8))
          .startsWith("--accounts is missing");
    }
  }

  private int apiServer(BlockingQueue<String> nodes) {
    return vertx
        .createHttpServer()
        .requestHandler(
            request ->
                request
                    .body()
                    .onSuccess(
                        body -> {
                          nodes.add(body.toString());
                          request.response().setStatusCode(201).end("{}");
                        }))
        .listen(0, "127.0.0.1")
        .await()
        .actualPort();
  }

  private static String kubeconfig(int port) {
    return """
        current-context: c
        contexts: [{name: c, context: {cluster: k, user: u}}]
        clusters: [{name: k, cluster: {server: "http://127.0.0.1:%d"}}]
        users: [{name: u, user: {token: t}}]
        """
        .formatted(port);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private HttpResponse<String> send(String url, String method, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer fixed")
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }
}
