package io.drover.rules.scheduling;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Resources;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Which nodes to buy for pods that fit nowhere: the cheapest mix over all offers at once, groups of
 * higher priority first. Work grows with the number of pod classes, not with pods. The answer does
 * not depend on the order of what is given.
 */
public final class Packing {
  private Packing() {}

  /**
   * Packs the pods into offers. Those that mind their company or mount volumes go first; all others
   * then fill the nodes that are planned for them, and what is left is packed by numbers.
   *
   * @param model the nodes that are there or on their way; it is left as it was
   * @param room what each group may still buy; a group that is not named may buy nothing
   */
  public static Packed pack(
      ClusterModel model, List<PodFact> pods, List<Offer> offers, Map<GroupName, Room> room) {
    List<Offer> named = offers.stream().sorted(Offer.BY_NAME).toList();
    Ledger ledger = new Ledger(named, room);
    List<PodFact> minding = pods.stream().filter(model::goesOneByOne).toList();
    if (minding.isEmpty()) {
      return byNumbers(pods, named, ledger);
    }
    model.fork();
    Resources demand =
        pods.stream().map(pod -> pod.needs().requests()).reduce(Resources.NONE, Resources::plus);
    CompanyPacking company = new CompanyPacking(model, named, ledger, demand);
    List<Packed.Unplaced> homeless = new ArrayList<>();
    List<PodFact> others = new ArrayList<>();
    for (PodFact pod : PendingClass.largestFirst(pods)) {
      if (!model.goesOneByOne(pod)) {
        others.add(pod);
      } else if (!placed(model, company, pod)) {
        List<Packed.Refused> why = refusals(model, company, ledger, pod, named);
        homeless.add(new Packed.Unplaced(pod.podKey(), why));
      }
    }
    others.removeIf(company::besideOthers);
    List<Packed.NewNode> nodes = company.nodes();
    model.revert();
    return new Packed(nodes, homeless).and(byNumbers(others, named, ledger));
  }

  private static boolean placed(ClusterModel model, CompanyPacking company, PodFact pod) {
    return model.refusalOfAll(pod) == null && (company.besideOthers(pod) || company.onNewNode(pod));
  }

  private static List<Packed.Refused> refusals(
      ClusterModel model, CompanyPacking company, Ledger ledger, PodFact pod, List<Offer> offers) {
    WhyNot ofAll = model.refusalOfAll(pod);
    if (ofAll != null) {
      return List.of(new Packed.Refused("", ofAll));
    }
    List<Packed.Refused> refusals = new ArrayList<>();
    for (int o = 0; o < offers.size(); o++) {
      WhyNot ofOffer = company.refusal(pod, o);
      WhyNot why = ofOffer != null ? ofOffer : ledger.refusal(o);
      if (why != null) {
        refusals.add(new Packed.Refused(offers.get(o).name(), why));
      }
    }
    return refusals;
  }

  /** Packs pods that only ask for room, whoever is near. */
  private static Packed byNumbers(List<PodFact> pods, List<Offer> named, Ledger ledger) {
    List<PendingClass> classes = PendingClass.of(pods);
    Figures figures = new Figures(classes, named);
    int[] demand = classes.stream().mapToInt(c -> c.pods().size()).toArray();
    Solution whole = new Solution(figures, demand, ledger);
    for (int[] tier : tiers(named).values()) {
      boolean more = true;
      while (more) {
        more = extend(whole, tier);
      }
    }
    return told(whole);
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

  /** Adds the best that the tier can do for what remains; false if it can do nothing. */
  private static boolean extend(Solution whole, int... tier) {
    Solution best = best(whole, tier);
    if (best.bins.isEmpty()) {
      return false;
    }
    best.bins.forEach(bin -> whole.buy(bin.offer, bin.counts, 1));
    return whole.unplaced() > 0;
  }

  private static Solution best(Solution start, int... tier) {
    List<Solution> candidates = new ArrayList<>();
    for (Buying way : Buying.values()) {
      candidates.add(attempt(start, way, tier));
    }
    IntStream.of(tier)
        .mapToObj(offer -> attempt(start, Buying.CHEAPEST_PER_SHARE, offer))
        .min(Solution.BEST_FIRST)
        .ifPresent(candidates::add);
    candidates.forEach(candidate -> new Improvement(candidate, tier).run());
    return Collections.min(candidates, Solution.BEST_FIRST);
  }

  private static Solution attempt(Solution start, Buying way, int... offers) {
    Solution solution = new Solution(start.figures, start.remaining, start.ledger);
    way.run(solution, offers);
    return solution;
  }

  private static Packed told(Solution solution) {
    List<PendingClass> classes = solution.figures.classes;
    List<Queue<PodKey>> waiting = new ArrayList<>();
    classes.forEach(c -> waiting.add(new ArrayDeque<>(c.pods())));
    List<Packed.NewNode> nodes = new ArrayList<>();
    for (Bin bin : solution.sorted()) {
      List<PodKey> pods = new ArrayList<>();
      for (int c = 0; c < bin.counts.length; c++) {
        for (int n = 0; n < bin.counts[c]; n++) {
          pods.add(waiting.get(c).remove());
        }
      }
      Collections.sort(pods);
      nodes.add(new Packed.NewNode(solution.figures.offers.get(bin.offer), pods));
    }
    List<Packed.Unplaced> unplaced = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      if (!waiting.get(c).isEmpty()) {
        List<Packed.Refused> refusals = refusals(solution, c);
        waiting.get(c).forEach(pod -> unplaced.add(new Packed.Unplaced(pod, refusals)));
      }
    }
    unplaced.sort(Comparator.comparing(Packed.Unplaced::pod));
    return new Packed(nodes, unplaced);
  }

  private static List<Packed.Refused> refusals(Solution solution, int podClass) {
    WhyNot unknown = Predicates.notSimulated(solution.figures.classes.get(podClass).needs());
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
    return refusals;
  }
}
