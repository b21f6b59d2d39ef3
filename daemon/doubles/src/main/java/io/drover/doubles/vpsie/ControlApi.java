package io.drover.doubles.vpsie;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.doubles.cloud.Json;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/**
 * The screws of the double over HTTP, for a double in a process of its own. Nothing here is
 * VPSie's, needs a token, counts against a rate or is written down.
 */
final class ControlApi {
  static final String BASE = "/_double/";
  private final VpsieDouble api;

  /** What a control says. */
  record Told(int status, Object body) {}

  ControlApi(VpsieDouble api) {
    this.api = api;
  }

  Told answer(Request request) {
    String what = request.path().substring(BASE.length());
    try {
      JsonNode body =
          request.body().isBlank()
              ? Json.MAPPER.createObjectNode()
              : Json.MAPPER.readTree(request.body());
      return new Told(200, turn(request.method() + " " + what, body));
    } catch (JsonProcessingException e) {
      return new Told(400, Map.of("message", e.getOriginalMessage()));
    } catch (IllegalArgumentException e) {
      return new Told(400, Map.of("message", String.valueOf(e.getMessage())));
    }
  }

  private Object turn(String control, JsonNode body) throws JsonProcessingException {
    return switch (control) {
      case "GET requests" -> api.witness().requests();
      case "DELETE requests" -> forget();
      case "GET servers" -> api.servers();
      case "POST strangers" -> strangers(body);
      case "POST vanish" -> vanish(text(body, "server"));
      case "GET behaviour" -> api.behaviour();
      case "PATCH behaviour" -> behave(body);
      case "GET troubles" -> api.troubles().coming();
      case "PUT troubles" -> troubles(body);
      case "PUT account" -> account(body);
      case "POST revoke" -> revoke(text(body, "clientId"));
      case "PUT stock" -> stock(body);
      case "POST withdraw" -> withdraw(text(body, "plan"));
      case "PUT offer" -> offer(body);
      case "PUT price" -> price(body);
      case "PUT datacenter" -> datacenter(body);
      case "POST cluster" -> cluster(body);
      default -> throw new IllegalArgumentException("no control " + control);
    };
  }

  private Object forget() {
    api.witness().forget();
    return Map.of();
  }

  private Object strangers(JsonNode body) {
    api.strangers(text(body, "clientId"), body.path("servers").asInt());
    return Map.of();
  }

  private Object vanish(String identifier) {
    api.vanish(server(identifier).id());
    return server(identifier);
  }

  private Server server(String identifier) {
    return api.servers().stream()
        .filter(server -> server.identifier().equals(identifier))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no server " + identifier));
  }

  /** What is given is changed, what is not stays; durations are in seconds. */
  private Object behave(JsonNode patch) throws JsonProcessingException {
    if (!patch.isObject()) throw new IllegalArgumentException("the behaviour is an object");
    ObjectNode merged = Json.MAPPER.valueToTree(api.behaviour());
    for (var change : patch.properties()) {
      JsonNode before = merged.get(change.getKey());
      if (before instanceof ObjectNode inner && change.getValue() instanceof ObjectNode more) {
        inner.setAll(more);
      } else {
        merged.set(change.getKey(), change.getValue());
      }
    }
    Behaviour changed = Json.MAPPER.treeToValue(merged, Behaviour.class);
    api.behave(before -> changed);
    return changed;
  }

  private Object troubles(JsonNode body) throws JsonProcessingException {
    api.troubles().replace(List.of(Json.MAPPER.treeToValue(body, Trouble[].class)));
    return api.troubles().coming();
  }

  private Object account(JsonNode body) {
    String clientId = text(body, "clientId");
    Accounts accounts = api.accounts();
    if (body.has("clientSecret")) accounts.open(clientId, text(body, "clientSecret"));
    if (body.has("fixedToken")) accounts.fixedToken(clientId, text(body, "fixedToken"));
    if (body.has("suspended")) accounts.suspend(clientId, body.get("suspended").asBoolean());
    if (body.has("quota")) accounts.quota(clientId, body.get("quota").asInt());
    return Map.of();
  }

  private Object revoke(String clientId) {
    api.accounts().revokeTokens(clientId);
    return Map.of();
  }

  /** Without {@code servers} there is no end of it. */
  private Object stock(JsonNode body) {
    String plan = text(body, "plan");
    String datacenter = text(body, "datacenter");
    if (body.has("servers")) api.market().stock(plan, datacenter, body.get("servers").asInt());
    else api.market().restock(plan, datacenter);
    return Map.of();
  }

  private Object withdraw(String plan) {
    api.market().withdraw(plan);
    return api.market().plan(plan);
  }

  private Object offer(JsonNode body) {
    api.market().offer(text(body, "plan"), body.path("available").asBoolean(true));
    return api.market().plan(text(body, "plan"));
  }

  private Object price(JsonNode body) {
    api.market().price(text(body, "plan"), new BigDecimal(text(body, "monthly")));
    return api.market().plan(text(body, "plan"));
  }

  private Object datacenter(JsonNode body) {
    String datacenter = text(body, "datacenter");
    if (body.path("closed").asBoolean()) api.market().close(datacenter);
    else if (body.has("closed")) api.market().reopen(datacenter);
    else api.market().activate(datacenter, body.path("active").asBoolean(true));
    return api.market().datacenter(datacenter);
  }

  private Object cluster(JsonNode body) {
    return api.openCluster(
        text(body, "clientId"),
        text(body, "name"),
        text(body, "datacenter"),
        body.path("managers").asInt(1));
  }

  private static String text(JsonNode body, String field) {
    JsonNode value = body.path(field);
    if (value.isMissingNode()) throw new IllegalArgumentException(field + " is missing");
    return value.asText();
  }
}
