package io.drover.rules.scheduling;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.Resources;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What each group may still buy while nodes are planned: reserved with each, given back if not. */
final class Ledger {
  private static final Room NO_ROOM = new Room(0, Resources.NONE, null);

  private final List<Offer> offers;
  private final Map<GroupName, Room> room;

  Ledger(List<Offer> offers, Map<GroupName, Room> room) {
    this.offers = offers;
    this.room = new HashMap<>(room);
  }

  Ledger copy() {
    return new Ledger(offers, room);
  }

  /** How many nodes of the offer the group may buy, at most so many. */
  int affordable(int offer, int wanted) {
    Offer one = offers.get(offer);
    return room(one).affordable(one.offering(), wanted);
  }

  private Room room(Offer offer) {
    return room.getOrDefault(offer.group(), NO_ROOM);
  }

  void reserve(int offer, int nodes) {
    if (affordable(offer, nodes) < nodes) {
      throw new IllegalStateException("a planned node exceeds its group's room");
    }
    change(offer, nodes);
  }

  void giveBack(int offer) {
    change(offer, -1);
  }

  /** Exchanges a planned node for one of another offer, or changes nothing. */
  boolean exchange(int old, int offer) {
    giveBack(old);
    boolean room = affordable(offer, 1) == 1;
    reserve(room ? offer : old, 1);
    return room;
  }

  /** Exchanges two planned nodes for one of another offer, or changes nothing. */
  boolean exchange(int one, int two, int offer) {
    giveBack(one);
    giveBack(two);
    if (affordable(offer, 1) == 1) {
      reserve(offer, 1);
      return true;
    }
    reserve(one, 1);
    reserve(two, 1);
    return false;
  }

  /** Exchanges planned nodes for another offer's, or changes nothing. */
  boolean exchange(List<Bin> old, int offer) {
    old.forEach(bin -> giveBack(bin.offer));
    if (affordable(offer, 1) == 1) {
      reserve(offer, 1);
      return true;
    }
    old.forEach(bin -> reserve(bin.offer, 1));
    return false;
  }

  /** Why the group may not buy one more node of the offer, null if it may. */
  @Nullable WhyNot refusal(int offer) {
    Offer one = offers.get(offer);
    return room(one).refusal(one);
  }

  private void change(int offer, int nodes) {
    Offer one = offers.get(offer);
    room.computeIfPresent(one.group(), (group, left) -> left.less(one.offering(), nodes));
  }
}
