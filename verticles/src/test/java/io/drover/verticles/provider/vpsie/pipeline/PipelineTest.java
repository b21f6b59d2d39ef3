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
import org.junit.jupiter.api.Test;

class PipelineTest {
  private static final Outcome FINE = json(200, "{\"error\":false,\"data\":1}");
  private static final Outcome ILL = json(503, "");
  private static final Outcome EXPIRED = json(401, "{\"error\":true,\"code\":401}");
  private static final Call READ = Call.get("/servers");
  private static final Call CHANGE =
      Call.json("POST", "/servers", JsonNodeFactory.instance.objectNode());

  private final PassingTime time = new PassingTime();
  private final ScriptedHttp http = new ScriptedHttp();
  private final List<PipelineEvent> told = new ArrayList<>();
  private final RateLimit limit = new RateLimit(PipelineSettings.Rate.DEFAULTS, time, time);
  private Credentials credentials = new Credentials.Fixed("t0ken");
  private final Pipeline pipeline =
      new Pipeline(
          new Pipeline.Server(
              "main",
              new Plain(),
              new Attempt.Line(
                  http,
                  URI.create("https://vpsie/"),
                  Duration.ofSeconds(30),
                  () -> credentials,
                  () -> Optional.of("passw0rd"))),
          PipelineSettings.DEFAULTS,
          limit,
          new Pipeline.Time(time, time, time),
          told::add);

  /** The simplest dialect. */
  private static final class Plain implements Dialect {
    @Override
    public Call login(Credentials.Client client) {
      return Call.form("/login", Map.of("secret", client.secret()));
    }

    @Override
    public Map<String, String> authorization(String token) {
      return Map.of("Token", token);
    }
  }

  private Future<JsonNode> send(Call call) {
    return pipeline.send(call, answer -> answer);
  }

  private static ProviderFailure failure(Future<?> future) {
    assertThat(future.failed()).isTrue();
    return ((FarEndFailed) future.cause()).failure();
  }

  private Outcome login(String token, Duration life) {
    Instant expires = time.now().plus(life);
    return json(
        200,
        "{\"error\":false,\"accessToken\":{\"token\":\"%s\",\"expires\":\"%s\"}}"
            .formatted(token, expires));
  }

  private String tokenOf(int request) {
    return http.requests.get(request).headers().getOrDefault("Token", "");
  }

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
  void logsInOnceHoweverManyCallsNeedIt() {
    credentials = new Credentials.Client("id", "s3cret");
    Future<JsonNode> first = send(READ);
    Future<JsonNode> second = send(READ);
    http.then(FINE, FINE);
    http.silent.removeFirst().complete(login("t1", Duration.ofHours(1)));

    assertThat(http.paths()).containsExactly("/login", "/servers", "/servers");
    assertThat(List.of(tokenOf(1), tokenOf(2))).containsExactly("t1", "t1");
    assertThat(first.succeeded() && second.succeeded()).isTrue();
    assertThat(told).contains(new PipelineEvent.LoggedIn(true));
    assertThat(limit.lastCalls()).as("a login counts").hasSize(3);
  }

  @Test
  void renewsATokenFiveMinutesBeforeItExpires() {
    credentials = new Credentials.Client("id", "s3cret");
    http.then(login("t1", Duration.ofHours(1)), FINE);
    send(READ);
    time.pass(Duration.ofMinutes(55).minusSeconds(1));
    http.then(FINE);
    send(READ);
    time.pass(Duration.ofSeconds(2));
    http.then(login("t2", Duration.ofHours(1)), FINE);
    send(READ);

    assertThat(http.paths())
        .containsExactly("/login", "/servers", "/servers", "/login", "/servers");
    assertThat(tokenOf(4)).isEqualTo("t2");
  }

  @Test
  void goesOnWithATokenThatStillHoldsWhenItCannotBeRenewed() {
    credentials = new Credentials.Client("id", "s3cret");
    http.then(login("t1", Duration.ofHours(1)), FINE);
    send(READ);
    time.pass(Duration.ofMinutes(56));
    http.then(ILL, ILL, ILL, ILL, FINE);
    Future<JsonNode> answer = send(READ);
    time.pass(Duration.ofSeconds(2));

    assertThat(answer.succeeded()).isTrue();
    assertThat(tokenOf(6)).isEqualTo("t1");
  }

  @Test
  void logsInAnewExactlyOnceWhenATokenIsRefused() {
    credentials = new Credentials.Client("id", "s3cret");
    http.then(login("t1", Duration.ofHours(1)), EXPIRED, login("t2", Duration.ofHours(1)), FINE);
    Future<JsonNode> answer = send(CHANGE);
    http.then(EXPIRED, login("t3", Duration.ofHours(1)), EXPIRED);
    Future<JsonNode> hopeless = send(READ);

    assertThat(answer.succeeded()).isTrue();
    assertThat(tokenOf(3)).isEqualTo("t2");
    assertThat(failure(hopeless).detail())
        .isEqualTo("account main: VPSie refuses its credentials: GET /servers: 401");
    assertThat(http.requests).hasSize(7);
  }

  @Test
  void saysWhichAccountHasWrongCredentialsAndDoesNotTryThemAllTheTime() {
    credentials = new Credentials.Client("id", "s3cret");
    http.then(json(401, "{\"error\":true,\"message\":\"no client with s3cret\"}"));
    ProviderFailure first = failure(send(READ));
    ProviderFailure second = failure(send(READ));
    time.pass(Duration.ofSeconds(31));
    http.then(login("t1", Duration.ofHours(1)), FINE);
    Future<JsonNode> later = send(READ);

    assertThat(first)
        .isEqualTo(
            new ProviderFailure.Denied(
                "account main: VPSie refuses its credentials: POST /login: 401 no client with …"));
    assertThat(second).isEqualTo(first);
    assertThat(later.succeeded()).isTrue();
    assertThat(http.paths()).containsExactly("/login", "/login", "/servers");
    assertThat(told).contains(new PipelineEvent.LoggedIn(false));
  }

  @Test
  void takesRotatedCredentialsWithoutARestart() {
    credentials = new Credentials.Client("id", "old");
    http.then(login("t1", Duration.ofHours(1)), FINE);
    send(READ);
    credentials = new Credentials.Client("id", "new");
    http.then(login("t2", Duration.ofHours(1)), FINE);
    send(READ);

    assertThat(http.paths()).containsExactly("/login", "/servers", "/login", "/servers");
    assertThat(http.requests.get(2).body()).isEqualTo("secret=new");
    assertThat(told).contains(new PipelineEvent.CredentialsChanged());
  }

  @Test
  void aFixedTokenThatIsRefusedIsReadAgainAndTriedOnceMoreIfItChanged() {
    http.then(EXPIRED);
    Future<JsonNode> same = send(READ);
    Future<JsonNode> rotated = send(READ);
    credentials = new Credentials.Fixed("new");
    http.then(FINE);
    http.silent.removeFirst().complete(EXPIRED);

    assertThat(failure(same)).isInstanceOf(ProviderFailure.Denied.class);
    assertThat(rotated.succeeded()).isTrue();
    assertThat(tokenOf(2)).isEqualTo("new");
  }

  @Test
  void saysThatCredentialsCannotBeRead() {
    Pipeline broken =
        new Pipeline(
            new Pipeline.Server(
                "main",
                new Plain(),
                new Attempt.Line(
                    http,
                    URI.create("https://vpsie"),
                    Duration.ofSeconds(30),
                    () -> {
                      throw new IllegalStateException("no such file: /run/secret");
                    },
                    Optional::empty)),
            PipelineSettings.DEFAULTS,
            limit,
            new Pipeline.Time(time, time, time),
            told::add);

    assertThat(failure(broken.send(READ, answer -> answer)).detail())
        .isEqualTo("account main: its credentials cannot be read: no such file: /run/secret");
    assertThat(http.requests).isEmpty();
  }

  @Test
  void neverShowsASecretThatVpsieSendsBack() {
    credentials = new Credentials.Client("id", "s3cret");
    http.then(
        login("t1-token", Duration.ofHours(1)),
        json(422, "{\"error\":true,\"message\":\"bad header t1-token passw0rd\"}"));
    ProviderFailure failure = failure(send(READ));

    assertThat(failure.detail()).isEqualTo("GET /servers: 422 bad header … …");
    assertThat(List.of(credentials, new Credentials.Fixed("t0ken"), CHANGE).toString())
        .doesNotContain("s3cret", "t0ken", "{}");
    assertThat(new AccessToken("t1-token", null).toString()).doesNotContain("t1-token");
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
