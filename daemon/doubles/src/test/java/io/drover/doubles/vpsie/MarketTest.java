package io.drover.doubles.vpsie;

import static io.drover.doubles.vpsie.VpsieUnderTest.ACCOUNT;
import static io.drover.doubles.vpsie.VpsieUnderTest.data;
import static io.drover.doubles.vpsie.VpsieUnderTest.order;
import static io.drover.doubles.vpsie.VpsieUnderTest.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MarketTest {
  private final VpsieUnderTest test = new VpsieUnderTest();
  private final Market market = test.api.market();

  @Test
  void showsOfferingsWithThePricesOfAMonthAndAnHour() throws Exception {
    JsonNode offerings = data(test.document("GET", "/offerings?page=1&per_page=100", ""));
    assertThat(offerings).hasSize(11);
    assertThat(VpsieUnderTest.json(offerings.get(2).toString()))
        .isEqualTo(
            VpsieUnderTest.json(
                """
                {"id": "103", "name": "s-2c-4g", "cpu": 2, "ram": 4096, "disk": 80,
                 "bandwidth": 2000, "price": 24, "hourly_price": 0.03288, "available": true,
                 "datacenter_id": "", "category": "standard"}
                """));
    List<String> limited = new ArrayList<>();
    for (JsonNode offering : offerings) {
      if (offering.path("id").asText().equals("302")) {
        limited.add(offering.path("datacenter_id").asText());
      }
    }
    assertThat(limited).containsExactly("4", "1");
  }

  @Test
  void showsTheResourcesOfOneDatacenter() throws Exception {
    JsonNode resources = data(test.apps("POST", "/apps/v2/resources", resources("us-west-1")));
    assertThat(resources).hasSize(9);
    assertThat(VpsieUnderTest.json(resources.get(2).toString()))
        .isEqualTo(
            VpsieUnderTest.json(
                """
                {"identifier": "%s", "nickname": "s-2c-4g", "cpu": 2, "ram": 4096, "ssd": 80,
                 "traffic": 2000, "price": 24}
                """
                    .formatted(market.plan("s-2c-4g").identifier())));
    assertThat(data(test.apps("POST", "/apps/v2/resources", resources("us-east-1")))).hasSize(10);
  }

  @Test
  void listsDatacentersInBothForms() {
    JsonNode document = data(test.document("GET", "/datacenters", ""));
    assertThat(document.get(0).path("id").asText()).isEqualTo("1");
    assertThat(document.get(0).path("code").asText()).isEqualTo("us-east-1");
    JsonNode apps = data(test.apps("GET", "/apps/v2/datacenter?offset=1&limit=1", ""));
    assertThat(apps).hasSize(1);
    assertThat(apps.at("/0/identifier").asText())
        .isEqualTo(market.datacenter("us-west-1").identifier());
    assertThat(data(test.document("GET", "/images", "")).at("/1/id").asText())
        .isEqualTo("ubuntu-24.04");
  }

  @Test
  void runsOutOfOnePlanInOnePlace() {
    market.stock("103", "us-east-1", 1);
    int id = test.created("node-1").path("id").asInt();

    assertThat(refused(test.create("node-2")).message())
        .isEqualTo("s-2c-4g is out of stock in datacenter New York 1");
    assertThat(test.document("POST", "/servers", order("n", "104", "1", "")).answer().status())
        .isEqualTo(200);
    assertThat(test.document("POST", "/servers", order("n", "103", "2", "")).answer().status())
        .isEqualTo(200);
    test.document("DELETE", "/servers/" + id, "");
    assertThat(test.create("node-2").answer().status()).isEqualTo(200);
    market.restock("103", "us-east-1");
    assertThat(test.create("node-3").answer().status()).isEqualTo(200);
  }

  @Test
  void withdrawsAnOfferingAndLeavesItsServers() {
    test.create("node-1");
    market.withdraw("s-2c-4g");

    assertThat(refused(test.create("node-2")).message()).isEqualTo("Offering is not available");
    assertThat(data(test.document("GET", "/offerings?per_page=100", "")).toString())
        .doesNotContain("s-2c-4g");
    assertThat(test.listed()).containsExactly("node-1");
  }

  @Test
  void listsWhatIsNotAvailableForNowOnlyInTheDocument() {
    market.offer("103", false);
    assertThat(refused(test.create("n")).message()).contains("out of stock");
    assertThat(data(test.document("GET", "/offerings", "")).at("/2/available").asBoolean(true))
        .isFalse();
    assertThat(data(test.apps("POST", "/apps/v2/resources", resources("us-east-1")))).hasSize(9);
    market.offer("103", true);
    assertThat(test.create("n").answer().status()).isEqualTo(200);
  }

  @Test
  void changesAPrice() {
    market.price("103", new BigDecimal("73.00"));
    JsonNode offering = data(test.document("GET", "/offerings", "")).get(2);
    assertThat(offering.path("hourly_price").asDouble()).isEqualTo(0.1);
  }

  @Test
  void closesADatacenterForNowOrForGood() {
    market.activate("us-east-1", false);
    assertThat(refused(test.create("n")).message()).isEqualTo("Datacenter is not active");
    assertThat(data(test.document("GET", "/datacenters", "")).at("/0/available").asBoolean(true))
        .isFalse();
    assertThat(data(test.apps("GET", "/apps/v2/datacenter", "")).at("/0/is_active").asInt(-1))
        .isZero();

    market.close("us-east-1");
    assertThat(refused(test.create("n")).message()).isEqualTo("Datacenter not found");
    assertThat(data(test.document("GET", "/datacenters", "")).at("/0/id").asText()).isEqualTo("2");
    assertThat(data(test.apps("GET", "/apps/v2/datacenter", "")).at("/0/is_deleted").asInt())
        .isEqualTo(1);
    assertThat(refused(test.apps("POST", "/apps/v2/resources", resources("us-east-1"))).code())
        .isEqualTo(404);
  }

  @Test
  void refusesMoreThanTheAccountsQuota() {
    test.api.accounts().quota(ACCOUNT, 1);
    test.create("node-1");
    assertThat(refused(test.create("node-2")).message())
        .isEqualTo("The number of VMs exceeds the allowed limit");
    test.api.accounts().quota(ACCOUNT, 1, "Your plan does not allow more");
    assertThat(refused(test.create("node-2")).message()).isEqualTo("Your plan does not allow more");
    test.api.accounts().quota(ACCOUNT, 0);
    assertThat(test.create("node-2").answer().status()).isEqualTo(200);
  }

  private String resources(String datacenter) {
    return "dcIdentifier=%s&osIdentifier=ubuntu-24.04&name=query&description=query&isCustom=0"
        .formatted(market.datacenter(datacenter).identifier());
  }
}
