package io.drover.rules.scheduling;

import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Price;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes to buy for which pods, and which pods found none.
 *
 * @param leastMicros less than this no packing of the placed pods could cost, in millionths of a
 *     dollar an hour; 0 where it is not known
 * @param rehearsed how the scheduler will take it up; null where that was not tried
 */
public record Packed(
    List<NewNode> nodes, List<Unplaced> unplaced, long leastMicros, @Nullable Rehearsed rehearsed) {
  /** Nothing was to be packed. */
  public static final Packed NOTHING = new Packed(List.of(), List.of(), 0);

  public Packed {
    nodes = List.copyOf(nodes);
    unplaced = List.copyOf(unplaced);
  }

  /** One that was not rehearsed. */
  public Packed(List<NewNode> nodes, List<Unplaced> unplaced, long leastMicros) {
    this(nodes, unplaced, leastMicros, null);
  }

  /**
   * What came of playing how the scheduler takes the nodes up.
   *
   * @param times how often it was played, each time in another order
   * @param leftOut placed pods that found no node, in all of them together
   * @param before the same of the packing as it was, before some of its nodes were exchanged
   * @param dearerMicros what the exchange costs, in millionths of a dollar an hour; below 0 where
   *     it saves
   */
  public record Rehearsed(int times, int leftOut, int before, long dearerMicros) {
    private Rehearsed and(Rehearsed other) {
      return new Rehearsed(
          times, leftOut + other.leftOut, before + other.before, dearerMicros + other.dearerMicros);
    }
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
    Rehearsed both =
        rehearsed == null || other.rehearsed == null
            ? (rehearsed == null ? other.rehearsed : rehearsed)
            : rehearsed.and(other.rehearsed);
    return new Packed(allNodes, allUnplaced, leastMicros + other.leastMicros, both);
  }

  /** The same with other nodes. */
  Packed buying(List<NewNode> others) {
    return new Packed(others, unplaced, leastMicros, rehearsed);
  }

  /** The same, told what it costs at least. */
  Packed atLeast(long micros) {
    return new Packed(nodes, unplaced, micros, rehearsed);
  }

  /** The same with other nodes for the same pods, told how that came. */
  Packed rehearsed(List<NewNode> others, Rehearsed how) {
    return new Packed(others, unplaced, leastMicros, how);
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
