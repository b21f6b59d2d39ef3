package io.drover.endtoend.scheduling;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A cluster to be brought to life: what is there, what may be bought, and pods that wait, all as
 * objects of the Kubernetes API.
 *
 * @param name with which the names of all objects begin
 * @param nodes that stand already
 * @param standing pods that run on them
 * @param waiting pods that no scheduler has seen yet
 */
public record Scenario(
    String name,
    List<Map<String, Object>> groups,
    List<Map<String, Object>> nodes,
    List<Map<String, Object>> standing,
    List<Map<String, Object>> waiting) {
  private static final int MOST_NODES = 4;

  public Scenario {
    groups = List.copyOf(groups);
    nodes = List.copyOf(nodes);
    standing = List.copyOf(standing);
    waiting = List.copyOf(waiting);
  }

  /** The scenario of a seed. */
  public static Scenario of(long seed) {
    Dice dice = new Dice(seed);
    String name = "s" + seed;
    StandingNodes standing = new StandingNodes(dice, name, dice.between(1, MOST_NODES));
    return new Scenario(
        name,
        new RandomGroups(dice, name).make(),
        standing.nodes(),
        standing.pods(),
        new RandomWorkloads(dice, name).make());
  }

  /**
   * Labels and spec of each waiting pod, by its name: pods equal in both are of one kind. The
   * version counts only where it is asked for, which only pods of the same workload do.
   */
  public Map<String, Object> kinds() {
    Map<String, Object> kinds = new HashMap<>();
    for (Map<String, Object> pod : waiting) {
      Map<?, ?> metadata = (Map<?, ?>) pod.getOrDefault("metadata", Map.of());
      kinds.put(
          String.valueOf(metadata.get("name")),
          String.valueOf(pod.get("spec")).contains("matchLabelKeys")
              ? Tree.of("labels", metadata.get("labels"), "spec", pod.get("spec"))
              : Tree.of("app", app(metadata), "spec", pod.get("spec")));
    }
    return kinds;
  }

  private static @Nullable Object app(Map<?, ?> metadata) {
    return metadata.get("labels") instanceof Map<?, ?> labels ? labels.get("app") : null;
  }

  /** What the simulated cloud sells to all scenarios, as it lists it. */
  public static List<Map<String, Object>> offerings() {
    return Sold.offerings();
  }

  /** The objects that all scenarios' pods refer to. */
  public static List<Map<String, Object>> shared() {
    return RandomWorkloads.priorities();
  }
}
