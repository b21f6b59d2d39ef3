package io.drover.rules.scheduling;

import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Nodes to buy for pods that mind who runs near them, or mount volumes. One pod after the other
 * goes onto the first planned node that takes it, else onto a new one; at the end each node becomes
 * the cheapest offer of its site that holds its pods. The model is asked for each pod, so that what
 * is planned is what the filters allow.
 */
final class CompanyPacking {
  private final ClusterModel model;
  private final List<Offer> offers;
  private final Ledger ledger;
  private final List<Site> sites;
  private final int[] ranked;
  private final Map<NodeSpace, Planned> planned = new HashMap<>();
  private final List<Planned> inOrder = new ArrayList<>();

  /** Labels by which nodes of different offers can differ to other pods' constraints. */
  private record Site(Map<String, String> labels) {
    static Site of(Offer offer) {
      Map<String, String> labels = new TreeMap<>(offer.template().labels());
      labels.remove(Templates.INSTANCE_TYPE);
      labels.remove(Templates.HOST_NAME);
      return new Site(labels);
    }
  }

  /** A node to be bought, of the offer that it has at the moment. */
  private static final class Planned {
    private final NodeSpace node;
    private final List<PodFact> pods = new ArrayList<>();
    private int offer;

    Planned(NodeSpace node, int offer) {
      this.node = node;
      this.offer = offer;
    }
  }

  /**
   * A packing of nothing yet.
   *
   * @param model forked by the caller, who reverts it
   * @param demand what all pods ask together
   */
  CompanyPacking(ClusterModel model, List<Offer> offers, Ledger ledger, Resources demand) {
    this.model = model;
    this.offers = offers;
    this.ledger = ledger;
    this.sites = offers.stream().map(Site::of).toList();
    this.ranked =
        IntStream.range(0, offers.size())
            .boxed()
            .sorted(
                Comparator.comparingInt((Integer o) -> -offers.get(o).priority())
                    .thenComparingDouble(o -> pricePerShare(offers.get(o), demand))
                    .thenComparingDouble(o -> -share(offers.get(o), demand))
                    .thenComparing(Comparator.naturalOrder()))
            .mapToInt(Integer::intValue)
            .toArray();
    model.searchOnlyNew();
  }

  private static double pricePerShare(Offer offer, Resources demand) {
    return offer.offering().price().microsPerHour()
        / Math.max(Double.MIN_NORMAL, share(offer, demand));
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

  /** Puts the pod on a planned node; false if none takes it. */
  boolean besideOthers(PodFact pod) {
    NodeSpace node = model.settle(pod);
    if (node == null) {
      return false;
    }
    Planned there = planned.get(node);
    if (there == null) {
      throw new IllegalStateException(
          "a pod was put on a node that is not planned: " + node.name());
    }
    there.pods.add(pod);
    return true;
  }

  /** Plans one more node for the pod; false if no offer takes it, or none may be bought. */
  boolean onNewNode(PodFact pod) {
    Set<Site> refused = new HashSet<>();
    for (int offer : ranked) {
      if (ledger.affordable(offer, 1) == 1 && !refused.contains(sites.get(offer))) {
        model.fork();
        NodeSpace node = model.add("planned-" + inOrder.size(), offers.get(offer).template());
        WhyNot refusal = model.settle(pod, node);
        if (refusal == null) {
          model.commit();
          ledger.reserve(offer, 1);
          Planned made = new Planned(node, offer);
          made.pods.add(pod);
          planned.put(node, made);
          inOrder.add(made);
          return true;
        }
        model.revert();
        if (refusal.ofSite()) {
          refused.add(sites.get(offer));
        }
      }
    }
    return false;
  }

  /** Why an offer does not take the pod, null if it would. */
  @Nullable WhyNot refusal(PodFact pod, int offer) {
    model.fork();
    NodeSpace node = model.add("planned-" + inOrder.size(), offers.get(offer).template());
    WhyNot refusal = model.settle(pod, node);
    model.revert();
    return refusal;
  }

  /** The nodes, each as cheap as its pods allow. */
  List<Packed.NewNode> nodes() {
    Map<Site, int[]> bySite = new HashMap<>();
    for (Site site : sites) {
      bySite.computeIfAbsent(
          site,
          any ->
              IntStream.range(0, offers.size())
                  .filter(o -> sites.get(o).equals(site))
                  .boxed()
                  .sorted(Comparator.comparingLong(this::priceMicros).thenComparing(o -> o))
                  .mapToInt(Integer::intValue)
                  .toArray());
    }
    List<Packed.NewNode> nodes = new ArrayList<>();
    for (Planned each : inOrder) {
      downsize(each, bySite.getOrDefault(sites.get(each.offer), new int[0]));
      nodes.add(
          new Packed.NewNode(
              offers.get(each.offer), each.pods.stream().map(PodFact::podKey).sorted().toList()));
    }
    return nodes;
  }

  private long priceMicros(int offer) {
    return offers.get(offer).offering().price().microsPerHour();
  }

  private void downsize(Planned node, int... cheapestFirst) {
    for (int offer : cheapestFirst) {
      if (priceMicros(offer) >= priceMicros(node.offer)) {
        return;
      }
      if (model.holds(offers.get(offer).template(), node.node)
          && ledger.exchange(node.offer, offer)) {
        node.offer = offer;
        return;
      }
    }
  }
}
