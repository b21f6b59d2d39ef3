package io.drover.rules.scheduling;

import io.drover.rules.facts.GroupName;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How many nodes each group has in each zone, those that are planned counted. Where offers are
 * equal in all else, the zone with the fewest nodes of their groups gets the next one, then the
 * group with the fewest: losing a zone then takes as little as it can.
 */
public final class Balance {
  private final Map<GroupName, Map<String, Integer>> nodes = new HashMap<>();

  /** Of the nodes that are there or on their way; those that take no more pods do not count. */
  static Balance of(Iterable<NodeSpace> nodes) {
    Balance balance = new Balance();
    for (NodeSpace node : nodes) {
      String group = Offer.groupOf(node);
      if (!node.closed() && !group.isEmpty()) {
        balance.count(new GroupName(group), node.labels().getOrDefault(Templates.ZONE, ""), 1);
      }
    }
    return balance;
  }

  /** The same numbers, to be changed by themselves. */
  Balance copy() {
    Balance copy = new Balance();
    nodes.forEach((group, zones) -> copy.nodes.put(group, new HashMap<>(zones)));
    return copy;
  }

  private void count(GroupName group, String zone, int more) {
    nodes.computeIfAbsent(group, any -> new HashMap<>()).merge(zone, more, Integer::sum);
  }

  /** One more node of the offer is planned. */
  public void add(Offer offer) {
    count(offer.group(), offer.zone(), 1);
  }

  /** Nodes of all these offers' groups in the zone of one of them. */
  int inZone(Offer offer, Collection<Offer> among) {
    return among.stream()
        .map(Offer::group)
        .distinct()
        .mapToInt(group -> nodes.getOrDefault(group, Map.of()).getOrDefault(offer.zone(), 0))
        .sum();
  }

  /** Nodes of the offer's group in its zone. */
  public int inZone(Offer offer) {
    return inZone(offer, List.of(offer));
  }

  /** Nodes of the offer's group. */
  int inGroup(Offer offer) {
    return nodes.getOrDefault(offer.group(), Map.of()).values().stream()
        .mapToInt(Integer::intValue)
        .sum();
  }
}
