package io.drover.rules.scheduling;

import io.drover.rules.facts.Budget;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
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
 * Packs pods that only ask for room, whoever is near: by amounts alone, so that work grows with the
 * number of pod classes, not with pods. Groups of higher priority are used up first.
 */
final class NumberPacking {
  /** Nothing is gained by looking further when the cost is so near the bound, as a fraction. */
  private static final double NEAR_ENOUGH = 0.001;

  /** Beyond so many pairs of class and offer, nodes are filled only by the largest pods first. */
  private static final long MOST_PAIRS_TO_FILL_EVENLY = 20_000;

  /** How many of the attempts get a second pass. */
  private static final int MOST_IMPROVED = 8;

  /** How many kinds of offers are tried alone. */
  private static final int MOST_SINGLES = 16;

  /** A pod left out weighs more than any price. */
  private static final double LEFT_OUT = 1e15;

  private static final double[] EVENLY = {0.1, 0.3, 10};

  private final Budget budget;

  NumberPacking(Budget budget) {
    this.budget = budget;
  }

  /** The best mix that is found before the budget is spent; it may leave pods out. */
  Solution pack(List<PendingClass> classes, List<Offer> offers, Ledger ledger) {
    Figures figures = new Figures(classes, offers);
    int[] demand = classes.stream().mapToInt(c -> c.pods().size()).toArray();
    Solution whole = new Solution(figures, demand, ledger);
    for (int[] tier : tiers(offers).values()) {
      boolean more = true;
      while (more) {
        more = extend(whole, tier);
      }
    }
    return whole;
  }

  /** Offers of equal group priority, the highest first. */
  private static Map<Integer, int[]> tiers(List<Offer> offers) {
    Map<Integer, int[]> tiers = new TreeMap<>(Comparator.reverseOrder());
    for (Offer offer : offers) {
      tiers.computeIfAbsent(
          offer.priority(),
          priority ->
              IntStream.range(0, offers.size())
                  .filter(o -> offers.get(o).priority() == priority)
                  .toArray());
    }
    return tiers;
  }

  /** Adds the best that the tier can do for what remains; false if it can do nothing more. */
  private boolean extend(Solution whole, int... tier) {
    Solution best = best(whole, tier);
    if (best.bins.isEmpty()) {
      return false;
    }
    best.bins.forEach(bin -> whole.buy(bin.offer, bin.counts, 1));
    return whole.unplaced() > 0 && !budget.spent();
  }

  private Solution best(Solution start, int... tier) {
    DualPrices dual = DualPrices.of(start.figures, start.remaining, tier);
    List<Solution> candidates = new ArrayList<>();
    for (Buying way : Buying.values()) {
      candidates.add(attempt(start, way, null, tier));
    }
    if ((long) start.remaining.length * tier.length <= MOST_PAIRS_TO_FILL_EVENLY) {
      for (int i = 0; i < EVENLY.length && !budget.spent(); i++) {
        Buying.Guide guide = new Buying.Guide(dual, EVENLY[i]);
        candidates.add(attempt(start, Buying.CHEAPEST_PER_SHARE, guide, tier));
      }
    }
    promising(start, tier)
        .takeWhile(offer -> !budget.spent())
        .mapToObj(offer -> attempt(start, Buying.CHEAPEST_PER_SHARE, null, offer))
        .min(Solution.BEST_FIRST)
        .ifPresent(candidates::add);
    return improved(candidates, dual.boundMicros(), tier);
  }

  /** One offer of each kind, those first that would cost the least if all nodes were of it. */
  private static IntStream promising(Solution start, int... tier) {
    Map<Integer, Double> costs = new HashMap<>();
    for (int offer : start.figures.oneOfEachKind(tier)) {
      costs.put(offer, alone(start, offer));
    }
    return costs.entrySet().stream()
        .sorted(Map.Entry.<Integer, Double>comparingByValue().thenComparing(Map.Entry::getKey))
        .limit(MOST_SINGLES)
        .mapToInt(Map.Entry::getKey);
  }

  /**
   * What nodes of this offer alone would cost by amounts; pods that it does not take count most.
   */
  private static double alone(Solution start, int offer) {
    Figures figures = start.figures;
    double[] nodes = new double[figures.resources()];
    double left = 0;
    for (int c = 0; c < start.remaining.length; c++) {
      if (figures.fitsAlone(c, offer)) {
        for (int r = 0; r < nodes.length; r++) {
          nodes[r] += start.remaining[c] * figures.portion(c, offer, r);
        }
      } else {
        left += start.remaining[c];
      }
    }
    double most = Math.ceil(Arrays.stream(nodes).max().orElse(0));
    return left * LEFT_OUT + most * figures.costMicros(offer);
  }

  /** The best after the second pass; what is as good as it can be, or known already, is spared. */
  private Solution improved(List<Solution> candidates, double bound, int... tier) {
    Set<List<Bin>> seen = new HashSet<>();
    List<Solution> improved = new ArrayList<>();
    int[] cheapestFirst = candidates.getFirst().figures.cheapestFirst(tier);
    for (Solution candidate :
        candidates.stream().sorted(Solution.BEST_FIRST).limit(MOST_IMPROVED).toList()) {
      if (candidate.unplaced() == 0 && candidate.costMicros() <= bound * (1 + NEAR_ENOUGH)) {
        return candidate;
      }
      if (seen.add(candidate.sorted())) {
        new Improvement(candidate, budget, cheapestFirst).run();
        improved.add(candidate);
      }
    }
    return Collections.min(improved, Solution.BEST_FIRST);
  }

  private Solution attempt(
      Solution start, Buying way, Buying.@Nullable Guide guide, int... offers) {
    Solution solution = new Solution(start.figures, start.remaining, start.ledger);
    way.run(solution, guide, budget, offers);
    return solution;
  }

  /** Why each offer takes no pod of the class. */
  static List<Packed.Refused> refusals(Solution solution, int podClass) {
    WhyNot unknown = Predicates.ofThePod(solution.figures.classes.get(podClass).needs());
    if (unknown != null) {
      return List.of(new Packed.Refused("", unknown));
    }
    List<Packed.Refused> refusals = new ArrayList<>();
    for (int o = 0; o < solution.figures.offers.size(); o++) {
      WhyNot ofOffer = solution.figures.refusal(o, podClass);
      WhyNot why = ofOffer != null ? ofOffer : solution.ledger.refusal(o);
      if (why != null) {
        refusals.add(new Packed.Refused(solution.figures.offers.get(o).name(), why));
      }
    }
    if (refusals.size() < solution.figures.offers.size()) {
      refusals.addFirst(new Packed.Refused("", WhyNot.OUT_OF_TIME));
    }
    return refusals;
  }
}
