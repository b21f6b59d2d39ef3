package io.drover.rules.scheduling;

import io.drover.rules.facts.PodFact;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * Chooses among offers that cost the same and would all do: the one that the pods would rather
 * have, then one like what was planned, then the zone with the fewest nodes.
 */
final class Sites {
  private final List<Offer> offers;
  private final Wishes wishes;
  private final Balance balance;

  Sites(List<Offer> offers, Wishes wishes, Balance balance) {
    this.offers = offers;
    this.wishes = wishes;
    this.balance = balance;
  }

  /**
   * The offers, the best first.
   *
   * @param among numbers of offers of equal cost
   * @param planned the one that was planned
   * @param pods that will run on the node
   */
  List<Integer> bestFirst(List<Integer> among, int planned, Collection<PodFact> pods) {
    if (among.size() < 2) {
      return among;
    }
    List<Offer> all = among.stream().map(offers::get).toList();
    List<Standing> standings = new ArrayList<>();
    for (int offer : among) {
      Offer one = offers.get(offer);
      standings.add(
          new Standing(
              offer,
              wishes.of(pods, one),
              one.similar(offers.get(planned)),
              balance.inZone(one, all),
              balance.inGroup(one)));
    }
    standings.sort(Standing.BEST_FIRST);
    return standings.stream().map(Standing::offer).toList();
  }

  /** The node is planned so. */
  void settle(int offer, Collection<PodFact> pods) {
    wishes.settle(pods, offers.get(offer));
    balance.add(offers.get(offer));
  }

  /** One more pod is to run on a node that is planned so. */
  void join(int offer, PodFact pod) {
    wishes.settle(List.of(pod), offers.get(offer));
  }

  /** What speaks for an offer. */
  private record Standing(int offer, Wishes.Suits suits, boolean similar, int inZone, int inGroup) {
    static final Comparator<Standing> BEST_FIRST =
        Comparator.comparing(Standing::suits)
            .reversed()
            .thenComparing(standing -> !standing.similar)
            .thenComparingInt(Standing::inZone)
            .thenComparingInt(Standing::inGroup)
            .thenComparingInt(Standing::offer);
  }
}
