package io.drover.doubles.vpsie;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.doubles.cloud.Json;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A request as it came in.
 *
 * @param headers under names in lower case
 */
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    String body) {
  public Request {
    query = Map.copyOf(query);
    headers = Map.copyOf(headers);
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** The media type of the body without its parameters; empty when none is named. */
  String mediaType() {
    return header("content-type")
        .map(value -> value.split(";", -1)[0].strip().toLowerCase(Locale.ROOT))
        .orElse("");
  }

  /** The body as an object, from JSON or from a form, as its media type says. */
  ObjectNode fields() throws JsonProcessingException {
    if (mediaType().equals(Form.Body.FORM.mediaType())) return Json.MAPPER.valueToTree(form(body));
    if (body.isBlank()) return Json.MAPPER.createObjectNode();
    JsonNode read = Json.MAPPER.readTree(body);
    if (read instanceof ObjectNode fields) return fields;
    throw new IllegalArgumentException("the body is not an object");
  }

  int number(String name, int otherwise) {
    String given = query.get(name);
    return given == null ? otherwise : Integer.parseInt(given);
  }

  static Map<String, String> form(String text) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals < 0) continue;
      fields.putIfAbsent(
          URLDecoder.decode(pair.substring(0, equals), UTF_8),
          URLDecoder.decode(pair.substring(equals + 1), UTF_8));
    }
    return fields;
  }
}
