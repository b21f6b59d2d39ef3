package io.drover.rules.plan;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Room;
import io.drover.rules.scheduling.WhyNot;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Brings groups up to their minimum, beyond what is bought anyway: each time the cheapest offer
 * that the group's limits still have room for.
 */
final class FillUp {
  private static final Comparator<Offer> CHEAPEST_FIRST =
      Comparator.comparing((Offer offer) -> offer.offering().price())
          .thenComparing(offer -> offer.offering().id());

  private final Market market;
  private final Notes notes;

  FillUp(Market market, Notes notes) {
    this.market = market;
    this.notes = notes;
  }

  void fill(NodeGroupFact group) {
    int missing = market.missing(group);
    if (missing <= 0) {
      return;
    }
    List<Offer> offers = market.offers(group).stream().sorted(CHEAPEST_FIRST).toList();
    boolean more = true;
    for (int i = 0; i < missing && more; i++) {
      Room room = Objects.requireNonNull(market.left().get(group.name()));
      Optional<Offer> next =
          offers.stream().filter(offer -> room.refusal(offer) == null).findFirst();
      next.ifPresentOrElse(offer -> buy(offer, missing), () -> stop(group, offers, room));
      more = next.isPresent();
    }
  }

  private void buy(Offer offer, int missing) {
    market.take(offer);
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
