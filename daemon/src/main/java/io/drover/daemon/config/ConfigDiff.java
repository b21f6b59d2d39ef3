package io.drover.daemon.config;

import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What changed between two configurations.
 *
 * @param changes in the order of their paths
 */
public record ConfigDiff(List<Change> changes) {
  private static final Set<String> FIXED_AT_START =
      Set.of("http", "controlSocket", "hazelcast", "stateDirectory", "installation", "site");

  /** When a change takes effect. */
  public enum Effect {
    LIVE,
    AFTER_RESTART
  }

  /**
   * One changed value.
   *
   * @param path dotted, as in problems; of the smallest thing that changed, lists being one thing
   * @param before null = was not there
   * @param after null = is not there any more
   */
  public record Change(
      String path, @Nullable String before, @Nullable String after, Effect effect) {}

  public ConfigDiff {
    changes = List.copyOf(changes);
  }

  public static ConfigDiff between(DroverConfig before, DroverConfig after) {
    Map<String, String> old = values(before);
    Map<String, String> now = values(after);
    Set<String> paths = new TreeSet<>(old.keySet());
    paths.addAll(now.keySet());
    return new ConfigDiff(
        paths.stream()
            .filter(path -> !Objects.equals(old.get(path), now.get(path)))
            .map(path -> new Change(path, old.get(path), now.get(path), effect(path)))
            .toList());
  }

  public boolean isEmpty() {
    return changes.isEmpty();
  }

  /** The changes that this daemon cannot take on while it runs. */
  public List<Change> needingRestart() {
    return changes.stream().filter(change -> change.effect() == Effect.AFTER_RESTART).toList();
  }

  private static Effect effect(String path) {
    int end = path.indexOf('.');
    String top = end < 0 ? path : path.substring(0, end);
    return FIXED_AT_START.contains(top) ? Effect.AFTER_RESTART : Effect.LIVE;
  }

  private static Map<String, String> values(DroverConfig config) {
    Map<String, String> values = new TreeMap<>();
    collect("", config, values);
    return values;
  }

  private static void collect(String path, @Nullable Object value, Map<String, String> values) {
    switch (value) {
      case null -> {}
      case ConfigPart part -> {
        for (RecordComponent component : part.getClass().getRecordComponents()) {
          String inner = ConfigPath.of(path, component.getName());
          collect(inner, valueOf(component, part), values);
        }
      }
      case Map<?, ?> map ->
          map.forEach(
              (key, inner) -> collect(ConfigPath.of(path, String.valueOf(key)), inner, values));
      case Duration duration -> values.put(path, DurationForm.text(duration));
      case Collection<?> empty when empty.isEmpty() -> {}
      default -> values.put(path, value.toString());
    }
  }

  private static @Nullable Object valueOf(RecordComponent component, ConfigPart part) {
    try {
      return component.getAccessor().invoke(part);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("config records are public: " + component, e);
    }
  }
}
