package io.drover.rules.plan;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Packed;
import io.drover.rules.scheduling.Packing;
import io.drover.rules.scheduling.Rehearsal;
import io.drover.rules.scheduling.Room;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The packing where some groups buy all of their nodes or none: each of them is tried as a block of
 * all that it lacks, at the price of all, and what its nodes leave is packed as ever.
 */
final class WholePacking {
  /** So many of a group's cheapest offerings are tried. */
  private static final int MOST_OFFERS = 8;

  private final ClusterModel model;
  private final Market market;
  private final Budget budget;
  private final Set<Alike> not;

  /**
   * Packs on a model.
   *
   * @param not what is not bought
   */
  WholePacking(ClusterModel model, Market market, Budget budget, Set<Alike> not) {
    this.model = model;
    this.market = market;
    this.budget = budget;
    this.not = not;
  }

  /** What to buy of these groups for the pods; the model is left as it was. */
  Packed pack(List<PodFact> pods, List<NodeGroupFact> groups) {
    List<Offer> single = new ArrayList<>();
    List<NodeGroupFact> wholes = new ArrayList<>();
    for (NodeGroupFact group : groups) {
      if (group.spec().size().whole()) {
        wholes.add(group);
      } else {
        single.addAll(offers(group));
      }
    }
    Bought best = new Bought(List.of(), packed(pods, single));
    List<PodFact> ordered = wholes.isEmpty() ? pods : helplessFirst(pods, best.packed());
    boolean better = !wholes.isEmpty();
    while (better) {
      Optional<Bought> next = better(best, ordered, wholes, single);
      better = next.isPresent();
      best = next.orElse(best);
    }
    return best.blocks().isEmpty() ? rehearsed(pods, best.packed(), single) : best.packed();
  }

  /** Blocks stay as they are: their groups buy all or none. */
  private Packed rehearsed(List<PodFact> pods, Packed packed, List<Offer> single) {
    return Rehearsal.improved(model, pods, packed, single, market.left(), budget);
  }

  private List<Offer> offers(NodeGroupFact group) {
    List<Offer> offers = market.offers(group);
    return not.isEmpty()
        ? offers
        : offers.stream().filter(offer -> not.stream().noneMatch(one -> one.is(offer))).toList();
  }

  /** Those that nothing else can be bought for come before others on nodes of a whole group. */
  private static List<PodFact> helplessFirst(List<PodFact> pods, Packed without) {
    Set<PodKey> helpless = new HashSet<>();
    without.unplaced().forEach(pod -> helpless.add(pod.pod()));
    return pods.stream()
        .sorted(Comparator.comparing((PodFact pod) -> !helpless.contains(pod.podKey())))
        .toList();
  }

  private Packed packed(List<PodFact> pods, List<Offer> offers) {
    return Packing.pack(model, pods, offers, market.left(), budget);
  }

  /** All nodes that a group lacks, of one offering. */
  private record Block(Offer offer, int nodes) {}

  /** What would be bought, with the blocks in it. */
  private record Bought(List<Block> blocks, Packed packed) {
    boolean has(NodeGroupFact group) {
      return blocks.stream().anyMatch(block -> block.offer().group().equals(group.name()));
    }

    /** Whether it leaves fewer pods without a node, or costs less with groups no worse. */
    boolean betterThan(Bought other) {
      int fewer = Integer.compare(packed.unplaced().size(), other.packed.unplaced().size());
      if (fewer != 0) {
        return fewer < 0;
      }
      int priority = Integer.compare(priority(), other.priority());
      return priority > 0 || (priority == 0 && packed.costMicros() < other.packed.costMicros());
    }

    private int priority() {
      return packed.nodes().stream()
          .mapToInt(node -> node.offer().priority())
          .max()
          .orElse(Integer.MIN_VALUE);
    }
  }

  private Optional<Bought> better(
      Bought than, List<PodFact> pods, List<NodeGroupFact> wholes, List<Offer> single) {
    Optional<Bought> best = Optional.empty();
    for (NodeGroupFact group : wholes) {
      if (!than.has(group)) {
        for (Block block : blocks(group, pods)) {
          List<Block> blocks = new ArrayList<>(than.blocks());
          blocks.add(block);
          Bought tried = tried(blocks, pods, single);
          best = tried.betterThan(best.orElse(than)) ? Optional.of(tried) : best;
        }
      }
    }
    return best;
  }

  /** The cheapest that some pod fits on, and for all of which the group has room. */
  private List<Block> blocks(NodeGroupFact group, List<PodFact> pods) {
    int lacking = market.missing(group, group.spec().size().max());
    Room room = market.left().get(group.name());
    if (lacking <= 0 || room == null) {
      return List.of();
    }
    return offers(group).stream()
        .filter(offer -> room.holds(offer, lacking) && fits(offer, pods))
        .sorted(
            Comparator.comparingLong(Offer::costMicros)
                .thenComparing(offer -> offer.offering().id()))
        .limit(MOST_OFFERS)
        .map(offer -> new Block(offer, lacking))
        .toList();
  }

  private boolean fits(Offer offer, List<PodFact> pods) {
    model.fork();
    try {
      String name = "one of " + offer.name();
      model.addInFlight(name, offer.template());
      Set<PodNeeds> seen = new HashSet<>();
      return pods.stream()
          .filter(pod -> seen.add(pod.needs()))
          .anyMatch(pod -> model.place(pod, name::equals).isPresent());
    } finally {
      model.revert();
    }
  }

  private Bought tried(List<Block> blocks, List<PodFact> pods, List<Offer> single) {
    model.fork();
    try {
      Map<String, Offer> offers = new LinkedHashMap<>();
      Map<String, List<PodKey>> taken = new LinkedHashMap<>();
      for (Block block : blocks) {
        for (int i = 0; i < block.nodes(); i++) {
          String name = "all of " + block.offer().name() + ": " + i;
          model.addInFlight(name, block.offer().template());
          offers.put(name, block.offer());
          taken.put(name, new ArrayList<>());
        }
      }
      List<PodFact> rest = new ArrayList<>();
      for (PodFact pod : pods) {
        model
            .place(pod, offers::containsKey)
            .flatMap(name -> Optional.ofNullable(taken.get(name)))
            .ifPresentOrElse(some -> some.add(pod.podKey()), () -> rest.add(pod));
      }
      Packed left = packed(rest, single);
      List<Packed.NewNode> nodes = new ArrayList<>();
      offers.forEach(
          (name, offer) ->
              nodes.add(new Packed.NewNode(offer, taken.getOrDefault(name, List.of()))));
      nodes.addAll(left.nodes());
      return new Bought(blocks, new Packed(nodes, left.unplaced(), 0));
    } finally {
      model.revert();
    }
  }
}
