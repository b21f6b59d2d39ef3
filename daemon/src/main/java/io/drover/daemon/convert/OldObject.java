package io.drover.daemon.convert;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An object of the old autoscaler, as it was read.
 *
 * @param source file and document, for people
 * @param body everything that it says
 */
record OldObject(String source, String kind, Map<String, Object> body) {
  String name() {
    return text("metadata.name");
  }

  String namespace() {
    return text("metadata.namespace");
  }

  String title() {
    String name = name();
    String full = namespace().isEmpty() ? name : namespace() + "/" + name;
    return full.isEmpty() ? kind : kind + " " + full;
  }

  /** The value at a dotted path; null where there is none. */
  @Nullable Object at(String path) {
    Object here = body;
    for (String key : path.split("\\.", -1)) {
      here = here instanceof Map<?, ?> map ? map.get(key) : null;
    }
    return here;
  }

  /** The value at a dotted path as text; empty where there is none. */
  String text(String path) {
    Object value = at(path);
    return value == null ? "" : value.toString();
  }

  /** A switch; what is neither true nor false is found wrong where it is read itself. */
  boolean on(String path, boolean otherwise) {
    return at(path) instanceof Boolean said ? said : otherwise;
  }

  /** Values of Secrets are never told. */
  Unconvertible wrong(String path, Object value, String allowed) {
    String told = kind.equals("Secret") ? "its value" : "\"" + value + "\"";
    return new Unconvertible(
        source + " (" + title() + "): " + path + ": " + told + " is not allowed; " + allowed);
  }
}
