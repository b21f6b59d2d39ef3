package io.drover.doubles.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CloudHttpTest {
  private static final String SMALL =
      """
      {"name": "n", "instanceType": "small", "zone": "zone-a", "capacityType": "spot",
       "tags": {"drover.io/group": "general purpose"}, "labels": {"a": "b"},
       "taints": [{"key": "k", "value": "v", "effect": "NoSchedule"}]}
      """;
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private String base = "";

  @BeforeEach
  void start() {
    Timeline timeline = new VertxTimeline(vertx);
    SimulatedCloud cloud =
        new SimulatedCloud(
            timeline,
            new NowhereBoot(),
            new InMemoryCloudStore(),
            new SignedNotices(timeline),
            CloudOptions.standard().withBootDelay(Duration.ofMillis(1)));
    cloud.start();
    int port = new CloudHttp(vertx, cloud, Optional.of("sesame")).listen(0).await();
    base = "http://127.0.0.1:" + port + "/v1/";
  }

  @AfterEach
  void stop() {
    client.close();
    vertx.close().await();
  }

  @Test
  void sellsCreatesShowsAndDeletes() throws Exception {
    JsonNode offering = json(send("GET", "offerings", "")).get(0);
    assertThat(offering.get("pricePerHour").isTextual()).isTrue();
    assertThat(offering.get("capacityType").asText()).isEqualTo("on-demand");
    assertThat(offering.at("/capacity/memory").asText()).isEqualTo("4Gi");

    HttpResponse<String> created = create("key-1");
    assertThat(created.statusCode()).isEqualTo(201);
    JsonNode instance = json(created);
    assertThat(instance.get("nodeName").asText()).isEqualTo("n");
    assertThat(Instant.parse(instance.get("createdAt").asText())).isBefore(Instant.MAX);
    assertThat(create("key-1").statusCode()).isEqualTo(200);
    String id = instance.get("id").asText();
    JsonNode page = json(send("GET", "instances?tag.drover.io%2Fgroup=general%20purpose", ""));
    assertThat(page.at("/items/0/id").asText()).isEqualTo(id);
    assertThat(page.has("continue")).isFalse();
    assertThat(json(send("GET", "instances?tag.x=y", "")).get("items")).isEmpty();
    assertThat(send("DELETE", "instances/" + id, "").statusCode()).isEqualTo(202);
    HttpResponse<String> unknown = send("GET", "instances/i-none", "");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(json(unknown).get("code").asText()).isEqualTo("NOT_FOUND");
    assertThat(json(send("GET", "log", "")).toString()).contains("\"idempotencyKey\":\"key-1\"");
  }

  @Test
  void turnsAwayWhoHasNotTheToken() throws Exception {
    HttpRequest naked = HttpRequest.newBuilder(URI.create(base + "offerings")).build();
    HttpResponse<String> answer = client.send(naked, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(json(answer).get("code").asText()).isEqualTo("UNAUTHENTICATED");
  }

  @Test
  void refusesABodyItDoesNotUnderstand() throws Exception {
    HttpResponse<String> answer =
        client.send(
            request("instances")
                .header("Idempotency-Key", "k")
                .POST(HttpRequest.BodyPublishers.ofString("{\"nome\": \"n\"}"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("INVALID", "Missing required", "'name'");
    String webhook = "{\"url\": \"http://127.0.0.1/\", \"secret\": \"s\", \"extra\": 1}";
    assertThat(send("PUT", "webhook", webhook).body()).contains("INVALID", "extra");
    assertThat(send("POST", "instances", SMALL).statusCode()).isEqualTo(400);
    assertThat(send("GET", "instances?limit=many", "").statusCode()).isEqualTo(400);
    assertThat(send("PATCH", "offerings", "").statusCode()).isEqualTo(404);
  }

  @Test
  void cutsTheConnectionWhenTheAnswerIsLostAndHasStillCreated() throws Exception {
    fault("LOST_ANSWER", "");
    assertThatThrownBy(() -> create("k")).isInstanceOf(IOException.class);
    assertThat(create("k").statusCode()).isEqualTo(200);
  }

  @Test
  void hangsWhenNoAnswerComes() throws Exception {
    fault("NO_ANSWER", "");
    assertThatThrownBy(() -> create("k")).isInstanceOf(HttpTimeoutException.class);
    assertThat(create("k").statusCode()).isEqualTo(201);
  }

  @Test
  void answersLateWhenItIsSlow() throws Exception {
    fault("SLOW", ", \"delay\": \"200ms\"");
    long started = System.nanoTime();
    assertThat(create("k").statusCode()).isEqualTo(201);
    assertThat(Duration.ofNanos(System.nanoTime() - started)).isGreaterThan(Duration.ofMillis(190));
  }

  @Test
  void saysWhenToComeBackInWholeSeconds() throws Exception {
    fault("RATE_LIMITED", ", \"delay\": \"1500ms\"");
    assertThat(create("k").headers().firstValue("Retry-After")).contains("2");
    assertThat(json(send("GET", "faults", ""))).isEmpty();
  }

  @Test
  void postsASignedNotice() throws Exception {
    BlockingQueue<String> received = new ArrayBlockingQueue<>(2);
    int port =
        vertx
            .createHttpServer()
            .requestHandler(
                r ->
                    r.body()
                        .onSuccess(
                            body -> {
                              received.add(r.getHeader("X-Drover-Signature"));
                              received.add(body.toString());
                              r.response().end();
                            }))
            .listen(0, "127.0.0.1")
            .await()
            .actualPort();
    send("PUT", "webhook", "{\"url\": \"http://127.0.0.1:" + port + "/\", \"secret\": \"s\"}");
    JsonNode instance = json(create("k"));

    String path = "instances/" + instance.get("id").asText() + "/interrupt";
    HttpResponse<String> answer = send("POST", path, "{\"noticeSeconds\": 120}");

    assertThat(answer.statusCode()).isEqualTo(202);
    String signature = String.valueOf(received.poll(10, TimeUnit.SECONDS));
    String body = String.valueOf(received.poll(10, TimeUnit.SECONDS));
    JsonNode notice = Json.MAPPER.readTree(body);
    assertThat(notice.get("providerId")).isEqualTo(instance.get("providerId"));
    assertThat(notice.get("kind").asText()).isEqualTo("INTERRUPTION");
    assertThat(notice.get("deadline")).isEqualTo(json(answer).at("/interruption/deadline"));
    Instant signedAt =
        Instant.ofEpochSecond(Long.parseLong(signature.substring(2, signature.indexOf(','))));
    assertThat(signature).isEqualTo(SignedNotices.signature("s", signedAt, body));
  }

  @Test
  void signsAsAnybodyElseWould() {
    // printf '%s' '1700000000.{}' | openssl dgst -sha256 -hmac secret
    assertThat(SignedNotices.signature("secret", Instant.ofEpochSecond(1_700_000_000), "{}"))
        .isEqualTo(
            "t=1700000000,v1=b8569b78799ff9e3cbff0fc2d63a33a2b57f3282abd07c37ae5e8e7d79a5f163");
  }

  private void fault(String kind, String more) throws Exception {
    String script =
        "[{\"match\": {\"operation\": \"create\"}, \"fault\": \"%s\", \"times\": 1%s}]"
            .formatted(kind, more);
    assertThat(send("PUT", "faults", script).statusCode()).isEqualTo(200);
  }

  private HttpResponse<String> create(String key) throws IOException, InterruptedException {
    return client.send(
        request("instances")
            .header("Idempotency-Key", key)
            .timeout(Duration.ofMillis(1_500))
            .POST(HttpRequest.BodyPublishers.ofString(SMALL))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpResponse<String> send(String method, String path, String body)
      throws IOException, InterruptedException {
    return client.send(
        request(path).method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path)).header("Authorization", "Bearer sesame");
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return Json.MAPPER.readTree(response.body());
  }
}
