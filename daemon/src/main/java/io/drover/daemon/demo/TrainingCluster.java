package io.drover.daemon.demo;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * An API server on loopback that holds one object of each kind and tells no changes: enough for the
 * client of a real cluster to run once while a cache is trained.
 */
final class TrainingCluster {
  private static final String NAMED = "/api/v1/namespaces/kube-system";
  private static final String DEFINITIONS = "/customresourcedefinitions/";

  private final JsonObject objects;

  private TrainingCluster(JsonObject objects) {
    this.objects = objects;
  }

  /** Its port, once it answers. */
  static Future<Integer> open(Vertx vertx) {
    TrainingCluster cluster = new TrainingCluster(new JsonObject(text()));
    return vertx
        .createHttpServer()
        .webSocketHandler(watch -> {})
        .requestHandler(cluster::answer)
        .listen(0, "127.0.0.1")
        .map(HttpServer::actualPort);
  }

  private static String text() {
    try (InputStream in = TrainingCluster.class.getResourceAsStream("training.json")) {
      if (in == null) {
        throw new IllegalStateException("the resource training.json is missing from the build");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void answer(HttpServerRequest request) {
    if (!request.method().equals(HttpMethod.GET)) {
      request.body().onSuccess(body -> request.response().end(body));
      return;
    }
    request.response().putHeader("content-type", "application/json").end(read(request).encode());
  }

  private JsonObject read(HttpServerRequest request) {
    String path = Objects.requireNonNullElse(request.path(), "/");
    if (path.equals(NAMED)) {
      return object("namespaces");
    }
    if (path.contains(DEFINITIONS)) {
      // Newer than any: nothing is wrong with it.
      JsonObject annotations = new JsonObject().put("drover.dev/schema-version", "999999999");
      return new JsonObject().put("metadata", new JsonObject().put("annotations", annotations));
    }
    String kind = path.substring(path.lastIndexOf('/') + 1);
    return objects.containsKey(kind) ? list(kind) : object("leases");
  }

  private JsonObject list(String kind) {
    JsonObject one = object(kind);
    return new JsonObject()
        .put("apiVersion", one.getString("apiVersion"))
        .put("kind", one.getString("kind") + "List")
        .put("metadata", new JsonObject().put("resourceVersion", "1"))
        .put("items", specified(kind) ? new JsonArray().add(one) : new JsonArray());
  }

  private boolean specified(String kind) {
    return objects.getJsonObject(kind).size() > 2;
  }

  private JsonObject object(String kind) {
    JsonObject metadata =
        new JsonObject()
            .put("name", "one")
            .put("namespace", "default")
            .put("uid", "uid-" + kind)
            .put("resourceVersion", "1")
            .put("creationTimestamp", "2026-01-01T00:00:00Z")
            .put("labels", new JsonObject().put("a", "b"))
            .put("annotations", new JsonObject().put("a", "b"));
    return objects.getJsonObject(kind).copy().put("metadata", metadata);
  }
}
