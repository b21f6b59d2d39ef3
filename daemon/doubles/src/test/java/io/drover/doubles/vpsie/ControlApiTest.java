package io.drover.doubles.vpsie;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.doubles.cloud.Json;
import io.drover.doubles.vpsie.ControlApi.Told;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ControlApiTest {
  private final VpsieUnderTest test = new VpsieUnderTest();
  private final ControlApi controls = new ControlApi(test.api);

  @Test
  void changeOnlyWhatIsGivenOfTheBehaviour() {
    turn(
        "PATCH",
        "behaviour",
        """
        {"pace": {"listLag": 2.5}, "quirks": ["ERRORS_WITH_200"], "callsPerMinute": 7,
         "storm": {"errors": 0.3, "seed": 9}}
        """);

    Behaviour behaviour = test.api.behaviour();
    assertThat(behaviour.pace()).isEqualTo(Pace.standard().listing(Duration.ofMillis(2_500)));
    assertThat(behaviour.quirks()).containsExactly(Quirk.ERRORS_WITH_200);
    assertThat(behaviour.callsPerMinute()).isEqualTo(7);
    assertThat(behaviour.storm().errors()).isEqualTo(0.3);
    assertThat(behaviour.tokenLife()).isEqualTo(Duration.ofHours(1));
    assertThat(turn("GET", "behaviour", "").at("/callsPerMinute").asInt()).isEqualTo(7);
  }

  @Test
  void refuseWhatTheyDoNotUnderstand() {
    assertThat(told("PATCH", "behaviour", "{\"pase\": {}}").status()).isEqualTo(400);
    assertThat(told("PATCH", "behaviour", "{\"quirks\": [\"NONE\"]}").status()).isEqualTo(400);
    assertThat(told("PATCH", "behaviour", "{\"storm\": {\"errors\": 2}}").status()).isEqualTo(400);
    assertThat(told("PATCH", "behaviour", "[]").status()).isEqualTo(400);
    assertThat(told("POST", "withdraw", "{}").body())
        .isEqualTo(Map.of("message", "plan is missing"));
    assertThat(told("POST", "nothing", "").status()).isEqualTo(400);
    assertThat(told("PUT", "troubles", "[{\"kind\": \"SLOW\", \"tims\": 1}]").status())
        .isEqualTo(400);
  }

  @Test
  void scriptTroubles() {
    JsonNode coming =
        turn(
            "PUT",
            "troubles",
            """
            [{"match": {"operation": "CREATE_SERVER"}, "kind": "REFUSED", "status": 400,
              "message": "quota exceeded", "times": 1, "delay": 0.5}, {"kind": "LOST_ANSWER"}]
            """);
    assertThat(coming).hasSize(2);
    assertThat(VpsieUnderTest.refused(test.create("n")).message()).isEqualTo("quota exceeded");
    assertThat(turn("GET", "troubles", "")).hasSize(1);
  }

  @Test
  void openAccountsAndRotateTheirSecrets() {
    turn(
        "PUT",
        "account",
        "{\"clientId\": \"new\", \"clientSecret\": \"s\", \"fixedToken\": \"t\", \"quota\": 1}");
    Map<String, String> auth = Map.of("vpsie-auth", "t");
    String order = test.appsOrder("n");
    assertThat(test.call("POST", "/api/v2/vm", auth, order).answer().status()).isEqualTo(200);
    assertThat(test.call("POST", "/api/v2/vm", auth, order).answer().status()).isEqualTo(400);
    turn("POST", "revoke", "{\"clientId\": \"new\"}");
    turn("PUT", "account", "{\"clientId\": \"new\", \"suspended\": true}");
    assertThat(test.call("GET", "/api/v2/vm", auth, "").answer().status()).isEqualTo(403);
    assertThat(told("PUT", "account", "{\"clientId\": \"x\", \"quota\": 1}").status())
        .isEqualTo(400);
  }

  @Test
  void turnTheMarket() {
    turn("PUT", "stock", "{\"plan\": \"103\", \"datacenter\": \"us-east-1\", \"servers\": 0}");
    assertThat(test.create("n").answer().status()).isEqualTo(400);
    turn("PUT", "stock", "{\"plan\": \"103\", \"datacenter\": \"us-east-1\"}");
    assertThat(test.create("n").answer().status()).isEqualTo(200);
    turn("PUT", "price", "{\"plan\": \"103\", \"monthly\": \"1.50\"}");
    assertThat(test.api.market().plan("103").monthly()).isEqualByComparingTo("1.5");
    turn("PUT", "offer", "{\"plan\": \"105\", \"available\": false}");
    assertThat(test.api.market().plan("105").available()).isFalse();
    turn("POST", "withdraw", "{\"plan\": \"104\"}");
    assertThat(test.api.market().plan("104").withdrawn()).isTrue();
    turn("PUT", "datacenter", "{\"datacenter\": \"1\", \"active\": false}");
    assertThat(test.api.market().datacenter("1").open()).isFalse();
    turn("PUT", "datacenter", "{\"datacenter\": \"2\", \"closed\": true}");
    assertThat(test.api.market().datacenter("2").deleted()).isTrue();
    turn("PUT", "datacenter", "{\"datacenter\": \"2\", \"closed\": false}");
    assertThat(test.api.market().datacenter("2").open()).isTrue();
  }

  @Test
  void showTheTruthAndTheWitness() {
    test.create("node-1");
    JsonNode servers = turn("GET", "servers", "");
    assertThat(servers.at("/0/order/hostname").asText()).isEqualTo("node-1");
    assertThat(servers.at("/0/owner").asText()).isEqualTo("acme");
    assertThat(servers.at("/0/state").asText()).isEqualTo("PROVISIONING");
    assertThat(turn("GET", "requests", "").at("/0/operation").asText()).isEqualTo("CREATE_SERVER");
    turn("POST", "strangers", "{\"clientId\": \"acme\", \"servers\": 2}");
    assertThat(test.api.living()).hasSize(3);
    turn("DELETE", "requests", "");
    assertThat(turn("GET", "requests", "")).isEmpty();
    String identifier = servers.at("/0/identifier").asText();
    assertThat(turn("POST", "vanish", "{\"server\": \"" + identifier + "\"}").at("/state").asText())
        .isEqualTo("GONE");
  }

  @Test
  void openClusters() {
    String body = "{\"clientId\": \"acme\", \"name\": \"prod\", \"datacenter\": \"1\"}";
    String identifier = turn("POST", "cluster", body).at("/identifier").asText();
    assertThat(test.document("GET", "/k8s/cluster/byId/" + identifier, "").answer().status())
        .isEqualTo(200);
  }

  private JsonNode turn(String method, String control, String body) {
    Told told = told(method, control, body);
    assertThat(told.status()).as("%s", told.body()).isEqualTo(200);
    return Json.MAPPER.valueToTree(told.body());
  }

  private Told told(String method, String control, String body) {
    return controls.answer(
        new Request(method, ControlApi.BASE + control, Map.of(), Map.of(), body));
  }
}
