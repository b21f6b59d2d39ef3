package io.drover.verticles.provider.vpsie.pipeline;

import static io.drover.verticles.provider.vpsie.pipeline.ScriptedHttp.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.verticles.bus.ProviderFailure;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CredentialsTest extends PipelineTestBase {
  private static final String REFUSED =
      "account main: VPSie refuses its credentials; put good ones where they are read from: ";

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
    assertThat(failure(hopeless).detail()).isEqualTo(REFUSED + "GET /servers: 401");
    assertThat(http.requests).hasSize(7);
  }

  @Test
  void credentialsThatAreStillToBeReadAreWaitedFor() {
    credentials = null;
    ProviderFailure early = failure(send(READ));
    credentials = new Credentials.Client("id", "s3cret");
    http.then(login("t1", Duration.ofHours(1)), FINE);

    assertThat(early)
        .isEqualTo(
            new ProviderFailure.RateLimited(
                "account main: nobody has read them yet", Duration.ofSeconds(1)));
    assertThat(send(READ).succeeded()).isTrue();
    assertThat(told).doesNotContain(new PipelineEvent.CredentialsChanged());
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
        .isEqualTo(ProviderFailure.Denied.whatever(REFUSED + "POST /login: 401 no client with …"));
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
}
