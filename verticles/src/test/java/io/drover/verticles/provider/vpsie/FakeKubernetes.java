package io.drover.verticles.provider.vpsie;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.verticles.bus.Json;
import io.drover.verticles.http.Http.Outcome;
import io.drover.verticles.http.Http.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A cluster of VPSie's own Kubernetes, with a master and node groups, on the VPSie in memory. */
final class FakeKubernetes {
  static final String CLUSTER = "k8s-1";
  static final int PLAN = 7;

  final List<Group> groups = new ArrayList<>();
  private final FakeVpsie far;
  private final String base;

  /** A node group and the identifiers of its nodes. */
  record Group(int id, String name, int plan, List<String> nodes) {}

  FakeKubernetes(FakeVpsie far, VpsieShape shape) {
    this.far = far;
    this.base = shape == VpsieShape.DOCUMENT ? "/v2/k8s" : "/apps/v2/k8s";
    far.canned = this::serve;
    far.plans.put(far.make("master", List.of()).identifier(), PLAN);
  }

  Group group(String name, int plan) {
    Group made = new Group(groups.size() + 1, name, plan, new ArrayList<>());
    groups.add(made);
    return made;
  }

  /** What is alive, the master aside. */
  int nodes() {
    return far.machines.size() - 1;
  }

  private Optional<Outcome> serve(Request request) {
    String path = request.uri().getPath();
    if (!path.startsWith(base)) {
      return Optional.empty();
    }
    String deed = request.method() + " " + path.substring(base.length());
    if (deed.equals("GET /node/groups/byClusterId/" + CLUSTER)) {
      return fine(groupList());
    }
    if (deed.equals("GET /cluster/byId/" + CLUSTER)) {
      return fine(nodeList());
    }
    if (deed.startsWith("POST /cluster/byId/" + CLUSTER + "/add/slave/group/")) {
      return add(deed.substring(deed.lastIndexOf('/') + 1));
    }
    if (deed.equals("DELETE /cluster/byId/" + CLUSTER + "/delete/slave")) {
      return delete(body(request).path("identifier").asText());
    }
    return switch (deed) {
      case "POST /nodegroups", "POST /cluster/add/group" -> {
        group(body(request).path("groupName").asText(), body(request).path("KubeSizeID").asInt());
        yield fine(Json.mapper().createObjectNode());
      }
      case "POST /offers" -> fine(offers());
      default -> Optional.empty();
    };
  }

  private static Optional<Outcome> fine(JsonNode data) {
    ObjectNode reply = Json.mapper().createObjectNode().put("error", false);
    reply.set("data", data);
    return Optional.of(FakeVpsie.answered(200, reply.toString(), Map.of()));
  }

  private Optional<Outcome> add(String group) {
    Group of = groups.get(Integer.parseInt(group) - 1);
    String node = far.make("k8s-node-" + of.nodes().size(), List.of()).identifier();
    far.plans.put(node, of.plan());
    of.nodes().add(node);
    return fine(Json.mapper().getNodeFactory().booleanNode(true));
  }

  private Optional<Outcome> delete(String node) {
    groups.forEach(group -> group.nodes().remove(node));
    return Optional.of(
        far.machines.remove(node) == null
            ? FakeVpsie.answered(404, FakeVpsie.error(404, "no such node"), Map.of())
            : FakeVpsie.answered(204, "", Map.of()));
  }

  private ArrayNode groupList() {
    ArrayNode all = Json.mapper().createArrayNode();
    for (Group group : groups) {
      long shown = group.nodes().stream().filter(this::shown).count();
      all.addObject()
          .put("id", group.id())
          .put("group_name", group.name())
          .put("boxsize_id", group.plan())
          .put("nodes_count", shown)
          .put("is_deleted", 0);
    }
    return all;
  }

  private boolean shown(String node) {
    FakeVpsie.Machine machine = far.machines.get(node);
    return machine != null && far.shows(machine);
  }

  private ObjectNode nodeList() {
    ObjectNode cluster = Json.mapper().createObjectNode();
    ArrayNode nodes = cluster.putArray("nodes");
    far.machines
        .values()
        .forEach(
            one ->
                nodes
                    .addObject()
                    .put("identifier", one.identifier())
                    .put("hostname", one.name())
                    .put("node_type", one.name().equals("master") ? 1 : 2));
    return cluster;
  }

  private static ArrayNode offers() {
    ArrayNode all = Json.mapper().createArrayNode();
    for (int size = 1; size <= 4; size *= 2) {
      all.addObject()
          .put("id", PLAN + size - 1)
          .put("name", "size " + size)
          .put("cpu", size)
          .put("ram", size * 2_048)
          .put("disk", size * 40)
          .put("price", size * 7.3)
          .put("hourly_price", size * 0.01);
    }
    return all;
  }

  private static JsonNode body(Request request) {
    try {
      return Json.mapper().readTree(request.body());
    } catch (Exception broken) {
      throw new AssertionError("a body that is no JSON", broken);
    }
  }
}
