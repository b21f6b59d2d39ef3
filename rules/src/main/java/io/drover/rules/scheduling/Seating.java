package io.drover.rules.scheduling;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Finds a place for each of some pods on the nodes of a plan that was changed a little. */
final class Seating {
  /** So many orders of the pods are tried, the most important first in each. */
  private static final int ORDERS = 4;

  private final ClusterModel model;
  private final Budget budget;
  private final List<List<PodFact>> orders;
  private final int pods;

  /**
   * For these pods.
   *
   * @param model the nodes that are there, which take none of them; it is left as it was
   * @param budget once it is spent no more places are found
   */
  Seating(ClusterModel model, Budget budget, List<PodFact> pods) {
    this.model = model;
    this.budget = budget;
    this.pods = pods.size();
    this.orders = new ArrayList<>(List.of(PendingClass.largestFirst(pods)));
    for (int number = 1; number < ORDERS; number++) {
      int some = number;
      orders.add(
          pods.stream()
              .sorted(
                  Comparator.comparingInt((PodFact pod) -> -pod.traits().priority())
                      .thenComparingLong(
                          pod -> Stage.draw(some, pod.podKey().toString().hashCode())))
              .toList());
    }
  }

  /** Where a packing has its pods: its nodes by number. */
  static Map<PodKey, Integer> planned(Packed packed) {
    Map<PodKey, Integer> planned = new TreeMap<>();
    for (int n = 0; n < packed.nodes().size(); n++) {
      for (PodKey pod : packed.nodes().get(n).pods()) {
        planned.put(pod, n);
      }
    }
    return planned;
  }

  /** The nodes on which some pods have places. */
  static List<Packed.NewNode> told(List<Offer> nodes, Map<PodKey, Integer> seats) {
    List<List<PodKey>> pods = new ArrayList<>();
    nodes.forEach(any -> pods.add(new ArrayList<>()));
    new TreeMap<>(seats).forEach((pod, node) -> pods.get(node).add(pod));
    List<Packed.NewNode> told = new ArrayList<>();
    for (int n = 0; n < nodes.size(); n++) {
      if (!pods.get(n).isEmpty()) {
        told.add(new Packed.NewNode(nodes.get(n), pods.get(n)));
      }
    }
    return told;
  }

  /**
   * Places all pods on the nodes, so that none of these is empty.
   *
   * @param preferred the nodes, by number, on which pods are tried first
   * @return the node of each pod, by number; null if no such places are found
   */
  @Nullable Map<PodKey, Integer> on(List<Offer> nodes, Map<PodKey, Integer> preferred) {
    Map<PodKey, Integer> most = most(nodes, preferred);
    return most.size() == pods && new HashSet<>(most.values()).size() == nodes.size() ? most : null;
  }

  /** Places as many as can be found places for. */
  Map<PodKey, Integer> most(List<Offer> nodes, Map<PodKey, Integer> preferred) {
    Map<PodKey, Integer> most = Map.of();
    for (Map<PodKey, Integer> first : List.of(preferred, Map.<PodKey, Integer>of())) {
      for (List<PodFact> order : orders) {
        Map<PodKey, Integer> seats = seats(order, nodes, first);
        most = better(seats, most) ? seats : most;
        if (most.size() == pods && new HashSet<>(most.values()).size() == nodes.size()) {
          return most;
        }
      }
    }
    return most;
  }

  /** More places, of as many those that leave fewer nodes empty. */
  private static boolean better(Map<PodKey, Integer> one, Map<PodKey, Integer> other) {
    return one.size() > other.size()
        || (one.size() == other.size()
            && new HashSet<>(one.values()).size() > new HashSet<>(other.values()).size());
  }

  private Map<PodKey, Integer> seats(
      List<PodFact> order, List<Offer> nodes, Map<PodKey, Integer> preferred) {
    model.fork();
    try {
      List<NodeSpace> spaces = new ArrayList<>();
      for (Offer node : nodes) {
        spaces.add(model.add("planned-" + spaces.size(), node.template()));
      }
      Map<PodKey, Integer> seats = new HashMap<>();
      List<PodFact> standing = new ArrayList<>(order);
      boolean more = true;
      while (more && !budget.spent()) {
        more = standing.removeIf(pod -> sits(pod, preferred.get(pod.podKey()), spaces, seats));
        if (!more) {
          more = standing.removeIf(pod -> sits(pod, fullest(pod, spaces), spaces, seats));
        }
      }
      return seats;
    } finally {
      model.revert();
    }
  }

  private boolean sits(
      PodFact pod, @Nullable Integer node, List<NodeSpace> spaces, Map<PodKey, Integer> seats) {
    if (node == null || model.settle(pod, spaces.get(node)) != null) {
      return false;
    }
    seats.put(pod.podKey(), node);
    return true;
  }

  private @Nullable Integer fullest(PodFact pod, List<NodeSpace> spaces) {
    PodClass pods = model.classOf(pod);
    Integer fullest = null;
    for (int n = 0; n < spaces.size(); n++) {
      NodeSpace node = spaces.get(n);
      if (Predicates.refusal(pods, node) == null
          && (fullest == null || node.fullness() > spaces.get(fullest).fullness())) {
        fullest = n;
      }
    }
    return fullest;
  }
}
