package io.drover.doubles.vpsie;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a request to an endpoint may carry.
 *
 * @param required fields of the body that must be there
 * @param optional fields of the body that may be there
 * @param query parameters that may be there
 */
record Form(Body body, Set<String> required, Set<String> optional, Set<String> query) {

  /** How a body is written. */
  enum Body {
    NONE(""),
    JSON("application/json"),
    FORM("application/x-www-form-urlencoded");

    private final String mediaType;

    Body(String mediaType) {
      this.mediaType = mediaType;
    }

    String mediaType() {
      return mediaType;
    }
  }

  static Form empty(String... query) {
    return new Form(Body.NONE, Set.of(), Set.of(), Set.of(query));
  }

  static Form json(String... required) {
    return new Form(Body.JSON, Set.of(required), Set.of(), Set.of());
  }

  static Form form(String... required) {
    return new Form(Body.FORM, Set.of(required), Set.of(), Set.of());
  }

  Form and(String... more) {
    return new Form(body, required, Set.of(more), query);
  }

  /** The required fields that are missing. */
  List<String> missing(ObjectNode fields) {
    return required.stream().filter(absent(fields)).sorted().toList();
  }

  /** In which ways the request departs from the form. */
  List<String> deviations(Request request) {
    List<String> found = new ArrayList<>();
    request.query().keySet().stream()
        .filter(Predicate.not(query::contains))
        .forEach(name -> found.add("query parameter " + name + " is not described"));
    if (body == Body.NONE) {
      if (!request.body().isEmpty()) found.add("a body is not described");
      return found;
    }
    if (!request.mediaType().equals(body.mediaType())) {
      found.add("the body is " + request.mediaType() + ", described is " + body.mediaType());
    }
    found.addAll(inBody(request));
    return found;
  }

  private List<String> inBody(Request request) {
    try {
      ObjectNode fields = request.fields();
      List<String> found = new ArrayList<>();
      missing(fields).forEach(name -> found.add("field " + name + " is missing"));
      fields
          .fieldNames()
          .forEachRemaining(
              name -> {
                if (!required.contains(name) && !optional.contains(name)) {
                  found.add("field " + name + " is not described");
                }
              });
      return found;
    } catch (JsonProcessingException | IllegalArgumentException e) {
      return List.of("the body cannot be read");
    }
  }

  private static Predicate<String> absent(ObjectNode fields) {
    return name -> {
      JsonNode value = fields.path(name);
      return value.isMissingNode()
          || value.isNull()
          || (value.isTextual() && value.asText().isEmpty());
    };
  }
}
