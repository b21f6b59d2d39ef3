package io.drover.endtoend.scheduling;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects as they stand in JSON, in order. */
final class Tree {
  private Tree() {}

  /** Of keys, each with its value behind it; a key with null is left out. */
  static Map<String, Object> of(@Nullable Object... keysAndValues) {
    Map<String, Object> tree = new LinkedHashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      Object value = keysAndValues[i + 1];
      if (value != null) {
        tree.put(String.valueOf(keysAndValues[i]), value);
      }
    }
    return tree;
  }
}
