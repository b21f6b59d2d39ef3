package io.drover.rules.plan;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.PodFact;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Packing;
import io.drover.rules.scheduling.Room;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tries on the model what would have to be bought if nodes went. */
final class Swaps {
  /** How many nodes are tried alone in one search; a later one goes on with others. */
  private static final int MOST_TRIED = 50;

  /** So many of the emptiest nodes are tried together. */
  private static final int[] TOGETHER = {2, 3, 5, 8, 13, 21};

  /** How long it takes until other nodes are tried, in seconds. */
  private static final long TURN = 60;

  private static final Comparator<Candidate> EMPTIEST_FIRST =
      Comparator.comparingDouble((Candidate c) -> c.stats().requested())
          .thenComparingInt(c -> c.stats().pods())
          .thenComparing(Candidate::name);

  private final Question question;
  private final Market market;
  private final Advice advice;
  private final ClusterModel model;
  private final Expendables expendables;
  private final Budget budget;
  private final Sickness sickness;

  Swaps(
      Question question,
      Market market,
      Advice advice,
      ClusterModel model,
      Expendables expendables,
      Budget budget) {
    this.question = question;
    this.market = market;
    this.advice = advice;
    this.model = model;
    this.expendables = expendables;
    this.budget = budget;
    this.sickness = new Sickness(question.world());
  }

  /**
   * What came of a search.
   *
   * @param tried nodes that were tried alone
   */
  record Search(Optional<Swap> best, List<NodeName> tried) {
    Search {
      tried = List.copyOf(tried);
    }
  }

  /** What would be bought if these nodes went; the model is left as it was. */
  Swap of(List<Candidate> nodes) {
    model.fork();
    try {
      return emptied(nodes);
    } finally {
      model.revert();
    }
  }

  /** What the group would buy if it needed a node for nothing in particular. */
  Optional<Offer> cheapest(NodeGroupFact group) {
    Room room = market.left().get(group.name());
    return market.offers(group).stream()
        .filter(offer -> room != null && room.refusal(offer) == null)
        .min(
            Comparator.comparingLong(Offer::costMicros)
                .thenComparing(offer -> offer.offering().id()));
  }

  /** From now on the nodes are gone from the model, and their pods where there is room. */
  void settle(Swap swap) {
    empty(swap.nodes());
  }

  /** The best swap of some of these nodes that pays. */
  Search search(List<Candidate> nodes) {
    List<Candidate> ordered = nodes.stream().sorted(EMPTIEST_FIRST).toList();
    List<Swap> found = new ArrayList<>();
    List<NodeName> tried = new ArrayList<>();
    for (List<Candidate> some : tries(ordered)) {
      if (budget.spent()) {
        break;
      }
      if (some.size() == 1) {
        tried.add(some.getFirst().name());
      }
      if (canBeCheaper(some)) {
        Swap swap = of(some);
        if (swap.possible() && swap.pays()) {
          found.add(swap);
        }
      }
    }
    return new Search(found.stream().min(Swap.BEST_FIRST), tried);
  }

  /** Some of the nodes alone, others each time; and the emptiest together. */
  private List<List<Candidate>> tries(List<Candidate> nodes) {
    List<List<Candidate>> tries = new ArrayList<>();
    int turn = Math.floorMod(question.now().getEpochSecond() / TURN * MOST_TRIED, nodes.size());
    for (int i = 0; i < Math.min(MOST_TRIED, nodes.size()); i++) {
      tries.add(List.of(nodes.get((turn + i) % nodes.size())));
    }
    for (int some : TOGETHER) {
      if (some <= nodes.size()) {
        tries.add(nodes.subList(0, some));
      }
    }
    return tries;
  }

  /** Whether anything costs less than all of them. */
  private boolean canBeCheaper(List<Candidate> nodes) {
    long now = nodes.stream().mapToLong(n -> n.record().purchase().price().microsPerHour()).sum();
    return offers(nodes).stream().anyMatch(offer -> offer.offering().price().microsPerHour() < now);
  }

  private Swap emptied(List<Candidate> nodes) {
    Moved moved = empty(nodes);
    return new Swap(
        nodes,
        Packing.pack(model, moved.homeless(), offers(nodes), market.left(), budget),
        moved.all(),
        lasts(nodes));
  }

  /**
   * Who has run for an hour will as likely run for another: the youngest pod tells. How several
   * nodes could be packed better changes with each pod that comes or goes, so that nothing is
   * counted on for longer than it may take to pay back.
   */
  private Duration lasts(List<Candidate> nodes) {
    Duration youngest =
        nodes.stream()
            .flatMap(node -> Moving.from(question.world(), node.name()).stream())
            .map(pod -> Duration.between(pod.identity().createdAt(), question.now()))
            .min(Comparator.naturalOrder())
            .orElse(NodeStats.NEVER);
    Duration payback =
        nodes.stream()
            .map(node -> node.group().spec().behaviour().scaleDown().consolidation().payback())
            .min(Comparator.naturalOrder())
            .orElse(Duration.ZERO);
    return nodes.size() == 1 || youngest.compareTo(payback) < 0 ? youngest : payback;
  }

  /** Pods that had to leave, and those of them that found no place. */
  private record Moved(int all, List<PodFact> homeless) {}

  private Moved empty(List<Candidate> nodes) {
    nodes.forEach(node -> model.close(node.name()));
    List<PodFact> moving = new ArrayList<>();
    nodes.forEach(
        node -> moving.addAll(Moving.from(question.world(), model, node.name(), expendables)));
    moving.forEach(model::remove);
    List<PodFact> homeless = new ArrayList<>();
    for (PodFact pod : moving) {
      if (model.place(pod, this::there).isEmpty()) {
        homeless.add(pod);
      }
    }
    return new Moved(moving.size(), homeless);
  }

  private boolean there(String node) {
    return question.world().node(new NodeName(node)).isPresent();
  }

  /**
   * Of all groups that act, or of all that are observed, as the nodes' own; of their own alone
   * where it would fall below its minimum.
   */
  private List<Offer> offers(List<Candidate> nodes) {
    boolean observed = question.observes(nodes.getFirst().group());
    Set<NodeGroupFact> lacking =
        nodes.stream()
            .map(Candidate::group)
            .filter(group -> left(group, nodes) < advice.least(group))
            .collect(Collectors.toSet());
    List<Offer> offers = new ArrayList<>();
    for (NodeGroupFact group : question.world().groups()) {
      boolean keepsMinimum = lacking.isEmpty() || lacking.equals(Set.of(group));
      boolean whole = group.spec().size().whole();
      if (question.observes(group) == observed && keepsMinimum && !whole) {
        offers.addAll(market.offers(group));
      }
    }
    return offers;
  }

  private long left(NodeGroupFact group, List<Candidate> nodes) {
    return sickness.ready(group.name())
        - nodes.stream().filter(node -> node.group().equals(group) && !node.stats().sick()).count();
  }
}
