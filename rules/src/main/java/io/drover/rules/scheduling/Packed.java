package io.drover.rules.scheduling;

import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Price;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which nodes to buy for which pods, and which pods found none.
 *
 * @param leastMicros less than this no packing of the placed pods could cost, in millionths of a
 *     dollar an hour; 0 where it is not known
 */
public record Packed(List<NewNode> nodes, List<Unplaced> unplaced, long leastMicros) {
  /** Nothing was to be packed. */
  public static final Packed NOTHING = new Packed(List.of(), List.of(), 0);

  public Packed {
    nodes = List.copyOf(nodes);
    unplaced = List.copyOf(unplaced);
  }

  /** One node to buy and the pods that it is for. */
  public record NewNode(Offer offer, List<PodKey> pods) {
    public NewNode {
      pods = List.copyOf(pods);
    }
  }

  /** A pod that no offer can take, and why not each. */
  public record Unplaced(PodKey pod, List<Refused> refusals) {
    public Unplaced {
      refusals = List.copyOf(refusals);
    }
  }

  /** An alternative that was not taken; its name is empty where the pod itself is the reason. */
  public record Refused(String alternative, WhyNot why) {}

  /** Both together. */
  public Packed and(Packed other) {
    List<NewNode> allNodes = new ArrayList<>(nodes);
    allNodes.addAll(other.nodes);
    List<Unplaced> allUnplaced = new ArrayList<>(unplaced);
    allUnplaced.addAll(other.unplaced);
    allUnplaced.sort(Comparator.comparing(Unplaced::pod));
    return new Packed(allNodes, allUnplaced, leastMicros + other.leastMicros);
  }

  /** The same with other nodes. */
  Packed buying(List<NewNode> others) {
    return new Packed(others, unplaced, leastMicros);
  }

  /** The same, told what it costs at least. */
  Packed atLeast(long micros) {
    return new Packed(nodes, unplaced, micros);
  }

  /** What all new nodes cost together as the packing compares them, surcharges included. */
  public long costMicros() {
    return nodes.stream().mapToLong(node -> node.offer().costMicros()).sum();
  }

  /** What all new nodes cost together. */
  public Price price() {
    return nodes.stream()
        .map(node -> node.offer().offering().price())
        .reduce(Price.ZERO, Price::plus);
  }
}
