package io.drover.rules.plan;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.scheduling.Balance;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Room;
import io.drover.rules.scheduling.WhyNot;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Brings groups up to their minimum, beyond what is bought anyway: each time the cheapest offer
 * that the group's limits still have room for, of equal ones in the zone with the fewest nodes.
 */
final class FillUp {
  private final Market market;
  private final Notes notes;
  private final Supplier<Balance> standing;
  private @Nullable Balance balance;

  /**
   * Fills nothing yet.
   *
   * @param balance of the nodes that are there, on their way, or bought anyway
   */
  FillUp(Market market, Notes notes, Supplier<Balance> balance) {
    this.market = market;
    this.notes = notes;
    this.standing = balance;
  }

  void fill(NodeGroupFact group) {
    int missing = market.missing(group);
    if (missing <= 0) {
      return;
    }
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
      next.ifPresentOrElse(offer -> buy(offer, missing), () -> stop(group, offers, room));
      more = next.isPresent();
    }
  }

  private Balance balanced() {
    Balance known = balance;
    if (known == null) {
      known = standing.get();
      balance = known;
    }
    return known;
  }

  private void buy(Offer offer, int missing) {
    market.take(offer);
    balanced().add(offer);
    notes.act(
        new Action.BuyNode(
            offer.group(),
            offer.offering().id(),
            offer.offering().price(),
            List.of(),
            Reason.GROUP_BELOW_MINIMUM),
        new Justification(List.of(), List.of("missing to min: " + missing)));
  }

  private void stop(NodeGroupFact group, List<Offer> offers, Room room) {
    String filling = "filling up to min " + group.spec().size().min() + ": ";
    WhyNot why = offers.isEmpty() ? null : room.refusal(offers.getFirst());
    if (why == null) {
      notes.group(group.name(), Reason.NO_GROUP_FITS, filling + "no offering can be had now");
    } else {
      notes.group(group.name(), Reason.of(why.cause()), filling + why.detail());
    }
  }
}
