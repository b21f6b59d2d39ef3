package io.drover.verticles.provider.simulated;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.drover.verticles.bus.Json;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.http.Http;
import io.drover.verticles.http.Http.Outcome;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Calls to the simulated cloud: its JSON, and every way in which it says no. */
final class CloudCalls {
  private static final Duration DEFAULT_RETRY_AFTER = Duration.ofSeconds(1);
  private static final long MOST_RETRY_SECONDS = 3_600;

  private final SimulatedAccount account;
  private final Http http;

  CloudCalls(SimulatedAccount account, Http http) {
    this.account = account;
    this.http = http;
  }

  /** What the cloud answers, read; an answer that cannot be read is none. */
  <T> Future<T> call(
      String method,
      String path,
      Map<String, String> headers,
      String body,
      Function<JsonNode, T> reading) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("Accept", "application/json");
    Optional<String> token = account.token().get();
    token.ifPresent(secret -> all.put("Authorization", "Bearer " + secret));
    URI uri = URI.create(account.endpoint().toString().replaceAll("/+$", "") + path);
    return http.send(new Http.Request(method, uri, all, body, account.deadline()))
        .compose(outcome -> read(outcome, reading));
  }

  private static <T> Future<T> read(Outcome outcome, Function<JsonNode, T> reading) {
    return switch (outcome) {
      case Outcome.NotSent(String detail) -> unreachable(detail, false);
      case Outcome.Unanswered(String detail) -> unreachable(detail, true);
      case Outcome.Answered answered when answered.status() / 100 == 2 ->
          understood(answered, reading);
      case Outcome.Answered answered -> FarEndFailed.future(refusal(answered));
    };
  }

  private static <T> Future<T> understood(
      Outcome.Answered answered, Function<JsonNode, T> reading) {
    try {
      return Future.succeededFuture(reading.apply(Json.mapper().readTree(answered.body())));
    } catch (JsonProcessingException | IllegalArgumentException unreadable) {
      return unreachable("an answer that cannot be read: " + unreadable.getMessage(), true);
    }
  }

  private static <T> Future<T> unreachable(String detail, boolean mayHaveHappened) {
    return FarEndFailed.future(new ProviderFailure.Unreachable(detail, mayHaveHappened));
  }

  private static ProviderFailure refusal(Outcome.Answered answered) {
    Problem problem = Problem.of(answered);
    String detail = problem.message();
    return switch (answered.status()) {
      case 404 ->
          problem.code().equals("NOT_FOUND")
              ? new ProviderFailure.NotFound(detail)
              : new ProviderFailure.Denied("nothing of this cloud's answers here: " + detail);
      case 409 ->
          problem.code().equals("NO_CAPACITY")
              ? new ProviderFailure.NoCapacity(detail)
              : new ProviderFailure.Denied(detail);
      case 401 -> ProviderFailure.Denied.whatever(detail);
      case 429 -> new ProviderFailure.RateLimited(detail, retryAfter(answered));
      case 408 -> new ProviderFailure.Unreachable(detail, true);
      default ->
          answered.status() >= 500
              ? new ProviderFailure.Unreachable(detail, true)
              : new ProviderFailure.Denied(detail);
    };
  }

  private static Duration retryAfter(Outcome.Answered answered) {
    try {
      return answered
          .header("Retry-After")
          .map(seconds -> Math.clamp(Long.parseLong(seconds.strip()), 0, MOST_RETRY_SECONDS))
          .map(Duration::ofSeconds)
          .orElse(DEFAULT_RETRY_AFTER);
    } catch (NumberFormatException date) {
      return DEFAULT_RETRY_AFTER;
    }
  }

  /** Why the cloud refuses: its code, and a text with the status. */
  private record Problem(String code, String message) {
    private static final int MOST_CHARS = 300;

    static Problem of(Outcome.Answered answered) {
      String code = "";
      String message = answered.body();
      try {
        JsonNode body = Json.mapper().readTree(answered.body());
        code = body.path("code").asText("");
        message = body.path("message").asText(message);
      } catch (JsonProcessingException notOfThisCloud) {
        code = "";
      }
      String text = answered.status() + " " + code + " " + message;
      return new Problem(code, text.length() > MOST_CHARS ? text.substring(0, MOST_CHARS) : text);
    }
  }
}
