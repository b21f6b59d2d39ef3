package io.drover.rules.facts;

import java.util.Collection;
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
  private final TreeMap<String, ManagedNodeFact> unsettled = new TreeMap<>();
  private final Map<GroupName, FleetCount> counts = new HashMap<>();

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

  /** All but the READY ones that count as capacity and whose own Nodes are there. */
  Collection<ManagedNodeFact> unsettled() {
    return unsettled.values();
  }

  FleetCount count(GroupName group) {
    return counts.getOrDefault(group, FleetCount.NONE);
  }

  void put(ManagedNodeFact record) {
    drop(record.identity().name());
    records.put(record.identity().name(), record);
    count(record, 1);
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
    unsettled.remove(name);
    count(record, -1);
    NodeName node = record.progress().nodeName();
    if (node != null) {
      spots.change(node, spot -> spot.remove(record));
    }
  }

  private void count(ManagedNodeFact record, int times) {
    FleetCount now = count(record.group()).with(record, times);
    if (now.records() == 0) {
      counts.remove(record.group());
    } else {
      counts.put(record.group(), now);
    }
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
    if (ready && own != null && record.counts()) {
      unsettled.remove(name);
    } else {
      unsettled.put(name, record);
    }
  }
}
