package io.drover.rules.scheduling;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Resources;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a group may still buy.
 *
 * @param nodes how many more
 * @param resources capacity that may still be added, by resource; one that is not named is
 *     unlimited. Not {@link Resources}, which cannot name a zero
 * @param price that may still be spent per hour, null where unlimited
 */
public record Room(int nodes, SortedMap<String, Long> resources, @Nullable Price price) {
  public Room {
    resources = Collections.unmodifiableSortedMap(new TreeMap<>(resources));
  }

  public Room(int nodes, Resources resources, @Nullable Price price) {
    this(nodes, resources.amounts(), price);
  }

  /** What is left of a group's limits when it has so much already. */
  public static Room under(GroupSpec.Limits limits, int nodes, Resources has, Price spends) {
    TreeMap<String, Long> left = new TreeMap<>();
    limits
        .resources()
        .amounts()
        .forEach((name, limit) -> left.put(name, Math.max(0, limit - has.get(name))));
    Price total = limits.price();
    Price price =
        total == null
            ? null
            : new Price(Math.max(0, total.microsPerHour() - spends.microsPerHour()));
    return new Room(nodes, left, price);
  }

  /** What is left after so many nodes of the offering were bought; a negative number gives back. */
  Room less(OfferingFact offering, int bought) {
    TreeMap<String, Long> left = new TreeMap<>(resources);
    left.replaceAll((name, amount) -> amount - bought * offering.capacity().get(name));
    Price after =
        price == null
            ? null
            : new Price(price.microsPerHour() - bought * offering.price().microsPerHour());
    return new Room(nodes - bought, left, after);
  }
}
