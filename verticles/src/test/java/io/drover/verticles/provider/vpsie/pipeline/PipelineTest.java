package io.drover.verticles.provider.vpsie.pipeline;

import static io.drover.verticles.provider.vpsie.pipeline.ScriptedHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.http.Http.Outcome;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PipelineTest extends PipelineTestBase {
  @Test
  void repeatsAReadAfter100And200And400MillisecondsAndThenGivesUp() {
    http.then(ILL, ILL, ILL, ILL);
    List<Instant> at = new ArrayList<>();
    Future<JsonNode> answer = send(READ);
    Instant began = time.now();
    for (int step = 0; step < 100; step++) {
      if (http.requests.size() > at.size()) {
        at.add(time.now());
      }
      time.pass(Duration.ofMillis(10));
    }

    assertThat(at)
        .extracting(then -> Duration.between(began, then).toMillis())
        .containsExactly(0L, 100L, 300L, 700L);
    assertThat(failure(answer))
        .isEqualTo(new ProviderFailure.Unreachable("GET /servers: 503", false));
    assertThat(limit.lastCalls()).as("each attempt counts").hasSize(4);
  }

  @Test
  void repeatsUntilItIsAnswered() {
    http.then(new Outcome.Unanswered("cut"), new Outcome.NotSent("refused"), FINE);
    Future<JsonNode> answer = send(READ);
    time.pass(Duration.ofSeconds(1));

    assertThat(answer.result().path("data").asInt()).isEqualTo(1);
    assertThat(told)
        .contains(
            new PipelineEvent.Failed("GET", ErrorKind.NO_ANSWER),
            new PipelineEvent.Repeated("GET", 1),
            new PipelineEvent.Failed("GET", ErrorKind.NOT_SENT),
            new PipelineEvent.Repeated("GET", 2),
            new PipelineEvent.Answered("GET", 200, Duration.ZERO));
  }

  @Test
  void neverRepeatsWhatMakesSomething() {
    http.then(ILL);
    Future<JsonNode> answer = send(CHANGE);
    time.pass(Duration.ofSeconds(5));

    assertThat(failure(answer))
        .isEqualTo(new ProviderFailure.Unreachable("POST /servers: 503", true));
    assertThat(http.requests).hasSize(1);
  }

  @Test
  void waitsAsLongAsVpsieAsksAndHoldsEverythingElseToo() {
    http.then(new Outcome.Answered(429, Map.of("Retry-After", "4"), ""), FINE, FINE);
    Future<JsonNode> answer = send(READ);
    Future<JsonNode> other = send(CHANGE);
    time.pass(Duration.ofMillis(3_900));
    int early = http.requests.size();
    time.pass(Duration.ofSeconds(2));

    assertThat(early).isEqualTo(1);
    assertThat(answer.succeeded()).isTrue();
    assertThat(other.succeeded()).isTrue();
  }

  @Test
  void doesNotWaitOutALongHold() {
    http.then(new Outcome.Answered(429, Map.of("Retry-After", "120"), ""));
    Future<JsonNode> answer = send(READ);
    Future<JsonNode> other = send(READ);

    assertThat(failure(answer))
        .isEqualTo(new ProviderFailure.RateLimited("GET /servers: 429", Duration.ofMinutes(2)));
    assertThat(failure(other)).isInstanceOf(ProviderFailure.RateLimited.class);
    assertThat(http.requests).hasSize(1);
  }

  @Test
  void sendsNothingWhileVpsieIsIllAndTriesAgainAfterHalfAMinute() {
    for (int i = 0; i < 10; i++) {
      http.then(ILL);
      send(CHANGE);
    }
    Future<JsonNode> refused = send(CHANGE);
    int sent = http.requests.size();
    int counted = limit.lastCalls().size();
    boolean before = pipeline.answering();
    time.pass(Duration.ofSeconds(31));
    http.then(FINE);
    Future<JsonNode> probe = send(READ);

    assertThat(failure(refused))
        .isInstanceOfSatisfying(
            ProviderFailure.Unreachable.class, u -> assertThat(u.mayHaveHappened()).isFalse());
    assertThat(sent).isEqualTo(10);
    assertThat(counted).as("what was not sent does not count").isEqualTo(10);
    assertThat(before).isFalse();
    assertThat(probe.succeeded()).isTrue();
    assertThat(pipeline.answering()).isTrue();
  }

  @Test
  void asksTheLastGateWhenNothingIsLeftToWaitFor() {
    for (int i = 0; i < 20; i++) {
      http.then(FINE);
      send(READ);
    }
    List<Instant> asked = new ArrayList<>();
    Future<JsonNode> withdrawn =
        send(
            CHANGE.behind(
                () -> {
                  asked.add(time.now());
                  return Optional.of(new ProviderFailure.Superseded("another owner"));
                }));
    Instant began = time.now();
    time.pass(Duration.ofSeconds(2));

    assertThat(asked).singleElement().satisfies(at -> assertThat(at).isAfter(began));
    assertThat(failure(withdrawn)).isEqualTo(new ProviderFailure.Superseded("another owner"));
    assertThat(http.requests).hasSize(20);
    assertThat(limit.lastCalls()).hasSize(20);
  }

  @Test
  void namesTheEndpointAndTheFieldThatAnAnswerLacks() {
    http.then(json(200, "{\"error\":false}"));
    Future<JsonNode> answer =
        pipeline.send(
            READ,
            body -> {
              throw new IllegalArgumentException("the answer to GET /servers has no field 'data'");
            });

    assertThat(failure(answer))
        .isEqualTo(
            new ProviderFailure.Unreachable(
                "the answer to GET /servers has no field 'data'", false));
  }
}
