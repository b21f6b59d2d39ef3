package io.drover.verticles.cluster.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A JSON patch (RFC 6902) that holds only for the object it was decided on. */
final class JsonPatch {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<Map<String, Object>> operations = new ArrayList<>();

  /** Begins a patch that fails with 422 on an object with another uid. */
  static JsonPatch onUid(String uid) {
    return new JsonPatch().operation("test", "/metadata/uid", uid);
  }

  /** Fails with 422 on another version, too. */
  JsonPatch onVersion(String resourceVersion) {
    return operation("test", "/metadata/resourceVersion", resourceVersion);
  }

  JsonPatch put(String path, Object value) {
    return operation("add", path, value);
  }

  private JsonPatch operation(String op, String path, Object value) {
    Map<String, Object> operation = new LinkedHashMap<>();
    operation.put("op", op);
    operation.put("path", path);
    operation.put("value", value);
    operations.add(operation);
    return this;
  }

  String text() {
    return json(operations);
  }

  static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("maps and lists are always JSON", impossible);
    }
  }
}
