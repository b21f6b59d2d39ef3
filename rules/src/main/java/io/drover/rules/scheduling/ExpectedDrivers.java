package io.drover.rules.scheduling;

import io.drover.rules.facts.CsiNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.World;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What CSI drivers will say of nodes that are not there yet, by what they say of those that are.
 *
 * <p>A limit is that of the nodes of the same instance type if all of them say the same. A label by
 * which a driver knows a node's place is the node's zone, if it is so on every node that has both.
 */
final class ExpectedDrivers {
  private static final CsiNodeFact.Driver UNLIMITED = new CsiNodeFact.Driver(null, List.of());

  private final Map<String, Map<String, CsiNodeFact.Driver>> byType = new HashMap<>();
  private final Set<String> zoneKeys = new HashSet<>();
  private final Set<String> otherKeys = new HashSet<>();

  ExpectedDrivers(World world) {
    for (NodeFact node : world.nodes()) {
      world
          .csiNode(node.name())
          .ifPresent(
              there ->
                  there
                      .drivers()
                      .forEach(
                          (name, driver) -> {
                            compareLimit(node, name, driver);
                            driver.topologyKeys().forEach(key -> comparePlace(node, key));
                          }));
    }
    zoneKeys.removeAll(otherKeys);
  }

  private void compareLimit(NodeFact node, String name, CsiNodeFact.Driver driver) {
    String type = node.labels().get(Templates.INSTANCE_TYPE);
    if (type != null) {
      byType
          .computeIfAbsent(type, any -> new HashMap<>())
          .merge(
              name,
              new CsiNodeFact.Driver(driver.allocatable(), List.of()),
              (one, other) -> one.equals(other) ? one : UNLIMITED);
    }
  }

  private void comparePlace(NodeFact node, String key) {
    String place = node.labels().get(key);
    String zone = node.labels().get(Templates.ZONE);
    if (place != null && zone != null) {
      (place.equals(zone) ? zoneKeys : otherKeys).add(key);
    }
  }

  /** The drivers of a node with these labels, and how much each will attach. */
  Map<String, CsiNodeFact.Driver> of(Map<String, String> labels) {
    return byType.getOrDefault(labels.getOrDefault(Templates.INSTANCE_TYPE, ""), Map.of());
  }

  /** Adds the labels that drivers will put on a node that has these. */
  void label(Map<String, String> labels) {
    String zone = labels.get(Templates.ZONE);
    if (zone != null) {
      zoneKeys.forEach(key -> labels.putIfAbsent(key, zone));
    }
  }
}
