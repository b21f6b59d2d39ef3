package io.drover.recorded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.http.ServerWebSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The objects of one kind that Drover writes, and who watches them. */
final class WrittenKind {
  /** How an object is written. */
  enum Way {
    /** Only if there is none. */
    CREATE,
    /** All of it, on the version that it names. */
    REPLACE,
    /** What is named replaces what there is; null takes it away. */
    MERGE,
    /** As merge, and creates what is not there. */
    APPLY
  }

  private final String apiVersion;
  private final String kind;
  private final Versions versions;
  private final TreeMap<String, ObjectNode> objects = new TreeMap<>();
  private final List<Event> events = new ArrayList<>();
  private final List<ServerWebSocket> watchers = new ArrayList<>();

  private record Event(long version, String text) {}

  WrittenKind(String apiVersion, String kind, Versions versions) {
    this.apiVersion = apiVersion;
    this.kind = kind;
    this.versions = versions;
  }

  String apiVersion() {
    return apiVersion;
  }

  String kind() {
    return kind;
  }

  List<ObjectNode> all() {
    return List.copyOf(objects.values());
  }

  Optional<ObjectNode> get(String name) {
    return Optional.ofNullable(objects.get(name));
  }

  /** Writes it; empty where what is there does not allow it. */
  Optional<ObjectNode> write(String name, ObjectNode body, Way way) {
    ObjectNode before = objects.get(name);
    JsonNode wanted = body.at("/metadata/resourceVersion");
    boolean stale =
        before != null
            && !wanted.isMissingNode()
            && !wanted.asText().equals(before.at("/metadata/resourceVersion").asText());
    boolean possible =
        switch (way) {
          case CREATE -> before == null;
          case REPLACE, MERGE -> before != null;
          case APPLY -> true;
        };
    if (stale || !possible) {
      return Optional.empty();
    }
    ObjectNode after = before == null || way == Way.REPLACE ? body.deepCopy() : before.deepCopy();
    if (before != null && way != Way.REPLACE) {
      merge(after, body);
    }
    stamp(name, before, after);
    objects.put(name, after);
    tell(before == null ? "ADDED" : "MODIFIED", after);
    return Optional.of(after);
  }

  void watch(ServerWebSocket socket, long since) {
    watchers.add(socket);
    socket.closeHandler(closed -> watchers.remove(socket));
    events.stream()
        .filter(event -> event.version() > since)
        .forEach(event -> send(socket, event.text()));
  }

  private void stamp(String name, @Nullable ObjectNode before, ObjectNode after) {
    long version = versions.next();
    ObjectNode meta = after.withObject("/metadata");
    meta.put("name", name);
    meta.put("resourceVersion", Long.toString(version));
    if (before == null) {
      meta.put("uid", "00000000-0000-4000-a000-%012d".formatted(version));
      meta.put("creationTimestamp", "2026-11-20T08:00:00Z");
      meta.put("generation", 1);
    }
    after.put("apiVersion", apiVersion).put("kind", kind);
  }

  private static void merge(ObjectNode into, ObjectNode patch) {
    patch
        .properties()
        .forEach(
            field -> {
              JsonNode there = into.get(field.getKey());
              if (field.getValue().isNull()) {
                into.remove(field.getKey());
              } else if (field.getValue() instanceof ObjectNode more
                  && there instanceof ObjectNode old) {
                merge(old, more);
              } else {
                into.set(field.getKey(), field.getValue());
              }
            });
  }

  private void tell(String what, ObjectNode object) {
    String text = "{\"type\":\"%s\",\"object\":%s}".formatted(what, object);
    events.add(new Event(versions.now(), text));
    List.copyOf(watchers).forEach(socket -> send(socket, text));
  }

  private static void send(ServerWebSocket socket, String text) {
    var unused = socket.writeTextMessage(text);
  }
}
