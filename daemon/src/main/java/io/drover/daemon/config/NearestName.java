package io.drover.daemon.config;

import io.drover.rules.explain.NearNames;
import java.util.Collection;
import java.util.Comparator;

/**
 * Guesses which of the known names was meant, by the number of letters that differ (Levenshtein),
 * whatever their case.
 */
final class NearestName {
  private NearestName() {}

  /** {@code " Did you mean 'x'?"} or nothing. */
  static String hint(String name, Collection<String> known) {
    int most = Math.clamp(name.length() / 3, 1, 3);
    return known.stream()
        .filter(candidate -> NearNames.distance(name, candidate) <= most)
        .min(Comparator.comparingInt(candidate -> NearNames.distance(name, candidate)))
        .map(candidate -> " Did you mean '" + candidate + "'?")
        .orElse("");
  }
}
