package io.drover.rules.plan;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.scheduling.Balance;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Room;
import io.drover.rules.scheduling.WhyNot;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings groups up to their minimum, be it their owner's or one of the rules, beyond what is bought
 * anyway: each time the cheapest offer that the group's limits still have room for, of equal ones
 * in the zone with the fewest nodes.
 */
final class FillUp {
  private final Market market;
  private final Notes notes;
  private final Advice advice;
  private final Supplier<Balance> standing;
  private @Nullable Balance balance;

  /**
   * Fills nothing yet.
   *
   * @param balance of the nodes that are there, on their way, or bought anyway
   */
  FillUp(Market market, Notes notes, Advice advice, Supplier<Balance> balance) {
    this.market = market;
    this.notes = notes;
    this.advice = advice;
    this.standing = balance;
  }

  void fill(NodeGroupFact group) {
    int missing = market.missing(group, advice.least(group));
    if (missing <= 0) {
      return;
    }
    int forOwner = market.missing(group, group.spec().size().min());
    List<Offer> offers = market.offers(group);
    Comparator<Offer> bestFirst =
        Comparator.comparingLong(Offer::costMicros)
            .thenComparingInt(balanced()::inZone)
            .thenComparing(offer -> offer.offering().id());
    boolean more = true;
    for (int i = 0; i < missing && more; i++) {
      Room room = Objects.requireNonNull(market.left().get(group.name()));
      Optional<Offer> next =
          offers.stream().filter(offer -> room.refusal(offer) == null).min(bestFirst);
      Why why = i < forOwner ? Why.owner(forOwner) : byRule(group, missing);
      next.ifPresentOrElse(offer -> buy(offer, why), () -> stop(group, offers, room));
      more = next.isPresent();
    }
  }

  /** Why a node is bought. */
  private record Why(Reason reason, Justification justification) {
    static Why owner(int missing) {
      return new Why(
          Reason.GROUP_BELOW_MINIMUM,
          new Justification(List.of(), List.of("missing to min: " + missing)));
    }
  }

  private Why byRule(NodeGroupFact group, int missing) {
    Concluded<MinimumSize> rule = advice.beyondOwner(group).orElseThrow();
    List<String> facts = new ArrayList<>(rule.facts());
    facts.add("missing to the " + advice.least(group) + " that the rule wants: " + missing);
    return new Why(rule.reason(), new Justification(List.of(rule.rule()), facts));
  }

  private Balance balanced() {
    Balance known = balance;
    if (known == null) {
      known = standing.get();
      balance = known;
    }
    return known;
  }

  private void buy(Offer offer, Why why) {
    market.take(offer);
    balanced().add(offer);
    notes.act(
        new Action.BuyNode(
            offer.group(),
            offer.offering().id(),
            offer.offering().price(),
            List.of(),
            why.reason()),
        why.justification());
  }

  private void stop(NodeGroupFact group, List<Offer> offers, Room room) {
    String filling = "filling up to min " + advice.least(group) + ": ";
    WhyNot why = offers.isEmpty() ? null : room.refusal(offers.getFirst());
    if (why == null) {
      notes.group(group.name(), Reason.NO_GROUP_FITS, filling + "no offering can be had now");
    } else {
      notes.group(group.name(), Reason.of(why.cause()), filling + why.detail());
    }
  }
}
