package io.drover.doubles.vpsie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.doubles.cloud.Json;
import io.drover.doubles.cloud.NowhereBoot;
import io.drover.doubles.cloud.VertxTimeline;
import io.drover.doubles.vpsie.Trouble.Kind;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VpsieHttpTest {
  private final Vertx vertx = Vertx.vertx();
  private final HttpClient client = HttpClient.newHttpClient();
  private final VpsieDouble api = new VpsieDouble(new VertxTimeline(vertx), new NowhereBoot());
  private String base = "";
  private Duration patience = Duration.ofSeconds(20);

  @BeforeEach
  void start() {
    api.accounts().open("acme", "sesame");
    api.accounts().fixedToken("acme", "fixed");
    api.behave(before -> before.at(Pace.standard().booting(Duration.ofMillis(1))));
    base = "http://127.0.0.1:" + new VpsieHttp(vertx, api).listen(0).await();
  }

  @AfterEach
  void stop() {
    client.close();
    vertx.close().await();
  }

  @Test
  void servesTheDocument() throws Exception {
    HttpResponse<String> login =
        client.send(
            to("/v2/auth/from/api")
                .header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")
                .POST(HttpRequest.BodyPublishers.ofString("clientId=acme&clientSecret=sesame"))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    String token = json(login).at("/accessToken/token").asText();

    HttpResponse<String> created = create(token, "node-1");

    assertThat(created.statusCode()).isEqualTo(200);
    assertThat(created.headers().firstValue("X-Request-ID")).isPresent();
    int id = json(created).at("/data/id").asInt();
    JsonNode list = json(document(token, "GET", "/v2/servers?page=1&per_page=50", ""));
    assertThat(list.at("/pagination/total").asInt()).isEqualTo(1);
    assertThat(
            json(document(token, "DELETE", "/v2/servers/" + id, "")).at("/error").asBoolean(true))
        .isFalse();
    HttpResponse<String> unknown = document(token, "GET", "/v2/servers/1", "");
    assertThat(unknown.statusCode()).isEqualTo(404);
    assertThat(unknown.body())
        .isEqualTo("{\"error\":true,\"code\":404,\"message\":\"Server not found\"}");
    assertThat(document("wrong", "GET", "/v2/servers", "").statusCode()).isEqualTo(401);
    assertThat(api.witness().deviating()).isEmpty();
  }

  @Test
  void servesAppsV2() throws Exception {
    HttpRequest.Builder login = to("/apps/v2/auth/from/api");
    String body = "{\"clientId\": \"acme\", \"clientSecret\": \"sesame\"}";
    String token =
        json(send(login, "POST", "application/json", body)).at("/token/access/token").asText();

    HttpResponse<String> list =
        send(to("/api/v2/vm?offset=0&limit=10").header("Vpsie-Auth", token), "GET", "", "");

    assertThat(list.body()).isEqualTo("{\"error\":false,\"data\":[],\"total\":0}");
    String place = api.market().datacenter("1").identifier();
    String form = "dcIdentifier=" + place + "&osIdentifier=debian-12&name=query&isCustom=0";
    HttpResponse<String> resources =
        send(
            to("/apps/v2/resources").header("Vpsie-Auth", token),
            "POST",
            "application/x-www-form-urlencoded",
            form);
    assertThat(json(resources).path("data")).hasSize(10);
    assertThat(api.witness().deviating()).isEmpty();
  }

  @Test
  void echoesTheRequestId() throws Exception {
    HttpResponse<String> answer =
        send(
            to("/v2/servers").header("Authorization", "Bearer fixed").header("X-Request-ID", "r-7"),
            "GET",
            "",
            "");
    assertThat(answer.headers().firstValue("X-Request-ID")).contains("r-7");
    assertThat(api.witness().requests().getFirst().requestId()).isEqualTo("r-7");
  }

  @Test
  void saysWhenToComeBackInWholeSeconds() throws Exception {
    api.behave(before -> before.admitting(1));
    document("fixed", "GET", "/v2/servers", "");
    HttpResponse<String> refused = document("fixed", "GET", "/v2/servers", "");
    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValueAsLong("Retry-After").orElse(0)).isBetween(50L, 60L);
    api.behave(before -> before.with(Quirk.NO_RETRY_AFTER));
    assertThat(document("fixed", "GET", "/v2/servers", "").headers().firstValue("Retry-After"))
        .isEmpty();
  }

  @Test
  void cutsTheConnectionWhenAnAnswerIsLostAndHasStillCreated() {
    api.troubles().add(Trouble.of(Kind.LOST_ANSWER, Operation.CREATE_SERVER).once());
    assertThatThrownBy(() -> create("fixed", "node-1")).isInstanceOf(IOException.class);
    assertThat(api.living()).hasSize(1);
  }

  @Test
  void hangsWhenNoAnswerComes() throws Exception {
    document("fixed", "GET", "/v2/servers", "");
    patience = Duration.ofSeconds(1);
    api.troubles().add(Trouble.of(Kind.SILENT, Operation.CREATE_SERVER).once());
    assertThatThrownBy(() -> create("fixed", "node-1")).isInstanceOf(HttpTimeoutException.class);
    assertThat(api.living()).hasSize(1);
  }

  @Test
  void answersWhatIsNotJson() throws Exception {
    api.troubles().add(Trouble.of(Kind.GARBLED, null).once());
    HttpResponse<String> answer = document("fixed", "GET", "/v2/servers", "");
    assertThat(answer.statusCode()).isEqualTo(502);
    assertThat(answer.headers().firstValue("Content-Type")).contains("text/html");
  }

  @Test
  void answersLate() throws Exception {
    Duration late = Duration.ofMillis(200);
    api.behave(before -> before.in(Storm.none().late(late, late)));
    assertThat(document("fixed", "GET", "/v2/servers", "").statusCode()).isEqualTo(200);
    assertThat(api.witness().requests().getFirst().travelled()).isEqualTo("LATE");
  }

  private HttpResponse<String> create(String token, String hostname) throws Exception {
    return document(token, "POST", "/v2/servers", VpsieUnderTest.order(hostname));
  }

  private HttpResponse<String> document(String token, String method, String address, String body)
      throws Exception {
    HttpRequest.Builder request = to(address).header("Authorization", "Bearer " + token);
    return send(request, method, body.isEmpty() ? "" : "application/json", body);
  }

  private HttpResponse<String> send(
      HttpRequest.Builder request, String method, String mediaType, String body) throws Exception {
    if (!mediaType.isEmpty()) request.header("Content-Type", mediaType);
    return client.send(
        request.timeout(patience).method(method, HttpRequest.BodyPublishers.ofString(body)).build(),
        HttpResponse.BodyHandlers.ofString());
  }

  private HttpRequest.Builder to(String address) {
    return HttpRequest.newBuilder(URI.create(base + address));
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return Json.MAPPER.readTree(response.body());
  }
}
