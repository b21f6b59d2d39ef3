package io.drover.verticles.provider.vpsie.wire;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An object in an answer. What is not known in it is left alone; what is missing is an
 * IllegalArgumentException that names the endpoint and the field.
 */
final class Fields {
  private final String endpoint;
  private final String path;
  private final JsonNode json;

  private Fields(String endpoint, String path, JsonNode json) {
    this.endpoint = endpoint;
    this.path = path;
    this.json = json;
  }

  static Fields of(String endpoint, JsonNode answer) {
    return new Fields(endpoint, "", answer);
  }

  Fields object(String name) {
    return has(name)
        .filter(JsonNode::isObject)
        .map(value -> below(name, value))
        .orElseThrow(() -> no(name));
  }

  /** Empty when it is missing, null, or something else than an object. */
  Optional<Fields> anyObject(String name) {
    return has(name).filter(JsonNode::isObject).map(value -> below(name, value));
  }

  List<Fields> list(String name) {
    JsonNode array = has(name).filter(JsonNode::isArray).orElseThrow(() -> no(name));
    List<Fields> all = new ArrayList<>();
    for (JsonNode item : array) {
      all.add(below(name + "[" + all.size() + "]", item));
    }
    return all;
  }

  /** A text, or a number as one; blank counts as missing. */
  String text(String name) {
    return anyText(name).orElseThrow(() -> no(name));
  }

  Optional<String> anyText(String name) {
    return has(name)
        .filter(value -> value.isTextual() || value.isNumber())
        .map(JsonNode::asText)
        .filter(text -> !text.isBlank());
  }

  /** Whether the field says this or that; anything else is as good as missing. */
  boolean choice(String name, Set<String> yes, Set<String> no) {
    String said = text(name).toLowerCase(Locale.ROOT);
    if (!yes.contains(said) && !no.contains(said)) {
      throw no(name);
    }
    return yes.contains(said);
  }

  long number(String name) {
    return anyDecimal(name).orElseThrow(() -> no(name)).longValue();
  }

  BigDecimal decimal(String name) {
    return anyDecimal(name).orElseThrow(() -> no(name));
  }

  /** A number, or a text that is one. */
  Optional<BigDecimal> anyDecimal(String name) {
    try {
      return anyText(name).map(BigDecimal::new);
    } catch (NumberFormatException none) {
      throw no(name);
    }
  }

  /** A boolean, or 0 and 1 as VPSie often writes it; empty when it is missing. */
  Optional<Boolean> flag(String name) {
    return has(name)
        .filter(value -> value.isBoolean() || value.isNumber() || value.isTextual())
        .map(value -> value.asBoolean() || value.asInt(0) != 0 || value.asText().equals("1"));
  }

  /** The texts of an array, also those within objects; null counts as none. */
  List<String> texts(String name) {
    JsonNode value = json.get(name);
    if (value == null || !(value.isArray() || value.isNull())) {
      throw no(name);
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode item : value) {
      if (item.isTextual()) {
        texts.add(item.asText());
      } else {
        item.forEach(
            inner -> {
              if (inner.isTextual()) {
                texts.add(inner.asText());
              }
            });
      }
    }
    return texts;
  }

  boolean names(String name) {
    return has(name).isPresent();
  }

  private Optional<JsonNode> has(String name) {
    @Nullable JsonNode value = json.get(name);
    return Optional.ofNullable(value).filter(there -> !there.isNull());
  }

  private Fields below(String name, JsonNode value) {
    return new Fields(endpoint, path.isEmpty() ? name : path + "." + name, value);
  }

  private IllegalArgumentException no(String name) {
    String field = path.isEmpty() ? name : path + "." + name;
    return new IllegalArgumentException(
        "the answer to " + endpoint + " has no usable field '" + field + "'");
  }
}
