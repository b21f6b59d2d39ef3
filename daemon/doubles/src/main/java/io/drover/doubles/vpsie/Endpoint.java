package io.drover.doubles.vpsie;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One address of the API.
 *
 * @param template a path; a segment in braces stands for any text without a slash
 */
record Endpoint(Profile profile, Operation operation, String method, String template, Form form) {

  /** The values of the segments in braces, when the path is this one. */
  Optional<Map<String, String>> match(String path) {
    String[] wanted = template.split("/", -1);
    String[] given = path.split("/", -1);
    if (wanted.length != given.length) return Optional.empty();
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < wanted.length; i++) {
      if (wanted[i].startsWith("{") && !given[i].isEmpty()) {
        values.put(wanted[i].substring(1, wanted[i].length() - 1), given[i]);
      } else if (!wanted[i].equals(given[i])) {
        return Optional.empty();
      }
    }
    return Optional.of(values);
  }
}
