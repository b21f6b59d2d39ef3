package io.drover.rules.scheduling;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Where the nodes of each offer stand. Offers of one place and priority may stand for each other:
 * nothing but size and price tells their nodes apart.
 */
final class Places {
  private final List<Offer> offers;
  private final int[] sites;
  private final Map<Object, int[]> alike = new HashMap<>();

  Places(ClusterModel model, List<Offer> offers) {
    this.offers = offers;
    this.sites = sites(model, offers);
    IntStream.range(0, sites.length)
        .boxed()
        .sorted(Comparator.comparingLong(this::cost))
        .forEach(offer -> alike.merge(kind(offer), new int[] {offer}, Places::joined));
  }

  /**
   * Numbers the places: offers of one number differ in nothing that others' constraints see. Labels
   * that no constraint has as topology key, such as those that tell of a node's size, are no place;
   * what a node's own pods choose is asked again before it becomes another offer.
   */
  private static int[] sites(ClusterModel model, List<Offer> offers) {
    Map<Object, Integer> numbers = new HashMap<>();
    int[] sites = new int[offers.size()];
    for (int o = 0; o < sites.length; o++) {
      Offer offer = offers.get(o);
      Map<String, String> labels = new TreeMap<>(offer.template().labels());
      labels.keySet().removeIf(key -> !key.contains("zone") && !model.asksFor(key));
      labels.remove(Templates.HOST_NAME);
      Object place = List.of(offer.group(), offer.offering().id().capacityType(), labels);
      sites[o] = numbers.computeIfAbsent(place, any -> numbers.size());
    }
    return sites;
  }

  private Object kind(int offer) {
    return List.of(sites[offer], offers.get(offer).priority());
  }

  private static int[] joined(int[] some, int[] more) {
    return IntStream.concat(IntStream.of(some), IntStream.of(more)).toArray();
  }

  /** The number of the offer's place. */
  int site(int offer) {
    return sites[offer];
  }

  long cost(int offer) {
    return offers.get(offer).costMicros();
  }

  /** The offers that may stand for this one, itself among them, the cheapest first. */
  int[] insteadOf(int offer) {
    return alike.getOrDefault(kind(offer), new int[] {offer});
  }

  /** Whether there are cheaper offers in its place. */
  boolean couldCostLess(int offer) {
    return cost(insteadOf(offer)[0]) < cost(offer);
  }
}
