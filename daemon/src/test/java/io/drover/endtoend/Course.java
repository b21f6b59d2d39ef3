package io.drover.endtoend;

import io.drover.endtoend.Purchases.Purchase;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What was seen of a scenario while it ran. */
final class Course {
  private final Map<String, Set<Told.Hope>> everTold = new HashMap<>();
  private final Set<String> fitted = new HashSet<>();
  private final Map<String, Told> lastTold = new HashMap<>();
  private final Map<String, String> lastWords = new HashMap<>();
  private Map<String, Purchase> first = Map.of();
  private final Stillness stillness = new Stillness();
  private int rounds;
  private Glance now = new Glance(Map.of(), Map.of(), Map.of(), Map.of());

  /** Takes the glance in and says whether nothing more will happen. */
  boolean isOver(Glance glance, Purchases purchases) {
    now = glance;
    rounds = purchases.rounds();
    first = purchases.first();
    glance
        .told()
        .forEach(
            (pod, told) -> everTold.computeIfAbsent(pod, any -> new HashSet<>()).add(told.hope()));
    lastTold.putAll(glance.told());
    if (rounds <= 1) {
      glance.told().keySet().stream()
          .filter(pod -> glance.hope(pod) == Told.Hope.FITS)
          .forEach(fitted::add);
      lastWords.putAll(glance.waiting());
    }
    return stillness.reached(glance);
  }

  int rounds() {
    return rounds;
  }

  /** How it is in the end. */
  Glance end() {
    return now;
  }

  /** What the first plan bought, by pod. */
  Map<String, Purchase> first() {
    return first;
  }

  /** Pods that have a place by the first plan: one that is bought, or one that is there. */
  Set<String> placedFirst() {
    Set<String> placed = new HashSet<>(fitted);
    placed.addAll(first.keySet());
    return placed;
  }

  /** What the scheduler said of the pod last, before more was bought. */
  String lastWords(String pod) {
    return lastWords.getOrDefault(pod, "");
  }

  /** What was told of the pod at any time. */
  Set<Told.Hope> everTold(String pod) {
    return everTold.getOrDefault(pod, Set.of());
  }

  /** The reasons that the daemon told of the pod last. */
  Set<String> lastTold(String pod) {
    return lastTold.getOrDefault(pod, new Told(Set.of())).reasons();
  }

  @Override
  public String toString() {
    return "%d bound, waiting: %s".formatted(now.bound().size(), now.waiting());
  }
}
