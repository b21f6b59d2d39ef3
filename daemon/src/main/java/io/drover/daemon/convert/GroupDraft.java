package io.drover.daemon.convert;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A node group of ours that grows while the old one is read. */
final class GroupDraft {
  private static final List<String> ORDER =
      List.of(
          "provider",
          "min",
          "max",
          "mode",
          "instanceTypes",
          "zones",
          "labels",
          "taints",
          "limits",
          "timeouts",
          "scaleUp",
          "scaleDown",
          "disruptionBudgets",
          "settings");

  private final String name;
  private final Map<String, Object> spec = new LinkedHashMap<>();

  /** Nodes by name that the old group says it has. */
  final List<String> nodes = new ArrayList<>();

  /** What the configuration has to say for all groups; 0 where the group says nothing. */
  int pendingSeconds;

  int cooldownSeconds;

  GroupDraft(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  /** Sets a field of the spec, by its dotted path. */
  void put(String path, Object value) {
    int dot = path.indexOf('.');
    if (dot < 0) {
      spec.put(path, value);
    } else {
      section(path.substring(0, dot)).put(path.substring(dot + 1), value);
    }
  }

  /** Adds a label; its key may have dots. */
  void label(String key, String value) {
    section("labels").put(key, value);
  }

  boolean has(String key) {
    return spec.containsKey(key);
  }

  boolean hasSetting(String key) {
    return spec.get("settings") instanceof Map<?, ?> settings && settings.containsKey(key);
  }

  /** Of two values the smaller one stands. */
  void putSmallerShare(String path, int percent) {
    int dot = path.indexOf('.');
    Object before = section(path.substring(0, dot)).get(path.substring(dot + 1));
    int other = before == null ? percent : Integer.parseInt(before.toString().replace("%", ""));
    put(path, Math.min(percent, other) + "%");
  }

  Map<String, String> labels() {
    Map<String, String> labels = new TreeMap<>();
    if (spec.get("labels") instanceof Map<?, ?> map) {
      map.forEach((key, value) -> labels.put(key.toString(), value.toString()));
    }
    return labels;
  }

  /** The datacenters that its nodes may be in; empty for all. */
  List<String> zones() {
    return spec.get("zones") instanceof List<?> zones
        ? zones.stream().map(String::valueOf).toList()
        : List.of();
  }

  /** The datacenter that all of its nodes are in; empty where there are several or none. */
  String onlyZone() {
    return zones().size() == 1 ? zones().getFirst() : "";
  }

  int number(String key) {
    return spec.get(key) instanceof Integer number ? number : 0;
  }

  /** As an object to apply. */
  Map<String, Object> object() {
    return object(spec);
  }

  /** The same, but nothing is bought for it and nothing goes, strays are only told. */
  Map<String, Object> objectThatOnlyTakesOver() {
    Map<String, Object> careful = new LinkedHashMap<>(spec);
    careful.put("limits", Map.of("resources", Map.of("cpu", "0")));
    careful.put("timeouts", with(spec.get("timeouts"), "strayGrace", "0s"));
    careful.put("scaleDown", with(spec.get("scaleDown"), "enabled", false));
    return object(careful);
  }

  private Map<String, Object> object(Map<String, Object> said) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("apiVersion", "drover.dev/v1alpha1");
    object.put("kind", "NodeGroup");
    object.put("metadata", Map.of("name", name));
    object.put("spec", ordered(said));
    return object;
  }

  private static Map<String, Object> with(@Nullable Object section, String key, Object value) {
    Map<String, Object> all = new LinkedHashMap<>();
    if (section instanceof Map<?, ?> map) {
      map.forEach((inner, said) -> all.put(inner.toString(), said));
    }
    all.put(key, value);
    return all;
  }

  private static Map<String, Object> ordered(Map<String, Object> spec) {
    Map<String, Object> all = new LinkedHashMap<>();
    for (String key : ORDER) {
      Object value = spec.get(key);
      if (value != null) {
        all.put(key, value);
      }
    }
    return all;
  }

  @SuppressWarnings("unchecked") // only put and this fill the spec
  private Map<String, Object> section(String key) {
    return (Map<String, Object>) spec.computeIfAbsent(key, any -> new LinkedHashMap<>());
  }
}
