package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the kubelet reports of a pod whose containers are, or are to be, resized in place. */
final class RandomResizes {
  private final Dice dice;

  RandomResizes(Dice dice) {
    this.dice = dice;
  }

  /** Adds it to the status of a pod that runs. */
  void addTo(Map<String, Object> status, Map<String, Object> spec) {
    if (dice.chance(60)) {
      status.put(
          "conditions",
          List.of(
              Tree.of(
                  "type",
                  "PodResizePending",
                  "status",
                  "True",
                  "reason",
                  dice.pick(List.of("Infeasible", "Deferred")))));
    }
    status.put("containerStatuses", statuses(spec.get("containers")));
    status.put("initContainerStatuses", statuses(spec.get("initContainers")));
    status.values().removeIf(part -> part.equals(List.of()));
    if (spec.containsKey("resources") && dice.chance(50)) {
      status.put("resources", Tree.of("requests", amounts()));
      status.put("allocatedResources", amounts());
    }
  }

  private List<Map<String, Object>> statuses(@Nullable Object containers) {
    List<Map<String, Object>> statuses = new ArrayList<>();
    if (containers instanceof List<?> some) {
      for (Object container : some) {
        if (container instanceof Map<?, ?> fields && dice.chance(80)) {
          statuses.add(status(String.valueOf(fields.get("name"))));
        }
      }
    }
    return statuses;
  }

  private Map<String, Object> status(String name) {
    return Tree.of(
        "name",
        name,
        "resources",
        dice.chance(85) ? Tree.of("requests", amounts()) : null,
        "allocatedResources",
        dice.chance(70) ? amounts() : null);
  }

  private Map<String, Object> amounts() {
    return Tree.of(
        "cpu",
        dice.pickOrNull(20, List.of("50m", "600m", "1")),
        "memory",
        dice.pickOrNull(20, List.of("32Mi", "800Mi", "1Gi")));
  }
}
