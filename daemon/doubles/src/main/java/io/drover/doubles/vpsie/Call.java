package io.drover.doubles.vpsie;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A request of a known account to a known address.
 *
 * @param values the variable segments of its path
 * @param fields its body
 */
record Call(
    Account account,
    Endpoint endpoint,
    Map<String, String> values,
    Request request,
    ObjectNode fields,
    Instant now,
    Behaviour behaviour,
    Trouble.Subject subject) {

  String value(String segment) {
    return values.getOrDefault(segment, "");
  }

  /** A field of the body as text; empty when it is missing. */
  String text(String field) {
    return fields.path(field).asText("");
  }

  List<String> texts(String field) {
    List<String> found = new ArrayList<>();
    for (JsonNode each : fields.path(field)) found.add(each.asText());
    return found;
  }

  boolean has(Quirk quirk) {
    return behaviour.has(quirk);
  }
}
