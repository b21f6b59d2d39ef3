package io.drover.verticles.cluster.kubernetes;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What JSON left out, as something empty. */
final class OrEmpty {
  private OrEmpty() {}

  static <T> List<T> list(@Nullable List<T> list) {
    return list == null ? List.of() : list;
  }

  static <K, V> Map<K, V> map(@Nullable Map<K, V> map) {
    return map == null ? Map.of() : map;
  }

  static String text(@Nullable String text) {
    return text == null ? "" : text;
  }
}
