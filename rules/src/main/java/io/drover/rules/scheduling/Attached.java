package io.drover.rules.scheduling;

import io.drover.rules.facts.CsiNodeFact;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is attached to a node for the pods on it, and how much of each driver may be. */
final class Attached {
  private final Map<Attachment, Integer> pods = new HashMap<>();
  private final Map<String, Integer> volumes = new HashMap<>();
  private Map<String, CsiNodeFact.Driver> drivers = Map.of();
  private Set<String> migratedPlugins = Set.of();

  /** A driver that is not named, or says no number, has no limit. */
  void limit(Map<String, CsiNodeFact.Driver> limits) {
    drivers = limits;
  }

  /** The node says of these plugins of Kubernetes' own that CSI drivers do their work there. */
  void announce(Set<String> plugins) {
    migratedPlugins = plugins;
  }

  boolean announces(String plugin) {
    return migratedPlugins.contains(plugin);
  }

  void take(List<Attachment> attachments) {
    for (Attachment each : attachments) {
      if (pods.merge(each, 1, Integer::sum) == 1) {
        volumes.merge(each.driver(), 1, Integer::sum);
      }
    }
  }

  void release(List<Attachment> attachments) {
    for (Attachment each : attachments) {
      if (pods.computeIfPresent(each, (any, count) -> count == 1 ? null : count - 1) == null) {
        volumes.computeIfPresent(each.driver(), (any, count) -> count == 1 ? null : count - 1);
      }
    }
  }

  /** Whether no driver would have to attach more than it can; volumes that are there are free. */
  boolean hasRoomFor(List<Attachment> attachments) {
    for (Attachment each : attachments) {
      CsiNodeFact.Driver driver = drivers.get(each.driver());
      Integer limit = driver == null ? null : driver.allocatable();
      if (limit != null && !pods.containsKey(each)) {
        long more =
            attachments.stream()
                .filter(other -> other.driver().equals(each.driver()) && !pods.containsKey(other))
                .count();
        if (volumes.getOrDefault(each.driver(), 0) + more > limit) {
          return false;
        }
      }
    }
    return true;
  }

  /** Who is attached how often, how much that is, and within which limits. */
  List<Object> all() {
    return List.of(Map.copyOf(pods), Map.copyOf(volumes), drivers);
  }

  /** Whether a node with such limits could have all that is attached here. */
  boolean fitsInto(Map<String, CsiNodeFact.Driver> limits) {
    return volumes.entrySet().stream()
        .allMatch(
            there -> {
              CsiNodeFact.Driver driver = limits.get(there.getKey());
              Integer limit = driver == null ? null : driver.allocatable();
              return limit == null || there.getValue() <= limit;
            });
  }
}
