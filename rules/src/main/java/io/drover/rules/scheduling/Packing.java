package io.drover.rules.scheduling;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Resources;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which nodes to buy for pods that fit nowhere: the cheapest mix over all offers at once, groups of
 * higher priority first. The answer does not depend on the order of what is given.
 *
 * <p>Pods that mind their company or mount volumes are placed first, one by one on the model; all
 * others then fill the nodes that are planned for them, and what is left is packed by numbers. That
 * is tried in several ways for as long as the budget lasts, and the best is taken.
 */
public final class Packing {
  /** So many pods are placed one by one, over all attempts, after the first attempt. */
  private static final long MOST_PLACED_AGAIN = 30_000;

  private static final int MOST_ATTEMPTS = 16;

  private static final Comparator<Packed> BEST_FIRST =
      Comparator.comparingInt((Packed packed) -> packed.unplaced().size())
          .thenComparingLong(Packed::costMicros)
          .thenComparingInt(packed -> packed.nodes().size());

  private final ClusterModel model;
  private final List<Offer> offers;
  private final Map<GroupName, Room> room;
  private final Balance balance;
  private final Budget budget;

  private Packing(
      ClusterModel model, List<Offer> offers, Map<GroupName, Room> room, Budget budget) {
    this.model = model;
    this.offers = offers.stream().sorted(Offer.BY_NAME).toList();
    this.room = room;
    this.balance = model.balance();
    this.budget = budget;
  }

  /**
   * Packs the pods into offers.
   *
   * @param model the nodes that are there or on their way; it is left as it was
   * @param room what each group may still buy; a group that is not named may buy nothing
   * @param budget when it must stop with the best it has
   */
  public static Packed pack(
      ClusterModel model,
      List<PodFact> pods,
      List<Offer> offers,
      Map<GroupName, Room> room,
      Budget budget) {
    Packing packing = new Packing(model, offers, room, budget);
    Map<PodClass, List<PodFact>> byClass = model.byClass(pods);
    List<PendingClass> classes = PendingClass.of(byClass);
    int minding =
        byClass.entrySet().stream()
            .filter(alike -> model.goesOneByOne(alike.getKey()))
            .mapToInt(alike -> alike.getValue().size())
            .sum();
    Packed packed =
        minding == 0
            ? packing.byNumbers(classes, new Ledger(packing.offers, room), packing.sites())
            : packing.best(pods, minding);
    return packed.atLeast(LeastCost.micros(placed(classes, packed), packing.offers));
  }

  private static List<PendingClass> placed(List<PendingClass> classes, Packed packed) {
    Set<PodKey> unplaced = new HashSet<>();
    packed.unplaced().forEach(pod -> unplaced.add(pod.pod()));
    return unplaced.isEmpty()
        ? classes
        : classes.stream()
            .map(some -> some.without(unplaced))
            .filter(some -> !some.pods().isEmpty())
            .toList();
  }

  private Packed best(List<PodFact> pods, int minding) {
    List<PodFact> ordered = PendingClass.largestFirst(pods);
    Packed best = null;
    for (Ranking ranking : rankings(pods, minding)) {
      if (best == null || !budget.spent()) {
        Packed next = attempt(ordered, ranking);
        best = best == null || BEST_FIRST.compare(next, best) < 0 ? next : best;
      }
    }
    return best == null ? Packed.NOTHING : best;
  }

  private Sites sites() {
    return new Sites(offers, new Wishes(model.world()), balance.copy());
  }

  /** The most promising first; each way costs as many placements as there are pods. */
  private List<Ranking> rankings(List<PodFact> pods, int minding) {
    Resources demand =
        pods.stream().map(pod -> pod.needs().requests()).reduce(Resources.NONE, Resources::plus);
    Set<Ranking> rankings = new LinkedHashSet<>();
    rankings.add(Ranking.byCostPerShare(offers, demand));
    rankings.addAll(Ranking.singles(offers, demand, keepers(pods)));
    long affordable = Math.min(MOST_ATTEMPTS, 1 + MOST_PLACED_AGAIN / minding);
    return rankings.stream().limit(affordable).toList();
  }

  /** Pods of which no two share a node, at most. */
  private static int keepers(List<PodFact> pods) {
    return Math.toIntExact(pods.stream().filter(PendingClass::keepsToItself).count());
  }

  private Packed attempt(List<PodFact> ordered, Ranking ranking) {
    Ledger ledger = new Ledger(offers, room);
    Sites sites = sites();
    model.fork();
    PlannedNodes planned = new PlannedNodes(model, offers, ledger);
    CompanyPacking company = new CompanyPacking(planned, ranking, sites);
    List<PodFact> homeless = new ArrayList<>();
    List<PodFact> others = new ArrayList<>();
    for (PodFact pod : ordered) {
      if (!model.goesOneByOne(pod)) {
        others.add(pod);
      } else if (!placed(pod, company)) {
        homeless.add(pod);
      }
    }
    others.removeIf(company::beside);
    CompanyImprovement improvement = new CompanyImprovement(planned, model, offers, budget);
    improvement.run();
    // Nodes that became smaller leave room within the limits of their groups.
    homeless.removeIf(pod -> placed(pod, company));
    improvement.shrink();
    Packed one = new Packed(planned.told(), unplaced(homeless, planned), 0);
    Packed two = byNumbers(PendingClass.of(model.byClass(others)), ledger, sites);
    Packed both =
        new Lodging(planned, offers, ledger)
            .left(two.nodes(), others, budget)
            .map(left -> new Packed(planned.told(), one.unplaced(), 0).and(two.buying(left)))
            .filter(fewer -> BEST_FIRST.compare(fewer, one.and(two)) < 0)
            .orElse(one.and(two));
    model.revert();
    return both;
  }

  private boolean placed(PodFact pod, CompanyPacking company) {
    return !budget.spent() && model.refusalOfAll(pod) == null && company.place(pod);
  }

  private Packed byNumbers(List<PendingClass> pods, Ledger ledger, Sites sites) {
    return new Arrangement(new NumberPacking(budget).pack(pods, offers, ledger), sites).told();
  }

  private List<Packed.Unplaced> unplaced(Collection<PodFact> homeless, PlannedNodes planned) {
    Map<PodClass, List<Packed.Refused>> known = new HashMap<>();
    List<Packed.Unplaced> unplaced = new ArrayList<>();
    for (PodFact pod : homeless) {
      List<Packed.Refused> why =
          known.computeIfAbsent(model.classOf(pod), any -> refusals(pod, planned));
      unplaced.add(new Packed.Unplaced(pod.podKey(), why));
    }
    return unplaced;
  }

  private List<Packed.Refused> refusals(PodFact pod, PlannedNodes planned) {
    WhyNot ofAll = model.refusalOfAll(pod);
    if (ofAll != null) {
      return List.of(new Packed.Refused("", ofAll));
    }
    List<Packed.Refused> refusals = new ArrayList<>();
    for (int o = 0; o < offers.size(); o++) {
      WhyNot why = planned.refusal(pod, o);
      if (why != null) {
        refusals.add(new Packed.Refused(offers.get(o).name(), why));
      }
    }
    if (refusals.size() < offers.size()) {
      refusals.addFirst(new Packed.Refused("", WhyNot.OUT_OF_TIME));
    }
    return refusals;
  }
}
