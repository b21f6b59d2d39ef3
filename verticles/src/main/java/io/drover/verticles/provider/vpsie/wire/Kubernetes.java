package io.drover.verticles.provider.vpsie.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.verticles.bus.Json;
import io.drover.verticles.provider.vpsie.pipeline.Call;
import java.net.URLEncoder;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * The calls to VPSie's own Kubernetes, the same in both shapes but for where they are.
 *
 * @param base what their paths begin with
 * @param addGroup the path of the call that makes a node group
 */
public record Kubernetes(String base, String addGroup) implements PriceList {
  /** In words, as paths have them, or in numbers, as one client has the field. */
  private static final Set<String> WORKER = Set.of("slave", "2");

  private static final Set<String> MANAGER = Set.of("master", "manager", "1");

  /**
   * A node group.
   *
   * @param plan the number of its nodes' plan, which no other group of the cluster has
   * @param nodes how many there are, or will be
   */
  public record Group(String id, String name, String plan, int nodes) {}

  /** A node of a cluster, of whichever group: that is not told. */
  public record Node(String identifier, String hostname, boolean worker) {}

  public Call groups(String cluster) {
    return Call.get(base + "/node/groups/byClusterId/" + enc(cluster));
  }

  public List<Group> readGroups(JsonNode answer) {
    return Fields.of("GET " + base + "/node/groups/byClusterId/{id}", answer).list("data").stream()
        .filter(group -> !group.flag("is_deleted").orElse(false))
        .map(
            group ->
                new Group(
                    group.text("id"),
                    group.text("group_name"),
                    group.text("boxsize_id"),
                    Math.toIntExact(group.number("nodes_count"))))
        .toList();
  }

  public Call nodes(String cluster) {
    return Call.get(base + "/cluster/byId/" + enc(cluster));
  }

  public List<Node> readNodes(JsonNode answer) {
    return Fields.of("GET " + base + "/cluster/byId/{id}", answer)
        .object("data")
        .list("nodes")
        .stream()
        .map(
            node ->
                new Node(
                    node.text("identifier"),
                    node.anyText("hostname").orElse(""),
                    node.choice("node_type", WORKER, MANAGER)))
        .toList();
  }

  public Call makeGroup(String cluster, String name, long plan) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("clusterIdentifier", cluster).put("groupName", name).put("KubeSizeID", plan);
    return Call.json("POST", addGroup, json);
  }

  /** VPSie answers with the node or with {@code true}, and makes it afterwards. */
  public Call addNode(String cluster, Group group) {
    String path = "/cluster/byId/" + enc(cluster) + "/add/slave/group/" + enc(group.id());
    return Call.bare("POST", base + path);
  }

  /** Takes this very node away, and none that VPSie chooses. */
  public Call deleteNode(String cluster, String identifier) {
    ObjectNode json = Json.mapper().createObjectNode().put("identifier", identifier);
    return Call.json("DELETE", base + "/cluster/byId/" + enc(cluster) + "/delete/slave", json)
        .asRepeatable();
  }

  @Override
  public int begin() {
    return 0;
  }

  @Override
  public List<String> planScopes(List<Datacenter> datacenters) {
    return datacenters.stream().map(Datacenter::id).toList();
  }

  @Override
  public Call plans(String scope, String osImage, int from, int size) {
    ObjectNode json = Json.mapper().createObjectNode().put("dcIdentifier", scope);
    return Call.json("POST", base + "/offers", json).asRepeatable();
  }

  @Override
  public Slice<Plan> readPlans(JsonNode answer, String scope, int from) {
    List<Plan> all =
        Fields.of("POST " + base + "/offers", answer).list("data").stream()
            .map(
                json ->
                    new Plan(
                        json.text("id"),
                        scope,
                        json.number("cpu"),
                        json.number("ram"),
                        json.number("disk"),
                        Plan.hourly(json),
                        true))
            .toList();
    return new Slice<>(all, all.size(), OptionalInt.empty());
  }

  private static String enc(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
