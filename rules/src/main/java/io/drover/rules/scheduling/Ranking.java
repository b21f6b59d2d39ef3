package io.drover.rules.scheduling;

import io.drover.rules.facts.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * In which order offers are tried for the next node. Groups of higher priority come first; offers
 * that are equal in everything but their place are tried together, in an order of their own each
 * time.
 *
 * @param equals numbers of offers, those of one list equal
 * @param growing whether a larger node is tried before one more
 */
record Ranking(List<List<Integer>> equals, boolean growing) {
  private static final int MOST_SINGLES = 16;

  Ranking {
    equals = List.copyOf(equals);
  }

  /** The lowest cost for what a node covers of the demand, of equal ones the largest. */
  static Ranking byCostPerShare(List<Offer> offers, Resources demand) {
    return of(
        offers,
        Comparator.comparingDouble((Integer o) -> costPerShare(offers.get(o), demand))
            .thenComparingDouble(o -> -share(offers.get(o), demand)));
  }

  /**
   * Each kind of node before all others, the one first that would cost the least by amounts if all
   * nodes were of it.
   *
   * @param leastNodes so many nodes there will be at least
   */
  static List<Ranking> singles(List<Offer> offers, Resources demand, int leastNodes) {
    Ranking otherwise = byCostPerShare(offers, demand);
    return all(offers)
        .boxed()
        .sorted(
            Comparator.comparingDouble(
                    (Integer o) ->
                        alone(offers.get(o), demand, leastNodes) * offers.get(o).costMicros())
                .thenComparingDouble(o -> alone(offers.get(o), demand, leastNodes)))
        .map(o -> otherwise.preferring(o, offers))
        .distinct()
        .limit(MOST_SINGLES)
        .toList();
  }

  /** The kind of one offer before all others of no higher priority. */
  private Ranking preferring(int one, List<Offer> offers) {
    List<List<Integer>> order =
        equals.stream()
            .sorted(
                Comparator.comparingInt(
                        (List<Integer> some) -> -offers.get(some.getFirst()).priority())
                    .thenComparing(
                        some -> some.stream().noneMatch(o -> same(offers.get(o), offers.get(one)))))
            .toList();
    return new Ranking(order, true);
  }

  /** How many nodes of this offer alone the whole demand would take, in parts. */
  private static double alone(Offer offer, Resources demand, int leastNodes) {
    double nodes = Math.max(1, leastNodes);
    for (var asked : demand.amounts().entrySet()) {
      double each = offer.template().allocatable().get(asked.getKey());
      nodes = Math.max(nodes, asked.getValue() / Math.max(Double.MIN_NORMAL, each));
    }
    return nodes;
  }

  private static IntStream all(List<Offer> offers) {
    return IntStream.range(0, offers.size());
  }

  private static boolean same(Offer one, Offer other) {
    return one.priority() == other.priority()
        && one.costMicros() == other.costMicros()
        && one.offering().id().instanceType().equals(other.offering().id().instanceType())
        && one.similar(other);
  }

  private static Ranking of(List<Offer> offers, Comparator<Integer> better) {
    Comparator<Integer> order =
        Comparator.comparingInt((Integer o) -> -offers.get(o).priority()).thenComparing(better);
    List<List<Integer>> equals = new ArrayList<>();
    for (int offer :
        all(offers).boxed().sorted(order.thenComparing(Comparator.naturalOrder())).toList()) {
      if (equals.isEmpty() || order.compare(equals.getLast().getFirst(), offer) != 0) {
        equals.add(new ArrayList<>());
      }
      equals.getLast().add(offer);
    }
    return new Ranking(equals, false);
  }

  private static double costPerShare(Offer offer, Resources demand) {
    return offer.costMicros() / Math.max(Double.MIN_NORMAL, share(offer, demand));
  }

  /** The share of the demand that a node of the offer covers, of all resources together. */
  private static double share(Offer offer, Resources demand) {
    return demand.amounts().entrySet().stream()
        .filter(e -> e.getValue() > 0 && !e.getKey().equals(Resources.PODS))
        .mapToDouble(
            e ->
                Math.min(1, (double) offer.template().allocatable().get(e.getKey()) / e.getValue()))
        .sum();
  }
}
