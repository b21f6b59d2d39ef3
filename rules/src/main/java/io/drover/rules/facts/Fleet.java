package io.drover.rules.facts;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The records of a world, told apart as they change, so that nobody has to go through thousands of
 * nodes that simply serve to find the few that do not.
 */
final class Fleet {
  private final Spots spots;
  private final TreeMap<String, ManagedNodeFact> records = new TreeMap<>();
  private final TreeMap<String, ServingNode> serving = new TreeMap<>();
  private final TreeMap<String, ServingNode> sick = new TreeMap<>();
  private final TreeMap<String, ManagedNodeFact> unsettled = new TreeMap<>();
  private final Map<GroupName, FleetCount> counts = new HashMap<>();
  private final Map<GroupName, Map<OfferingId, Integer>> offerings = new HashMap<>();

  Fleet(Spots spots) {
    this.spots = spots;
  }

  @Nullable ManagedNodeFact get(String name) {
    return records.get(name);
  }

  Collection<ManagedNodeFact> all() {
    return records.values();
  }

  /** READY records whose own Nodes are there and ready. */
  Collection<ServingNode> serving() {
    return serving.values();
  }

  /** READY records that count as capacity, whose own Nodes are there and not ready. */
  Collection<ServingNode> sick() {
    return sick.values();
  }

  /** All but the READY ones that count as capacity and whose own Nodes are there. */
  Collection<ManagedNodeFact> unsettled() {
    return unsettled.values();
  }

  FleetCount count(GroupName group) {
    return counts.getOrDefault(group, FleetCount.NONE);
  }

  /** How many of the records that count as the group's capacity are of each offering. */
  Map<OfferingId, Integer> offerings(GroupName group) {
    return Collections.unmodifiableMap(offerings.getOrDefault(group, Map.of()));
  }

  void put(ManagedNodeFact record) {
    drop(record.identity().name());
    records.put(record.identity().name(), record);
    counts.put(record.group(), count(record.group()).with(record));
    offered(record, 1);
    NodeName node = record.progress().nodeName();
    if (node != null) {
      spots.change(node, spot -> spot.add(record));
    }
    tellApart(record);
  }

  void drop(String name) {
    ManagedNodeFact record = records.remove(name);
    if (record == null) {
      return;
    }
    serving.remove(name);
    sick.remove(name);
    unsettled.remove(name);
    FleetCount left = count(record.group()).without(record);
    if (left.records() == 0) {
      counts.remove(record.group());
    } else {
      counts.put(record.group(), left);
    }
    offered(record, -1);
    NodeName node = record.progress().nodeName();
    if (node != null) {
      spots.change(node, spot -> spot.remove(record));
    }
  }

  private void offered(ManagedNodeFact record, int times) {
    if (record.counts()) {
      offerings
          .computeIfAbsent(record.group(), any -> new HashMap<>())
          .merge(record.purchase().offering(), times, Fleet::sumOrNone);
    }
  }

  private static @Nullable Integer sumOrNone(int before, int more) {
    return before + more == 0 ? null : before + more;
  }

  /** Another Node goes by the name, or none any more. */
  void nodeChanged(NodeName node) {
    Spot spot = spots.at(node);
    (spot == null ? List.<ManagedNodeFact>of() : spot.records()).forEach(this::tellApart);
  }

  private void tellApart(ManagedNodeFact record) {
    String name = record.identity().name();
    NodeName nodeName = record.progress().nodeName();
    Spot spot = nodeName == null ? null : spots.at(nodeName);
    NodeFact own = spot == null ? null : spot.ownNodeOf(record);
    boolean ready = record.phase() == ManagedNodeFact.Phase.READY;
    if (ready && spot != null && own != null && own.ready()) {
      serving.put(name, new ServingNode(record, own, spot));
    } else {
      serving.remove(name);
    }
    if (ready && spot != null && own != null && !own.ready() && record.counts()) {
      sick.put(name, new ServingNode(record, own, spot));
    } else {
      sick.remove(name);
    }
    if (ready && own != null && record.counts()) {
      unsettled.remove(name);
    } else {
      unsettled.put(name, record);
    }
  }
}
