package io.drover.doubles.vpsie;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.doubles.cloud.Json;
import java.util.ArrayList;
import java.util.List;

/** What is sold where, as each wire form shows it. */
final class MarketView {
  private MarketView() {}

  /** The offerings of the document; one that is not sold everywhere has a row for each place. */
  static List<ObjectNode> offerings(Market market) {
    List<ObjectNode> rows = new ArrayList<>();
    for (Plan plan : market.plans()) {
      if (plan.withdrawn()) continue;
      if (plan.places().isEmpty()) rows.add(offering(plan, ""));
      for (String place : plan.places().stream().sorted().toList()) {
        rows.add(offering(plan, Integer.toString(market.datacenter(place).number())));
      }
    }
    return rows;
  }

  private static ObjectNode offering(Plan plan, String datacenter) {
    return Json.MAPPER
        .createObjectNode()
        .put("id", Integer.toString(plan.number()))
        .put("name", plan.name())
        .put("cpu", plan.cpu())
        .put("ram", plan.ramMb())
        .put("disk", plan.ssdGb())
        .put("bandwidth", plan.trafficGb())
        .put("price", plan.monthly())
        .put("hourly_price", plan.hourly())
        .put("available", plan.available())
        .put("datacenter_id", datacenter)
        .put("category", plan.category());
  }

  /** The resources of apps-v2 in one datacenter. */
  static List<ObjectNode> resources(Market market, Datacenter datacenter) {
    return market.plans().stream()
        .filter(plan -> plan.soldIn(datacenter) && plan.available())
        .map(
            plan ->
                Json.MAPPER
                    .createObjectNode()
                    .put("identifier", plan.identifier())
                    .put("nickname", plan.name())
                    .put("cpu", plan.cpu())
                    .put("ram", plan.ramMb())
                    .put("ssd", plan.ssdGb())
                    .put("traffic", plan.trafficGb())
                    .put("price", plan.monthly()))
        .toList();
  }

  /** The sizes that a node of VPSie's own Kubernetes can have in a datacenter. */
  static List<ObjectNode> clusterOffers(Market market, Datacenter datacenter) {
    return market.plans().stream()
        .filter(plan -> plan.soldIn(datacenter) && plan.available())
        .map(
            plan ->
                Json.MAPPER
                    .createObjectNode()
                    .put("id", plan.number())
                    .put("name", plan.name())
                    .put("cpu", plan.cpu())
                    .put("ram", plan.ramMb())
                    .put("disk", plan.ssdGb())
                    .put("price", plan.monthly())
                    .put("hourly_price", plan.hourly()))
        .toList();
  }

  /** The datacenters of the document; one that is gone is not among them. */
  static List<ObjectNode> datacenters(Market market) {
    return market.datacenters().stream()
        .filter(datacenter -> !datacenter.deleted())
        .map(
            datacenter ->
                Json.MAPPER
                    .createObjectNode()
                    .put("id", Integer.toString(datacenter.number()))
                    .put("name", datacenter.name())
                    .put("code", datacenter.code())
                    .put("country", datacenter.country())
                    .put("city", datacenter.city())
                    .put("continent", datacenter.continent())
                    .put("available", datacenter.active())
                    .put("featured_dc", false))
        .toList();
  }

  /** The datacenters of apps-v2; one that is gone says so. */
  static List<ObjectNode> places(Market market) {
    return market.datacenters().stream()
        .map(
            datacenter ->
                Json.MAPPER
                    .createObjectNode()
                    .put("dc_name", datacenter.name())
                    .put("dc_image", datacenter.code() + ".svg")
                    .put("state", datacenter.state())
                    .put("country", datacenter.country())
                    .put("is_active", ServerView.bit(datacenter.active()))
                    .put("identifier", datacenter.identifier())
                    .put("default_selected", 0)
                    .put("is_deleted", ServerView.bit(datacenter.deleted()))
                    .put("is_fip_available", 1)
                    .put("is_bucket_available", 0)
                    .put("is_private", 0))
        .toList();
  }

  static List<ObjectNode> images() {
    return StandardCatalogue.IMAGES.stream()
        .map(
            image ->
                Json.MAPPER
                    .createObjectNode()
                    .put("id", image)
                    .put("name", image)
                    .put("distribution", image.substring(0, image.indexOf('-')))
                    .put("version", image.substring(image.indexOf('-') + 1))
                    .put("architecture", "x86_64")
                    .put("min_disk", 10)
                    .put("available", true))
        .toList();
  }
}
