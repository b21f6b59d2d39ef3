package io.drover.doubles.vpsie;

import static io.drover.doubles.vpsie.VpsieUnderTest.ACCOUNT;
import static io.drover.doubles.vpsie.VpsieUnderTest.SECRET;
import static io.drover.doubles.vpsie.VpsieUnderTest.body;
import static io.drover.doubles.vpsie.VpsieUnderTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountsTest {
  private final VpsieUnderTest test = new VpsieUnderTest();

  @Test
  void logsInWithAFormInTheShapeOfTheDocument() {
    JsonNode answer = body(documentLogin(SECRET));

    assertThat(answer.path("error").asBoolean(true)).isFalse();
    assertThat(answer.at("/accessToken/expires").asText()).isEqualTo("2026-01-01T01:00:00Z");
    assertThat(answer.at("/refreshToken/token").asText()).isNotEmpty();
    String token = answer.at("/accessToken/token").asText();
    assertThat(documentStatus(token)).isEqualTo(200);
  }

  @Test
  void logsInWithJsonInTheShapeOfAppsV2() {
    JsonNode answer = body(appsLogin(SECRET));

    assertThat(answer.at("/token/access/expires").asText()).isEqualTo("2026-01-01T01:00:00Z");
    assertThat(answer.at("/token/refresh/token").asText()).isNotEmpty();
    String token = answer.at("/token/access/token").asText();
    assertThat(appsStatus(token)).isEqualTo(200);
    assertThat(documentStatus(token)).isEqualTo(200);
  }

  @Test
  void turnsAwayAWrongSecretAnUnknownTokenAndAHeaderOfTheOtherForm() {
    assertThat(refused(documentLogin("wrong")).status()).isEqualTo(401);
    assertThat(documentStatus("unknown")).isEqualTo(401);
    String token = body(appsLogin(SECRET)).at("/token/access/token").asText();
    Reply otherHeader =
        test.call("GET", "/api/v2/vm", Map.of("authorization", "Bearer " + token), "");
    assertThat(refused(otherHeader).message()).isEqualTo("No token provided");
  }

  @Test
  void letsATokenExpireWhenItsLifeIsOver() {
    test.behave(Behaviour.standard().withTokensLiving(Duration.ofMinutes(5)));
    String token = body(appsLogin(SECRET)).at("/token/access/token").asText();

    test.seconds(299);
    assertThat(appsStatus(token)).isEqualTo(200);
    test.seconds(1);
    assertThat(appsStatus(token)).isEqualTo(401);
    assertThat(appsStatus(VpsieUnderTest.FIXED)).isEqualTo(200);
  }

  @Test
  void keepsTokensGoodWhenTheSecretRotatesUntilTheyAreRevoked() {
    String token = body(appsLogin(SECRET)).at("/token/access/token").asText();

    test.api.accounts().open(ACCOUNT, "another");

    assertThat(refused(appsLogin(SECRET)).status()).isEqualTo(401);
    assertThat(appsLogin("another").answer().status()).isEqualTo(200);
    assertThat(appsStatus(token)).isEqualTo(200);
    test.api.accounts().revokeTokens(ACCOUNT);
    assertThat(appsStatus(token)).isEqualTo(401);
    assertThat(test.api.witness().requests().getLast().account()).isEqualTo(ACCOUNT);
  }

  @Test
  void answersASuspendedAccountWith403() {
    test.api.accounts().suspend(ACCOUNT, true);
    assertThat(appsStatus(VpsieUnderTest.FIXED)).isEqualTo(403);
    assertThat(appsLogin(SECRET).answer().status()).isEqualTo(403);
    test.api.accounts().suspend(ACCOUNT, false);
    assertThat(appsStatus(VpsieUnderTest.FIXED)).isEqualTo(200);
  }

  @Test
  void showsNoAccountTheServersOfAnother() {
    test.api.accounts().open("other", "s");
    test.api.accounts().fixedToken("other", "others-token");
    int id = test.created("node-1").path("id").asInt();

    Map<String, String> other = Map.of("authorization", "Bearer others-token");
    assertThat(VpsieUnderTest.data(test.call("GET", "/v2/servers", other, ""))).isEmpty();
    assertThat(test.call("GET", "/v2/servers/" + id, other, "").answer().status()).isEqualTo(404);
    assertThat(test.call("DELETE", "/v2/servers/" + id, other, "").answer().status())
        .isEqualTo(404);
  }

  @Test
  void canKeepTheExpiryToItself() {
    test.behave(Behaviour.standard().with(Quirk.NO_EXPIRY));
    assertThat(body(appsLogin(SECRET)).at("/token/access").has("expires")).isFalse();
  }

  private Reply documentLogin(String secret) {
    return test.call(
        "POST", "/v2/auth/from/api", Map.of(), "clientId=" + ACCOUNT + "&clientSecret=" + secret);
  }

  private Reply appsLogin(String secret) {
    String body = "{\"clientId\": \"%s\", \"clientSecret\": \"%s\"}".formatted(ACCOUNT, secret);
    return test.call("POST", "/apps/v2/auth/from/api", Map.of(), body);
  }

  private int documentStatus(String token) {
    Map<String, String> auth = Map.of("authorization", "Bearer " + token);
    return test.call("GET", "/v2/servers", auth, "").answer().status();
  }

  private int appsStatus(String token) {
    return test.call("GET", "/api/v2/vm", Map.of("vpsie-auth", token), "").answer().status();
  }
}
