package io.drover.verticles.provider.vpsie;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.verticles.bus.Json;
import io.drover.verticles.http.Http;
import io.drover.verticles.time.PassingTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A VPSie in memory, in either shape, with the troubles that a test asks for. */
final class FakeVpsie implements Http {
  final List<Sent> sent = new ArrayList<>();
  final Map<String, Machine> machines = new LinkedHashMap<>();

  /** The number of a server's plan, by identifier, where it has one. */
  final Map<String, Integer> plans = new HashMap<>();

  /** What goes wrong with a request. */
  Function<Request, Optional<Trouble>> troubles = any -> Optional.empty();

  /** What a request is answered with instead. */
  Function<Request, Optional<Outcome>> canned = any -> Optional.empty();

  Duration latency = Duration.ZERO;
  Duration lag = Duration.ZERO;
  final FakeLogins logins;
  private int lastId = 100;
  private final VpsieShape shape;
  private final PassingTime time;

  /** A request and when it came. */
  record Sent(Instant at, Request request) {
    String line() {
      return request.method() + " " + request.uri();
    }
  }

  /** A server that was made. */
  record Machine(int id, String identifier, String name, List<String> tags, Instant shownAt) {}

  /** What can go wrong. */
  enum Trouble {
    NOT_SENT,
    /** Carried out, and nobody hears of it. */
    LOST_ANSWER,
    /** Not carried out, and nobody hears of it. */
    NO_ANSWER,
    SERVER_ERROR,
    RATE_LIMITED,
    FORBIDDEN,
    OUT_OF_STOCK
  }

  FakeVpsie(VpsieShape shape, PassingTime time) {
    this.shape = shape;
    this.time = time;
    this.logins = new FakeLogins(shape, time);
  }

  @Override
  public Future<Outcome> send(Request request) {
    sent.add(new Sent(time.now(), request));
    Optional<Trouble> trouble = troubles.apply(request);
    Promise<Outcome> answer = Promise.promise();
    Runnable deed = () -> answer.complete(outcome(request, trouble.orElse(null)));
    if (latency.isZero()) {
      deed.run();
    } else {
      time.after(latency, deed);
    }
    return answer.future();
  }

  private Outcome outcome(Request request, @Nullable Trouble trouble) {
    return switch (trouble) {
      case null -> serve(request);
      case NOT_SENT -> new Outcome.NotSent("connection refused");
      case NO_ANSWER -> new Outcome.Unanswered("timed out");
      case LOST_ANSWER -> {
        serve(request);
        yield new Outcome.Unanswered("cut");
      }
      case SERVER_ERROR -> answered(500, error(500, "internal"), Map.of());
      case RATE_LIMITED -> answered(429, error(429, "slow down"), Map.of("Retry-After", "1"));
      case FORBIDDEN -> answered(403, error(403, "not you"), Map.of());
      case OUT_OF_STOCK -> answered(200, error(0, "the plan is out of stock"), Map.of());
    };
  }

  private Outcome serve(Request request) {
    String path = request.uri().getRawPath().replaceFirst("^/v2(?=/)", "");
    if (path.endsWith("/auth/from/api")) {
      return logins.login(request);
    }
    if (!logins.admits(request)) {
      return answered(401, error(401, "token expired"), Map.of());
    }
    Optional<Outcome> instead = canned.apply(request);
    if (instead.isPresent()) {
      return instead.get();
    }
    String key = request.method() + " " + path.replaceFirst("/(servers|vm)/[^/]+$", "/$1/*");
    String last = path.substring(path.lastIndexOf('/') + 1);
    return switch (key) {
      case "GET /servers", "GET /api/v2/vm" -> list(request);
      case "GET /servers/*", "GET /api/v2/vm/*" -> detail(last);
      case "POST /servers", "POST /api/v2/vm" -> create(json(request.body()));
      case "DELETE /servers/*" -> delete(last);
      case "DELETE /api/v2/vm" -> delete(json(request.body()).path("vmIdentifier").asText());
      case "GET /datacenters", "GET /apps/v2/datacenter" -> Catalog.datacenters(shape);
      case "GET /offerings", "POST /apps/v2/resources" -> Catalog.plans(shape);
      default -> answered(404, "<html>not found</html>", Map.of());
    };
  }

  private List<Machine> shown() {
    return machines.values().stream().filter(one -> !one.shownAt().isAfter(time.now())).toList();
  }

  boolean shows(Machine one) {
    return !one.shownAt().isAfter(time.now());
  }

  private Outcome list(Request request) {
    Map<String, Integer> query = new HashMap<>();
    for (String part : request.uri().getQuery().split("&", -1)) {
      String[] pair = part.split("=", 2);
      query.put(pair[0], Integer.valueOf(pair[1]));
    }
    boolean document = shape == VpsieShape.DOCUMENT;
    int size = query.getOrDefault(document ? "per_page" : "limit", 1);
    int from =
        document ? (query.getOrDefault("page", 1) - 1) * size : query.getOrDefault("offset", 0);
    List<Machine> all = shown();
    ObjectNode reply = Json.mapper().createObjectNode().put("error", false);
    ArrayNode data = reply.putArray("data");
    all.stream().skip(from).limit(size).forEach(one -> data.add(server(one)));
    if (document) {
      reply
          .putObject("pagination")
          .put("total", all.size())
          .put("current_page", from / size + 1)
          .put("total_pages", Math.max(1, (all.size() + size - 1) / size));
    } else {
      reply.put("total", all.size());
    }
    return answered(200, reply.toString(), Map.of());
  }

  private ObjectNode server(Machine one) {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("id", one.id()).put("identifier", one.identifier()).put("hostname", one.name());
    Integer plan = plans.get(one.identifier());
    if (plan != null) {
      json.put("boxsize_id", plan);
    }
    json.put("created_on", one.shownAt().toString()).put("something_new", 1);
    return shape == VpsieShape.DOCUMENT
        ? json.put("name", one.name()).put("status", "running")
        : json.put("power", 1).put("is_active", 1).put("is_deleted", 0).put("state", "NY");
  }

  private Optional<Machine> machine(String id) {
    return machines.values().stream()
        .filter(one -> one.identifier().equals(id) || id.equals(Integer.toString(one.id())))
        .findFirst();
  }

  private Outcome detail(String id) {
    Optional<Machine> found = machine(id);
    if (found.isEmpty()) {
      return answered(404, error(404, "no such server"), Map.of());
    }
    ObjectNode reply = Json.mapper().createObjectNode().put("error", false);
    ObjectNode data = server(found.get());
    if (shape == VpsieShape.DOCUMENT) {
      reply.set("data", data);
      found.get().tags().forEach(data.putArray("tags")::add);
    } else {
      ObjectNode both = reply.putObject("data");
      both.set("vmData", data);
      found.get().tags().forEach(both.putArray("vmTags")::add);
    }
    return answered(200, reply.toString(), Map.of());
  }

  private Outcome create(JsonNode order) {
    List<String> tags = new ArrayList<>();
    order.path("tags").forEach(tag -> tags.add(tag.asText()));
    Machine made = make(order.path("hostname").asText(), tags);
    ObjectNode reply = Json.mapper().createObjectNode().put("error", false);
    if (shape == VpsieShape.DOCUMENT) {
      reply.set("data", server(made).put("status", "provisioning"));
    }
    return answered(200, reply.toString(), Map.of());
  }

  /** The requests since then that begin so, without host. */
  long asked(String start) {
    return sent.stream()
        .filter(
            one -> (one.request().method() + " " + one.request().uri().getPath()).startsWith(start))
        .count();
  }

  /** Adds a server, as somebody else would. */
  Machine make(String name, List<String> tags) {
    lastId++;
    int id = lastId;
    String identifier = "0000-" + id;
    Machine made = new Machine(id, identifier, name, tags, time.now().plus(lag));
    machines.put(identifier, made);
    return made;
  }

  private Outcome delete(String id) {
    Optional<Machine> found = machine(id);
    if (found.isEmpty()) {
      return answered(404, error(404, "no such server"), Map.of());
    }
    machines.remove(found.get().identifier());
    return answered(204, "", Map.of());
  }

  static String error(int code, String message) {
    return Json.mapper()
        .createObjectNode()
        .put("error", true)
        .put("code", code)
        .put("message", message)
        .toString();
  }

  static Outcome answered(int status, String body, Map<String, String> headers) {
    Map<String, String> all = new HashMap<>(headers);
    all.put("X-Request-ID", "req-1");
    return new Outcome.Answered(status, all, body);
  }

  private static JsonNode json(String text) {
    try {
      return Json.mapper().readTree(text);
    } catch (Exception broken) {
      throw new AssertionError("a body that is no JSON: " + text, broken);
    }
  }
}
