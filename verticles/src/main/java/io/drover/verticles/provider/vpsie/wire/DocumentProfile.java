package io.drover.verticles.provider.vpsie.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.verticles.bus.Json;
import io.drover.verticles.provider.vpsie.pipeline.Call;
import io.drover.verticles.provider.vpsie.pipeline.Credentials;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

/** The shape of the VPSie autoscaler's document, below {@code https://api.vpsie.com/v2}. */
public final class DocumentProfile implements Profile {
  private static final String SERVERS = "/servers";
  private static final String OFFERINGS = "/offerings";
  private static final String DATACENTERS = "/datacenters";

  @Override
  public Call login(Credentials.Client client) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("clientId", client.id());
    form.put("clientSecret", client.secret());
    return Call.form("/auth/from/api", form);
  }

  @Override
  public Map<String, String> authorization(String token) {
    return Map.of("Authorization", "Bearer " + token);
  }

  @Override
  public int begin() {
    return 1;
  }

  @Override
  public Call servers(int from, int size) {
    return Call.get(SERVERS + paging(from, size));
  }

  private static String paging(int page, int size) {
    return "?page=" + page + "&per_page=" + size;
  }

  @Override
  public Slice<Server> readServers(JsonNode answer, int from) {
    return slice("GET " + SERVERS, answer, DocumentProfile::listed);
  }

  /** The document's paths name servers by number. */
  private static Server listed(Fields one) {
    one.text("id");
    return ServerReading.server(one, one.names("tags") ? one.texts("tags") : null);
  }

  private static <T> Slice<T> slice(String endpoint, JsonNode answer, Function<Fields, T> item) {
    Fields whole = Fields.of(endpoint, answer);
    List<T> items = whole.list("data").stream().map(item).toList();
    Fields pages = whole.object("pagination");
    long current = pages.number("current_page");
    boolean more = current < pages.number("total_pages");
    OptionalInt next = more ? OptionalInt.of(Math.toIntExact(current + 1)) : OptionalInt.empty();
    return new Slice<>(items, pages.number("total"), next);
  }

  @Override
  public Call server(Server known) {
    return Call.get(SERVERS + "/" + enc(known.number()));
  }

  @Override
  public Server readServer(JsonNode answer) {
    Fields server = Fields.of("GET " + SERVERS + "/{id}", answer).object("data");
    return ServerReading.server(server, server.texts("tags"));
  }

  @Override
  public Optional<Call> byIdentifier(String identifier) {
    return Optional.empty();
  }

  @Override
  public Call create(ServerOrder order) {
    ServerOrder.Extras extras = order.extras();
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("name", order.name())
        .put("hostname", order.name())
        .put("offering_id", order.plan())
        .put("datacenter_id", order.datacenter())
        .put("os_image_id", extras.osImage());
    extras.cluster().ifPresent(cluster -> json.put("resourceIdentifier", cluster));
    extras.project().ifPresent(project -> json.put("projectId", project));
    if (!extras.sshKeys().isEmpty()) {
      extras.sshKeys().forEach(json.putArray("ssh_key_ids")::add);
    }
    extras.notes().ifPresent(notes -> json.put("notes", notes));
    order.tags().forEach(json.putArray("tags")::add);
    extras.userData().ifPresent(data -> json.put("user_data", data));
    return Call.json("POST", SERVERS, json);
  }

  @Override
  public Optional<Server> readCreated(JsonNode answer) {
    return Fields.of("POST " + SERVERS, answer)
        .anyObject("data")
        .filter(data -> data.names("identifier") && data.names("id"))
        .map(data -> ServerReading.server(data, null));
  }

  @Override
  public Call delete(Server server, Farewell farewell) {
    return Call.bare("DELETE", SERVERS + "/" + enc(server.number())).asRepeatable();
  }

  @Override
  public Call datacenters(int from, int size) {
    return Call.get(DATACENTERS);
  }

  @Override
  public Slice<Datacenter> readDatacenters(JsonNode answer, int from) {
    List<Datacenter> all =
        Fields.of("GET " + DATACENTERS, answer).list("data").stream()
            .map(DocumentProfile::datacenter)
            .toList();
    return new Slice<>(all, all.size(), OptionalInt.empty());
  }

  private static Datacenter datacenter(Fields json) {
    List<String> names = new ArrayList<>();
    json.anyText("code").ifPresent(names::add);
    json.anyText("name").ifPresent(names::add);
    return new Datacenter(json.text("id"), names, json.flag("available").orElse(true));
  }

  @Override
  public Kubernetes kubernetes() {
    return new Kubernetes("/k8s", "/k8s/nodegroups");
  }

  @Override
  public List<String> planScopes(List<Datacenter> datacenters) {
    return List.of("");
  }

  @Override
  public Call plans(String scope, String osImage, int from, int size) {
    return Call.get(OFFERINGS + paging(from, size));
  }

  @Override
  public Slice<Plan> readPlans(JsonNode answer, String scope, int from) {
    return slice("GET " + OFFERINGS, answer, DocumentProfile::plan);
  }

  private static Plan plan(Fields json) {
    return new Plan(
        json.text("id"),
        json.anyText("datacenter_id").orElse(""),
        json.number("cpu"),
        json.number("ram"),
        json.number("disk"),
        Plan.hourly(json),
        json.flag("available").orElse(true));
  }

  private static String enc(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
