package io.drover.endtoend.scheduling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A cluster and pending pods as the line of JSON that the oracle reads. */
record Case(ObjectNode tree) {
  /** Whether the model has seen the pending pods with the cluster, or only when asked of them. */
  static final String PENDING_KNOWN = "pendingKnown";

  static final String PENDING = "pending";

  private static final ObjectMapper JSON = new ObjectMapper();

  static Case of(Map<String, Object> objects) {
    return new Case(JSON.valueToTree(objects));
  }

  static Case parse(String line) {
    return new Case((ObjectNode) read(line));
  }

  static JsonNode read(String line) {
    try {
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  String line() {
    return tree.toString();
  }

  /** The same with one of its pending pods only. */
  Case only(String podKey) {
    ObjectNode copy = tree.deepCopy();
    copy.putArray(PENDING)
        .addAll(pending().stream().filter(pod -> keyOf(pod).equals(podKey)).toList());
    return new Case(copy);
  }

  List<ObjectNode> pending() {
    List<ObjectNode> pods = new ArrayList<>();
    tree.path(PENDING).forEach(pod -> pods.add((ObjectNode) pod));
    return pods;
  }

  /** Names of its nodes. */
  List<String> nodes() {
    List<String> names = new ArrayList<>();
    tree.path("nodes").forEach(node -> names.add(node.path("metadata").path("name").asText()));
    return names;
  }

  boolean pendingKnown() {
    return tree.path(PENDING_KNOWN).asBoolean();
  }

  static String keyOf(JsonNode pod) {
    JsonNode metadata = pod.path("metadata");
    return metadata.path("namespace").asText() + "/" + metadata.path("name").asText();
  }

  <T extends HasMetadata> List<T> objects(String part, Class<T> type) {
    List<T> objects = new ArrayList<>();
    tree.path(part).forEach(object -> objects.add(object(object, type)));
    return objects;
  }

  static <T extends HasMetadata> T object(JsonNode tree, Class<T> type) {
    try {
      return JSON.treeToValue(tree, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
