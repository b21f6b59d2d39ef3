package io.drover.rules.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often a group took room away and bought it again for the same pods soon after. A node that is
 * removed once its pods have ended is none of it.
 *
 * @param moved owners of pods that were moved when a node went, by {@code namespace/kind/name}, and
 *     when that was last
 * @param boughtAgain when room was bought for pods of such an owner, newest last
 */
public record Swings(SortedMap<String, Instant> moved, List<Instant> boughtAgain) {
  public static final Swings NONE = new Swings(new TreeMap<>(), List.of());

  /** For so long after its pods were moved, room that is bought for an owner is bought again. */
  public static final Duration SOON = Duration.ofMinutes(30);

  /** So many times within {@link #WINDOW} freeze the group. */
  public static final int MANY = 3;

  public static final Duration WINDOW = Duration.ofHours(2);

  /** For so long after the last of them no node goes of the group's own accord. */
  public static final Duration FREEZE = Duration.ofHours(1);

  private static final int MOST_OWNERS = 50;

  public Swings {
    moved = Collections.unmodifiableSortedMap(new TreeMap<>(moved));
    boughtAgain = List.copyOf(boughtAgain);
  }

  /** With what a plan does: these owners' pods are moved, and for those room is bought. */
  public Swings after(Collection<String> moving, Collection<String> buying, Instant now) {
    TreeMap<String, Instant> owners = new TreeMap<>(moved);
    owners.values().removeIf(at -> at.isBefore(now.minus(SOON)));
    List<Instant> again = new ArrayList<>(boughtAgain);
    again.removeIf(at -> at.isBefore(now.minus(WINDOW)));
    if (owners.keySet().removeAll(List.copyOf(buying))) {
      again.add(now);
    }
    moving.forEach(owner -> owners.put(owner, now));
    while (owners.size() > MOST_OWNERS) {
      owners.remove(
          Collections.min(owners.entrySet(), Comparator.comparing(Map.Entry::getValue)).getKey());
    }
    return new Swings(owners, again.subList(Math.max(0, again.size() - MANY), again.size()));
  }

  /** Until when no node goes of the group's own accord; empty where any may. */
  public Optional<Instant> frozenUntil(Instant now) {
    if (boughtAgain.size() < MANY || boughtAgain.getFirst().isBefore(now.minus(WINDOW))) {
      return Optional.empty();
    }
    Instant until = boughtAgain.getLast().plus(FREEZE);
    return now.isBefore(until) ? Optional.of(until) : Optional.empty();
  }
}
