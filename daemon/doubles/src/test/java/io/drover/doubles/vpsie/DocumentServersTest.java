package io.drover.doubles.vpsie;

import static io.drover.doubles.vpsie.VpsieUnderTest.body;
import static io.drover.doubles.vpsie.VpsieUnderTest.data;
import static io.drover.doubles.vpsie.VpsieUnderTest.order;
import static io.drover.doubles.vpsie.VpsieUnderTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DocumentServersTest {
  private final VpsieUnderTest test = new VpsieUnderTest();

  @Test
  void leadsAServerThroughItsLife() {
    JsonNode created = test.created("node-1");
    assertThat(created.path("status").asText()).isEqualTo("provisioning");
    assertThat(created.path("default_ip").asText()).isEmpty();
    String path = "/servers/" + created.path("id").asInt();

    test.seconds(2);
    JsonNode running = data(test.document("GET", path, ""));
    assertThat(running.path("status").asText()).isEqualTo("running");
    assertThat(running.path("default_ip").asText()).startsWith("203.0.113.");
    assertThat(running.path("created_on").asText()).isEqualTo("2026-01-01T00:00:00Z");
    assertThat(test.boot.booted).hasSize(1);

    assertThat(test.document("DELETE", path, "").answer().status()).isEqualTo(200);
    assertThat(data(test.document("GET", path, "")).path("status").asText()).isEqualTo("deleting");
    assertThat(test.boot.stopped).hasSize(1);
    test.seconds(1);
    assertThat(refused(test.document("GET", path, "")).code()).isEqualTo(404);
    assertThat(refused(test.document("DELETE", path, "")).code()).isEqualTo(404);
    assertThat(test.listed()).isEmpty();
  }

  @Test
  void tellsEverythingThatAServerIs() throws Exception {
    JsonNode created = test.created("node-1");
    assertThat(created)
        .isEqualTo(
            VpsieUnderTest.json(
                """
                {"id": 10001, "identifier": "%s", "user_id": 1, "hostname": "node-1",
                 "cpu": 2, "ram": 4096, "ssd": 80, "traffic": 2000,
                 "default_ip": "", "default_ipv6": "", "private_ip": "",
                 "boxsize_id": 103, "datacenter_id": 1, "dcIdentifier": "%s",
                 "name": "node-1", "status": "provisioning", "notes": "", "projectId": "",
                 "os_name": "ubuntu-24.04",
                 "created_on": "2026-01-01T00:00:00Z", "last_updated": "2026-01-01T00:00:00Z"}
                """
                    .formatted(
                        test.api.servers().getFirst().identifier(),
                        test.api.market().datacenter("us-east-1").identifier())));
  }

  @Test
  void showsTagsOnlyWhenOneServerIsAskedFor() {
    int id = test.created("node-1").path("id").asInt();
    assertThat(data(test.document("GET", "/servers", "")).get(0).has("tags")).isFalse();
    assertThat(data(test.document("GET", "/servers/" + id, "")).at("/tags/0").asText())
        .isEqualTo("drover-group=general");
  }

  @Test
  void makesTwoServersOfTheSameOrderGivenTwice() {
    assertThat(test.created("node-1")).isNotEqualTo(test.created("node-1"));
    assertThat(test.listed()).containsExactly("node-1", "node-1");
  }

  @Test
  void listsInPages() {
    for (int i = 0; i < 5; i++) test.create("node-" + i);

    JsonNode page = body(test.document("GET", "/servers?page=3&per_page=2", ""));

    assertThat(page.path("data")).hasSize(1);
    assertThat(page.at("/data/0/hostname").asText()).isEqualTo("node-4");
    assertThat(page.path("pagination").toString())
        .isEqualTo("{\"total\":5,\"count\":1,\"per_page\":2,\"current_page\":3,\"total_pages\":3}");
    assertThat(data(test.document("GET", "/servers?page=4&per_page=2", ""))).isEmpty();
    assertThat(refused(test.document("GET", "/servers?page=x", "")).status()).isEqualTo(400);
  }

  @Test
  void showsLateInListsWhatWasCreatedAndWhatHasEnded() {
    test.pace(Pace.standard().listing(Duration.ofSeconds(30)).lingering(Duration.ofSeconds(20)));
    String path = "/servers/" + test.created("node-1").path("id").asInt();

    assertThat(test.document("GET", path, "").answer().status()).isEqualTo(200);
    test.seconds(29);
    assertThat(test.listed()).isEmpty();
    test.seconds(1);
    assertThat(test.listed()).containsExactly("node-1");

    assertThat(status("/servers")).isEqualTo("provisioning");
    test.seconds(2);
    assertThat(status("/servers")).isEqualTo("running");

    test.document("DELETE", path, "");
    test.seconds(29);
    assertThat(test.document("GET", path, "").answer().status()).isEqualTo(404);
    assertThat(status("/servers")).isEqualTo("running");
    test.seconds(21);
    assertThat(status("/servers")).isEqualTo("deleting");
    test.seconds(1);
    assertThat(test.listed()).isEmpty();
  }

  private String status(String address) {
    return data(test.document("GET", address, "")).at("/0/status").asText();
  }

  @Test
  void refusesWhatIsIncompleteOrUnknown() {
    assertThat(refused(test.document("POST", "/servers", "{\"name\": \"n\"}")).message())
        .isEqualTo("datacenter_id is required");
    assertThat(refused(test.create("not a hostname")).message()).contains("Hostname");
    String unknownPlan = order("n", "999", "1", "");
    assertThat(refused(test.document("POST", "/servers", unknownPlan)).message())
        .isEqualTo("Offering is not available");
    String unknownPlace = order("n", "103", "99", "");
    assertThat(refused(test.document("POST", "/servers", unknownPlace)).message())
        .isEqualTo("Datacenter not found");
    String unknownImage = order("n").replace("ubuntu-24.04", "windows-95");
    assertThat(refused(test.document("POST", "/servers", unknownImage)).message())
        .isEqualTo("OS image not found");
    assertThat(refused(test.document("POST", "/servers", "{\"name\": ")).message())
        .isEqualTo("The body cannot be read");
    assertThat(refused(test.document("PATCH", "/servers", "")).status()).isEqualTo(404);
    assertThat(test.api.servers()).isEmpty();
  }

  @Test
  void canKeepTheNewServerToItself() {
    test.behave(Behaviour.standard().with(Quirk.CREATE_TELLS_NOTHING));
    assertThat(body(test.create("node-1")).toString()).isEqualTo("{\"error\":false}");
    assertThat(test.listed()).containsExactly("node-1");
  }
}
