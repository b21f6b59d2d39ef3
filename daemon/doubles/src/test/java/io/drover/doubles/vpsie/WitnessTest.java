package io.drover.doubles.vpsie;

import static io.drover.doubles.vpsie.VpsieUnderTest.ACCOUNT;
import static io.drover.doubles.vpsie.VpsieUnderTest.FIXED;
import static io.drover.doubles.vpsie.VpsieUnderTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WitnessTest {
  private static final Duration MINUTE = Duration.ofSeconds(60);
  private final VpsieUnderTest test = new VpsieUnderTest();
  private final Witness witness = test.api.witness();

  @Test
  void admitsAHundredRequestsOfAnAccountInAnySixtySeconds() {
    for (int i = 0; i < 60; i++) test.document("GET", "/servers", "");
    test.seconds(30);
    for (int i = 0; i < 40; i++) test.apps("GET", "/api/v2/vm", "");
    assertThat(witness.busiest(ACCOUNT, MINUTE)).isEqualTo(100);
    assertThat(witness.aboveRate()).isEmpty();

    Answer.Refused tooMany = refused(test.document("GET", "/servers", ""));
    assertThat(tooMany.status()).isEqualTo(429);
    assertThat(tooMany.retryAfter()).isEqualTo(Duration.ofSeconds(30));
    assertThat(witness.aboveRate()).hasSize(1);
    assertThat(witness.busiest(ACCOUNT, MINUTE)).isEqualTo(101);

    test.seconds(30);
    assertThat(test.document("GET", "/servers", "").answer().status()).isEqualTo(200);
    assertThat(witness.requests()).filteredOn(seen -> seen.status() == 429).hasSize(1);
  }

  @Test
  void countsLoginsButNotTheRequestsOfOthers() {
    test.behave(Behaviour.standard().admitting(2).with(Quirk.NO_RETRY_AFTER));
    test.api.accounts().open("other", "s");
    login("acme");
    login("other");
    test.call("GET", "/v2/servers", Map.of(), "");
    login("acme");
    assertThat(refused(login("acme")).retryAfter()).isEqualTo(Duration.ZERO);
    assertThat(witness.busiest("other", MINUTE)).isEqualTo(1);
    assertThat(witness.aboveRate()).hasSize(1);
  }

  @Test
  void remembersARequestWithoutItsSecrets() {
    login("acme");
    test.document("DELETE", "/servers/17", "");
    test.apps("GET", "/api/v2/vm?offset=0&limit=5", "");

    SeenRequest login = witness.requests().get(0);
    assertThat(login.body()).isEqualTo("clientId=acme&clientSecret=***");
    assertThat(login.account()).isEqualTo("acme");
    assertThat(login.operation()).isEqualTo(Operation.LOGIN);
    SeenRequest delete = witness.requests().get(1);
    assertThat(delete.headers()).containsEntry("authorization", "Bearer ***");
    assertThat(delete.path()).isEqualTo("/v2/servers/17");
    assertThat(delete.status()).isEqualTo(404);
    assertThat(delete.said()).isEqualTo("Server not found");
    assertThat(delete.time()).isEqualTo(test.timeline.now());
    SeenRequest list = witness.requests(Operation.LIST_SERVERS).getFirst();
    assertThat(list.profile()).isEqualTo(Profile.APPS_V2);
    assertThat(list.headers()).containsEntry("vpsie-auth", "***");
    assertThat(list.query()).containsOnly(Map.entry("offset", "0"), Map.entry("limit", "5"));
    assertThat(witness.deviating()).isEmpty();
    assertThat(Disguise.body("{\"clientId\": \"a\", \"clientSecret\": \"s\\\"t\"}"))
        .isEqualTo("{\"clientId\": \"a\", \"clientSecret\": \"***\"}");
  }

  @Test
  void tellsWhatAnAnswerShowed() {
    test.create("node-1");
    test.document("GET", "/servers", "");
    test.trouble(Trouble.of(Trouble.Kind.CARRIED_OUT_BUT, null).once());
    test.document("GET", "/servers", "");

    String server = test.api.servers().getFirst().identifier();
    assertThat(witness.requests())
        .extracting(SeenRequest::told)
        .containsExactly(List.of(server), List.of(server), List.of());
  }

  @Test
  void tellsHowAnAnswerTravelled() {
    test.trouble(Trouble.of(Trouble.Kind.LOST_ANSWER, null).once());
    test.document("GET", "/servers", "");
    assertThat(witness.requests().getFirst().travelled()).isEqualTo("CUT");
    assertThat(witness.requests().getFirst().status()).isEqualTo(200);
  }

  @Test
  void tellsWhereARequestDepartsFromTheDescription() {
    Map<String, String> both = Map.of("authorization", "Bearer " + FIXED, "vpsie-auth", FIXED);
    test.call("GET", "/v2/servers?limit=5", both, "");
    test.document("POST", "/servers", "{\"name\": \"n\", \"hostname\": \"h\", \"plan\": \"x\"}");
    test.apps("POST", "/apps/v2/resources", "{\"dcIdentifier\": \"d\", \"osIdentifier\": \"o\"}");
    test.document("DELETE", "/servers/1", "{}");
    test.document("GET", "/nowhere", "");

    assertThat(witness.deviating())
        .extracting(seen -> String.join("; ", seen.deviations()))
        .containsExactly(
            "query parameter limit is not described; header vpsie-auth is not described",
            "field datacenter_id is missing; field offering_id is missing;"
                + " field os_image_id is missing; field plan is not described",
            "the body is application/json, described is application/x-www-form-urlencoded",
            "a body is not described",
            "the address is not described");
    witness.forget();
    assertThat(witness.requests()).isEmpty();
  }

  private Reply login(String clientId) {
    String body = "clientId=" + clientId + "&clientSecret=s";
    return test.call("POST", "/v2/auth/from/api", Map.of(), body);
  }
}
