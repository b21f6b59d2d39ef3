package io.drover.doubles.vpsie;

import static io.drover.doubles.vpsie.VpsieUnderTest.body;
import static io.drover.doubles.vpsie.VpsieUnderTest.data;
import static io.drover.doubles.vpsie.VpsieUnderTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AppsServersTest {
  private static final String DELETE =
      "{\"vmIdentifier\": \"%s\", \"deleteStatistic\": {\"reason\": \"r\", \"note\": \"n\"}}";
  private final VpsieUnderTest test = new VpsieUnderTest();

  @Test
  void createsWithoutTellingAnIdAndIsFoundByHostname() {
    assertThat(body(create("node-1")).toString()).isEqualTo("{\"error\":false}");

    JsonNode list = body(test.apps("GET", "/api/v2/vm", ""));
    assertThat(list.path("total").asInt()).isEqualTo(1);
    JsonNode server = list.at("/data/0");
    assertThat(server.path("hostname").asText()).isEqualTo("node-1");
    assertThat(server.path("created_on").asText()).isEqualTo("2026-01-01 00:00:00");
    assertThat(server.path("state").asText()).isEqualTo("provisioning");
    assertThat(server.path("power").asInt(-1)).isZero();
    assertThat(server.path("is_active").asInt(-1)).isZero();
    assertThat(server.has("status")).isFalse();
    assertThat(server.has("tags")).isFalse();
    assertThat(data(test.apps("GET", "/apps/v2/vm/pending", ""))).hasSize(1);
  }

  @Test
  void showsTagsBesideTheServerThatIsAskedFor() {
    create("node-1");
    String identifier = identifier("node-1");
    test.seconds(2);

    JsonNode shown = data(test.apps("GET", "/api/v2/vm/" + identifier, ""));

    assertThat(shown.at("/vmData/power").asInt()).isEqualTo(1);
    assertThat(shown.at("/vmData/state").asText()).isEqualTo("running");
    assertThat(shown.at("/vmTags/0").asText()).isEqualTo("drover-group=general");
    assertThat(shown.has("imageCategories")).isTrue();
    assertThat(shown.has("privateIpData")).isTrue();
    assertThat(shown.has("floatingIpData")).isTrue();
    JsonNode status = data(test.apps("GET", "/api/v2/vm/status/" + identifier, ""));
    assertThat(status.path("status").asText()).isEqualTo("running");
    assertThat(data(test.apps("GET", "/apps/v2/vm/pending", ""))).isEmpty();
  }

  @Test
  void deletesWithABody() {
    test.pace(Pace.standard().lingering(Duration.ofSeconds(20)));
    create("node-1");
    String delete = DELETE.formatted(identifier("node-1"));
    test.seconds(2);

    assertThat(refused(test.apps("DELETE", "/api/v2/vm", "{\"vmIdentifier\": \"x\"}")).message())
        .isEqualTo("deleteStatistic is required");
    assertThat(test.apps("DELETE", "/api/v2/vm", delete).answer().status()).isEqualTo(200);
    test.seconds(1);

    assertThat(refused(test.apps("DELETE", "/api/v2/vm", delete)).code()).isEqualTo(404);
    JsonNode lingering = data(test.apps("GET", "/api/v2/vm", "")).get(0);
    assertThat(lingering.path("is_deleted").asInt()).isEqualTo(1);
    assertThat(lingering.path("is_terminated").asInt()).isEqualTo(1);
    assertThat(lingering.path("state").asText()).isEqualTo("deleted");
    test.seconds(20);
    assertThat(data(test.apps("GET", "/api/v2/vm", ""))).isEmpty();
  }

  @Test
  void pagesByOffsetAndLimitUnlessItIgnoresThem() {
    for (int i = 0; i < 5; i++) create("node-" + i);
    JsonNode page = body(test.apps("GET", "/api/v2/vm?offset=3&limit=10", ""));
    assertThat(page.path("data")).hasSize(2);
    assertThat(page.path("total").asInt()).isEqualTo(5);

    test.behave(Behaviour.standard().with(Quirk.IGNORES_PAGES));
    assertThat(data(test.apps("GET", "/api/v2/vm?offset=3&limit=1", ""))).hasSize(5);
  }

  @Test
  void filtersByProject() {
    create("node-1");
    assertThat(data(test.apps("GET", "/api/v2/vm?projectId=7", ""))).hasSize(1);
    assertThat(data(test.apps("GET", "/api/v2/vm?projectId=8", ""))).isEmpty();
  }

  @Test
  void addsTags() {
    create("node-1");
    String identifier = identifier("node-1");
    String tags = "{\"vmIdentifier\": \"" + identifier + "\", \"tags\": [\"a=b\"]}";
    test.apps("POST", "/api/v2/vm/addtags", tags);
    assertThat(data(test.apps("GET", "/api/v2/vm/" + identifier, "")).path("vmTags")).hasSize(2);
  }

  @Test
  void canTellWhereAServerIsInsteadOfHowItIs() {
    test.behave(Behaviour.standard().with(Quirk.STATE_TELLS_PLACE));
    create("node-1");
    assertThat(data(test.apps("GET", "/api/v2/vm", "")).at("/0/state").asText())
        .isEqualTo("New York");
  }

  private Reply create(String hostname) {
    return test.apps("POST", "/api/v2/vm", test.appsOrder(hostname));
  }

  private String identifier(String hostname) {
    return test.api.servers().stream()
        .filter(server -> server.order().hostname().equals(hostname))
        .findFirst()
        .orElseThrow()
        .identifier();
  }
}
