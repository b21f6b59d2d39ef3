package io.drover.verticles.provider.vpsie.pipeline;

import static io.drover.verticles.provider.vpsie.pipeline.ScriptedHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.http.Http.Outcome;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.time.PassingTime;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A pipeline before a server that answers what a test says. */
abstract class PipelineTestBase {
  static final Outcome FINE = json(200, "{\"error\":false,\"data\":1}");
  static final Outcome ILL = json(503, "");
  static final Outcome EXPIRED = json(401, "{\"error\":true,\"code\":401}");
  static final Call READ = Call.get("/servers");
  static final Call CHANGE = Call.json("POST", "/servers", JsonNodeFactory.instance.objectNode());

  final PassingTime time = new PassingTime();
  final ScriptedHttp http = new ScriptedHttp();
  final List<PipelineEvent> told = new ArrayList<>();
  final RateLimit limit = new RateLimit(PipelineSettings.Rate.DEFAULTS, time, time);

  /** Null while nobody has read them. */
  @Nullable Credentials credentials = new Credentials.Fixed("t0ken");

  final Pipeline pipeline =
      new Pipeline(
          new Pipeline.Server(
              "main",
              new Plain(),
              new Attempt.Line(
                  http,
                  URI.create("https://vpsie/"),
                  Duration.ofSeconds(30),
                  this::read,
                  () -> Optional.of("passw0rd"))),
          PipelineSettings.DEFAULTS,
          limit,
          new Pipeline.Time(time, time, time),
          told::add);

  /** The simplest dialect. */
  static final class Plain implements Dialect {
    @Override
    public Call login(Credentials.Client client) {
      return Call.form("/login", Map.of("secret", client.secret()));
    }

    @Override
    public Map<String, String> authorization(String token) {
      return Map.of("Token", token);
    }
  }

  Future<JsonNode> send(Call call) {
    return pipeline.send(call, answer -> answer);
  }

  static ProviderFailure failure(Future<?> future) {
    assertThat(future.failed()).isTrue();
    return ((FarEndFailed) future.cause()).failure();
  }

  Outcome login(String token, Duration life) {
    Instant expires = time.now().plus(life);
    return json(
        200,
        "{\"error\":false,\"accessToken\":{\"token\":\"%s\",\"expires\":\"%s\"}}"
            .formatted(token, expires));
  }

  String tokenOf(int request) {
    return http.requests.get(request).headers().getOrDefault("Token", "");
  }

  private Credentials read() {
    Credentials known = credentials;
    if (known == null) {
      throw new Credentials.NotYet("nobody has read them yet");
    }
    return known;
  }
}
