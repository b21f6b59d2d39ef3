package io.drover.recorded;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.recorded.WrittenKind.Way;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.ServerWebSocket;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Answers for the API server: lists page by page, watches that stay open, a few writes. */
final class ApiDoor {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int ALL = Integer.MAX_VALUE;
  private static final int PAGE_BYTES = 4 << 20;

  /** Group and version, namespace or none, plural, name or none. */
  private static final Pattern PATH =
      Pattern.compile(
          "/(?:api/v1|apis/[^/]+/[^/]+)(?:/namespaces/[^/]+(?=/[a-z]))?/([a-z]+)(?:/([^/]+))?(?:/[^/]+)?");

  private final Map<String, RecordedKind> recorded = new HashMap<>();
  private final Map<String, WrittenKind> written = new HashMap<>();
  private final Map<String, ObjectNode> definitions;
  private final RecordedKind namespaces;
  private final Versions versions = new Versions();
  private final Bookmarks bookmarks = new Bookmarks(versions);

  /**
   * Of a cluster of that size.
   *
   * @param definitions the custom resource definitions by name
   */
  ApiDoor(Recording recording, Map<String, ObjectNode> definitions) {
    this.definitions = definitions;
    recorded.put("nodes", RecordedNodes.of(recording));
    recorded.put("pods", new RecordedPods(recording));
    namespaces = FewObjects.namespaces(recording);
    recorded.put("namespaces", namespaces);
    recorded.put("replicasets", FewObjects.replicaSets(recording));
    recorded.put("daemonsets", FewObjects.daemonSets(recording));
    written.put("leases", new WrittenKind("coordination.k8s.io/v1", "Lease", versions));
    written.put("nodegroups", new WrittenKind("drover.dev/v1alpha1", "NodeGroup", versions));
    written.put("managednodes", new WrittenKind("drover.dev/v1alpha1", "ManagedNode", versions));
  }

  void receive(HttpServerRequest request) {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      refuse(request, 404);
      return;
    }
    String plural = path.group(1);
    String name = path.group(2);
    boolean reads = request.method().name().equals("GET");
    if (reads && "true".equals(request.getParam("watch"))) {
      request.toWebSocket().onSuccess(socket -> watch(plural, request, socket));
    } else if (!reads) {
      request.body().onSuccess(body -> write(plural, name, request, body));
    } else if (name == null) {
      list(plural, request);
    } else {
      one(plural, name, request);
    }
  }

  /** Tells all watches how far they are. */
  void bookmark() {
    bookmarks.tell();
  }

  private void watch(String plural, HttpServerRequest request, ServerWebSocket socket) {
    String since = request.getParam("resourceVersion");
    WrittenKind kind = written.get(plural);
    RecordedKind still = recorded.get(plural);
    if (still != null) {
      bookmarks.open(socket, still.apiVersion(), still.kind());
    }
    if (kind != null) {
      bookmarks.open(socket, kind.apiVersion(), kind.kind());
      kind.watch(socket, since == null ? 0 : Long.parseLong(since));
    }
  }

  private void list(String plural, HttpServerRequest request) {
    String limit = request.getParam("limit");
    String from = request.getParam("continue");
    RecordedKind kind = recorded.get(plural);
    Buffer page =
        kind == null
            ? written(plural)
            : page(
                kind,
                from == null ? 0 : Integer.parseInt(from),
                limit == null ? ALL : Integer.parseInt(limit));
    answer(request, 200, page);
  }

  private Buffer written(String plural) {
    WrittenKind kind = written.get(plural);
    byte[] head =
        head(kind == null ? "v1" : kind.apiVersion(), kind == null ? "" : kind.kind(), "");
    List<ObjectNode> objects = kind == null ? List.of() : kind.all();
    String items = objects.stream().map(ObjectNode::toString).collect(Collectors.joining(","));
    return Buffer.buffer(head).appendString(items + "]}");
  }

  private Buffer page(RecordedKind kind, int from, int limit) {
    int end = (int) Math.min(kind.count(), (long) from + limit);
    ByteArrayOutputStream page = new ByteArrayOutputStream(PAGE_BYTES);
    String next = end < kind.count() ? Integer.toString(end) : "";
    page.writeBytes(head(kind.apiVersion(), kind.kind(), next));
    for (int index = from; index < end; index++) {
      if (index > from) {
        page.write(',');
      }
      kind.write(index, page);
    }
    page.write(']');
    page.write('}');
    return Buffer.buffer(page.toByteArray());
  }

  private byte[] head(String apiVersion, String kind, String next) {
    return """
    {"apiVersion":"%s","kind":"%sList",\
    "metadata":{"resourceVersion":"%d","continue":"%s"},"items":["""
        .formatted(apiVersion, kind, versions.now(), next)
        .getBytes(UTF_8);
  }

  private void one(String plural, String name, HttpServerRequest request) {
    if (plural.equals("namespaces")) {
      ByteArrayOutputStream namespace = new ByteArrayOutputStream();
      namespaces.write(FewObjects.KUBE_SYSTEM, namespace);
      answer(request, 200, Buffer.buffer(namespace.toByteArray()));
      return;
    }
    Optional<ObjectNode> found =
        plural.equals("customresourcedefinitions")
            ? Optional.ofNullable(definitions.get(name))
            : Optional.ofNullable(written.get(plural)).flatMap(kind -> kind.get(name));
    found.ifPresentOrElse(
        object -> answer(request, 200, Buffer.buffer(object.toString())),
        () -> refuse(request, 404));
  }

  private void write(String plural, String name, HttpServerRequest request, Buffer body) {
    WrittenKind kind = written.get(plural);
    ObjectNode object = read(body);
    if (kind == null) {
      // Events and whatever else nobody reads again.
      answer(request, 201, body);
      return;
    }
    String of = name == null ? object.at("/metadata/name").asText() : name;
    kind.write(of, object, way(request))
        .ifPresentOrElse(
            after -> answer(request, 200, Buffer.buffer(after.toString())),
            () -> refuse(request, 409));
  }

  private static Way way(HttpServerRequest request) {
    String type = String.valueOf(request.getHeader("Content-Type"));
    return switch (request.method().name()) {
      case "POST" -> Way.CREATE;
      case "PUT" -> Way.REPLACE;
      default -> type.contains("apply-patch") ? Way.APPLY : Way.MERGE;
    };
  }

  private static ObjectNode read(Buffer body) {
    try {
      return JSON.readTree(body.getBytes()) instanceof ObjectNode object
          ? object
          : JSON.createObjectNode();
    } catch (IOException broken) {
      return JSON.createObjectNode();
    }
  }

  private static void refuse(HttpServerRequest request, int code) {
    String reason = code == 404 ? "NotFound" : "Conflict";
    answer(
        request,
        code,
        Buffer.buffer(
            """
            {"kind":"Status","apiVersion":"v1","status":"Failure","reason":"%s","code":%d,\
            "message":"%s %s"}"""
                .formatted(reason, code, reason, request.path())));
  }

  private static void answer(HttpServerRequest request, int code, Buffer body) {
    var unused =
        request
            .response()
            .setStatusCode(code)
            .putHeader("Content-Type", "application/json")
            .end(body);
  }
}
