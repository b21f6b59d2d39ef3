package io.drover.rules.scheduling;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Resources;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a group may still buy.
 *
 * @param nodes how many more it may have
 * @param inThisPlan how many more one plan may buy
 * @param resources capacity that may still be added, by resource; one that is not named is
 *     unlimited. Not {@link Resources}, which cannot name a zero
 * @param price that may still be spent per hour, null where unlimited
 */
public record Room(
    int nodes, int inThisPlan, SortedMap<String, Long> resources, @Nullable Price price) {
  public Room {
    resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
  }

  public Room(int nodes, Resources resources, @Nullable Price price) {
    this(nodes, Integer.MAX_VALUE, resources.amounts(), price);
  }

  /** What is left of a group's limits when it has so much already. */
  public static Room under(GroupSpec.Limits limits, int nodes, Resources has, Price spends) {
    TreeMap<String, Long> left = new TreeMap<>();
    limits.resources().forEach((name, limit) -> left.put(name, Math.max(0, limit - has.get(name))));
    Price total = limits.price();
    Price price =
        total == null
            ? null
            : new Price(Math.max(0, total.microsPerHour() - spends.microsPerHour()));
    return new Room(nodes, Integer.MAX_VALUE, left, price);
  }

  /** The same room for a plan that may buy so many nodes at most. */
  public Room inOnePlan(int most) {
    return new Room(nodes, most, resources, price);
  }

  /** What is left after so many nodes of the offering were bought; a negative number gives back. */
  public Room less(OfferingFact offering, int bought) {
    TreeMap<String, Long> left = new TreeMap<>(resources);
    left.replaceAll((name, amount) -> amount - bought * offering.capacity().get(name));
    Price after =
        price == null
            ? null
            : new Price(price.microsPerHour() - bought * offering.price().microsPerHour());
    return new Room(nodes - bought, inThisPlan - bought, left, after);
  }

  /** How many nodes of the offering there is room for, at most so many. */
  int affordable(OfferingFact offering, int wanted) {
    long affordable = Math.min(wanted, Math.max(0, Math.min(nodes, inThisPlan)));
    for (Map.Entry<String, Long> limit : resources.entrySet()) {
      long each = offering.capacity().get(limit.getKey());
      if (each > 0) {
        affordable = Math.min(affordable, limit.getValue() / each);
      }
    }
    long each = offering.price().microsPerHour();
    if (price != null && each > 0) {
      affordable = Math.min(affordable, price.microsPerHour() / each);
    }
    return (int) Math.max(0, affordable);
  }

  /** Whether there is room for so many nodes of the offer together. */
  public boolean holds(Offer offer, int together) {
    return affordable(offer.offering(), together) >= together;
  }

  /** Why not one more node of the offer, null if there is room for it. */
  public @Nullable WhyNot refusal(Offer offer) {
    if (affordable(offer.offering(), 1) > 0) {
      return null;
    }
    String group = "node group " + offer.group();
    if (nodes <= 0) {
      return new WhyNot(WhyNot.Cause.GROUP_AT_MAXIMUM, group + " may have no more nodes");
    }
    return inThisPlan <= 0
        ? new WhyNot(WhyNot.Cause.PLAN_LIMIT_REACHED, "one plan buys no more for " + group)
        : new WhyNot(
            WhyNot.Cause.GROUP_LIMIT_REACHED, "one more node would exceed the limits of " + group);
  }
}
