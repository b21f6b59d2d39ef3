package io.drover.verticles.provider.vpsie.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.http.Http.Outcome;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerdictsTest {
  private static final Call READ = Call.get("/servers?page=1");
  private static final Call CHANGE =
      Call.json("POST", "/servers", JsonNodeFactory.instance.objectNode());

  private static Outcome.Answered answered(int status, String body) {
    return new Outcome.Answered(status, Map.of("X-Request-ID", "r-7"), body);
  }

  private static Verdict.Refused refused(Call call, Outcome outcome) {
    return (Verdict.Refused) Verdicts.of(call, outcome);
  }

  static Stream<Arguments> answers() {
    String own = "{\"error\":true,\"code\":%d,\"message\":\"%s\"}";
    return Stream.of(
        Arguments.of(401, own.formatted(401, "expired"), ErrorKind.UNAUTHORIZED),
        Arguments.of(200, own.formatted(401, "expired"), ErrorKind.UNAUTHORIZED),
        Arguments.of(403, own.formatted(403, "no"), ErrorKind.FORBIDDEN),
        Arguments.of(404, own.formatted(404, "no such server"), ErrorKind.NOT_FOUND),
        Arguments.of(200, own.formatted(404, "no such server"), ErrorKind.NOT_FOUND),
        Arguments.of(404, "{\"error\":false}", ErrorKind.CLIENT_ERROR),
        Arguments.of(404, "<html>nginx</html>", ErrorKind.CLIENT_ERROR),
        Arguments.of(404, "", ErrorKind.CLIENT_ERROR),
        Arguments.of(429, "", ErrorKind.RATE_LIMITED),
        Arguments.of(429, own.formatted(429, "limit reached"), ErrorKind.RATE_LIMITED),
        Arguments.of(500, own.formatted(500, "oops"), ErrorKind.SERVER_ERROR),
        Arguments.of(502, "<html>", ErrorKind.SERVER_ERROR),
        Arguments.of(408, "", ErrorKind.SERVER_ERROR),
        Arguments.of(422, own.formatted(422, "bad plan"), ErrorKind.CLIENT_ERROR),
        Arguments.of(302, "", ErrorKind.CLIENT_ERROR),
        Arguments.of(200, "<html>welcome</html>", ErrorKind.UNREADABLE),
        Arguments.of(200, "{\"error\":\"Quota exceeded\"}", ErrorKind.QUOTA),
        Arguments.of(400, own.formatted(0, "It exceeds the allowed limit"), ErrorKind.QUOTA),
        Arguments.of(500, own.formatted(0, "Maximum number of VMs"), ErrorKind.QUOTA),
        Arguments.of(200, own.formatted(0, "Plan is out of stock"), ErrorKind.NO_CAPACITY),
        Arguments.of(200, "{\"error\":1,\"message\":\"no\"}", ErrorKind.CLIENT_ERROR));
  }

  @ParameterizedTest
  @MethodSource("answers")
  void knowsEveryWayInWhichVpsieSaysNo(int status, String body, ErrorKind kind) {
    assertThat(refused(READ, answered(status, body)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\"error\":false,\"data\":[]}", "{\"error\":\"false\"}", "{}", "[]", ""})
  void takesWhatIsNoErrorForAnAnswer(String body) {
    assertThat(Verdicts.of(READ, answered(200, body))).isInstanceOf(Verdict.Fine.class);
  }

  @Test
  void tellsEndpointStatusMessageAndRequestId() {
    ProviderFailure failure =
        refused(READ, answered(422, "{\"error\":true,\"message\":\"no\"}")).failure();

    assertThat(failure).isEqualTo(new ProviderFailure.Denied("GET /servers: 422 no (request r-7)"));
  }

  @Test
  void whatIsRefusedToTheAccountReadsTheSameEachTime() {
    assertThat(refused(READ, answered(403, "")).failure())
        .isEqualTo(new ProviderFailure.Denied("GET /servers: 403"));
    assertThat(refused(READ, answered(401, "")).failure())
        .isEqualTo(ProviderFailure.Denied.whatever("GET /servers: 401"));
  }

  @Test
  void aQuotaIsReachedWhateverTheOffering() {
    ProviderFailure failure =
        refused(CHANGE, answered(400, "{\"error\":true,\"message\":\"Quota exceeded\"}")).failure();

    assertThat(failure)
        .isEqualTo(
            ProviderFailure.Denied.whatever(
                "the quota is reached; delete servers, or have VPSie raise it:"
                    + " POST /servers: 400 Quota exceeded (request r-7)"));
  }

  @Test
  void aRequestIdCannotBreakALineOfTheLog() {
    Outcome answer = new Outcome.Answered(422, Map.of("X-Request-ID", "a\n\u001b[1mb"), "");

    assertThat(refused(READ, answer).failure().detail()).endsWith("422 (request a1mb)");
  }

  @ParameterizedTest
  @CsvSource({"7,7", "0,0", "99999,3600", "soon,5"})
  void readsHowLongToWait(String header, long seconds) {
    Outcome answer = new Outcome.Answered(429, Map.of("retry-after", header), "");

    assertThat(refused(READ, answer).retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
  }

  @Test
  void onlyAChangeMayHaveHappenedWithoutAnAnswer() {
    assertThat(refused(READ, new Outcome.Unanswered("cut")).failure())
        .isEqualTo(new ProviderFailure.Unreachable("GET /servers: cut", false));
    assertThat(refused(CHANGE, new Outcome.Unanswered("cut")).failure())
        .isEqualTo(new ProviderFailure.Unreachable("POST /servers: cut", true));
    assertThat(refused(CHANGE, new Outcome.NotSent("refused")).failure())
        .isEqualTo(new ProviderFailure.Unreachable("POST /servers: refused", false));
    assertThat(refused(CHANGE, answered(502, "")).failure())
        .isEqualTo(new ProviderFailure.Unreachable("POST /servers: 502 (request r-7)", true));
  }
}
