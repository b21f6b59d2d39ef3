package io.drover.daemon.convert;

import java.util.List;

/**
 * One field of an old object; its value has the form that the field asks for.
 *
 * @param path as it stands there, with the positions in lists
 */
record Given(OldObject object, String path, Object value) {
  String text() {
    return value.toString();
  }

  /** A whole number, with or without a percent sign. */
  int number() {
    String text = text();
    return Integer.parseInt(text.endsWith("%") ? text.substring(0, text.length() - 1) : text);
  }

  boolean on() {
    return Boolean.TRUE.equals(value);
  }

  List<String> texts() {
    return value instanceof List<?> list ? list.stream().map(String::valueOf).toList() : List.of();
  }

  Unconvertible wrong(String allowed) {
    return object.wrong(path, value, allowed);
  }
}
