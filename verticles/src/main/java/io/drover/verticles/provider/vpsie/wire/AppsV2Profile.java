package io.drover.verticles.provider.vpsie.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.verticles.bus.Json;
import io.drover.verticles.provider.vpsie.pipeline.Call;
import io.drover.verticles.provider.vpsie.pipeline.Credentials;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** The shape that VPSie's maintained clients call, below {@code https://api.vpsie.com}. */
public final class AppsV2Profile implements Profile {
  private static final String VM = "/api/v2/vm";
  private static final String DATACENTERS = "/apps/v2/datacenter";
  private static final String RESOURCES = "/apps/v2/resources";

  @Override
  public Call login(Credentials.Client client) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("clientId", client.id()).put("clientSecret", client.secret());
    return Call.json("POST", "/apps/v2/auth/from/api", json);
  }

  @Override
  public Map<String, String> authorization(String token) {
    return Map.of("Vpsie-Auth", token);
  }

  @Override
  public int begin() {
    return 0;
  }

  @Override
  public Call servers(int from, int size) {
    return Call.get(VM + paging(from, size));
  }

  private static String paging(int offset, int size) {
    return "?offset=" + offset + "&limit=" + size;
  }

  @Override
  public Slice<Server> readServers(JsonNode answer, int from) {
    return slice("GET " + VM, answer, from, one -> ServerReading.server(one, null));
  }

  /** A server that knows no paging gives everything at once, whatever it was asked for. */
  private static <T> Slice<T> slice(
      String endpoint, JsonNode answer, int from, Function<Fields, T> item) {
    Fields whole = Fields.of(endpoint, answer);
    List<T> items = whole.list("data").stream().map(item).toList();
    long total = whole.number("total");
    boolean more = items.size() < total && from + items.size() < total && !items.isEmpty();
    OptionalInt next = more ? OptionalInt.of(from + items.size()) : OptionalInt.empty();
    return new Slice<>(items, total, next);
  }

  @Override
  public Call server(Server known) {
    return Call.get(VM + "/" + enc(known.identifier()));
  }

  @Override
  public Server readServer(JsonNode answer) {
    Fields data = Fields.of("GET " + VM + "/{identifier}", answer).object("data");
    return ServerReading.server(data.object("vmData"), data.texts("vmTags"));
  }

  @Override
  public Optional<Call> byIdentifier(String identifier) {
    return Optional.of(Call.get(VM + "/" + enc(identifier)));
  }

  @Override
  public Call create(ServerOrder order) {
    ServerOrder.Extras extras = order.extras();
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("resourceIdentifier", order.plan())
        .put("osIdentifier", extras.osImage())
        .put("dcIdentifier", order.datacenter())
        .put("hostname", order.name());
    extras.project().ifPresent(project -> putProject(json, project));
    extras.notes().ifPresent(notes -> json.put("notes", notes));
    extras.publicIpv4().ifPresent(wanted -> json.put("addPublicIpV4", wanted ? 1 : 0));
    extras.sshKeys().stream().findFirst().ifPresent(key -> json.put("sshKeyIdentifier", key));
    order.tags().forEach(json.putArray("tags")::add);
    extras.userData().ifPresent(data -> json.put("userData", data));
    return Call.json("POST", VM, json);
  }

  /** VPSie's clients send the project's number. */
  private static void putProject(ObjectNode json, String project) {
    if (project.matches("[0-9]{1,18}")) {
      json.put("projectId", Long.parseLong(project));
    } else {
      json.put("projectId", project);
    }
  }

  @Override
  public Optional<Server> readCreated(JsonNode answer) {
    return Optional.empty();
  }

  @Override
  public Call delete(Server server, Farewell farewell) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("vmIdentifier", server.identifier());
    farewell.password().ifPresent(password -> json.put("password", password));
    json.putObject("deleteStatistic").put("reason", "autoscaler").put("note", farewell.note());
    return Call.json("DELETE", VM, json).asRepeatable();
  }

  @Override
  public Call datacenters(int from, int size) {
    return Call.get(DATACENTERS + paging(from, size));
  }

  @Override
  public Slice<Datacenter> readDatacenters(JsonNode answer, int from) {
    return slice("GET " + DATACENTERS, answer, from, AppsV2Profile::datacenter);
  }

  private static Datacenter datacenter(Fields json) {
    boolean open = json.flag("is_active").orElse(true) && !json.flag("is_deleted").orElse(false);
    return new Datacenter(json.text("identifier"), json.anyText("dc_name").stream().toList(), open);
  }

  @Override
  public Kubernetes kubernetes() {
    return new Kubernetes("/apps/v2/k8s", "/apps/v2/k8s/cluster/add/group");
  }

  @Override
  public List<String> planScopes(List<Datacenter> datacenters) {
    return datacenters.stream().map(Datacenter::id).toList();
  }

  @Override
  public Call plans(String scope, String osImage, int from, int size) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("dcIdentifier", scope);
    form.put("osIdentifier", osImage);
    form.put("name", "query");
    form.put("description", "query");
    form.put("isCustom", "0");
    return Call.form(RESOURCES, form).asRepeatable();
  }

  @Override
  public Slice<Plan> readPlans(JsonNode answer, String scope, int from) {
    List<Plan> all =
        Fields.of("POST " + RESOURCES, answer).list("data").stream()
            .map(plan -> plan(plan, scope))
            .toList();
    return new Slice<>(all, all.size(), OptionalInt.empty());
  }

  private static Plan plan(Fields json, String datacenter) {
    return new Plan(
        json.text("identifier"),
        datacenter,
        json.number("cpu"),
        json.number("ram"),
        json.number("ssd"),
        Plan.hourly(json),
        true);
  }

  private static String enc(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
