package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Chance from a seed. */
final class Dice {
  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Whether it happens that happens so often. */
  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  /** A number from the lowest to the highest. */
  int between(int lowest, int highest) {
    return random.nextInt(lowest, highest + 1);
  }

  <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  /** One of them, or null so often. */
  <T> @Nullable T pickOrNull(int percentNull, List<T> from) {
    return chance(percentNull) ? null : pick(from);
  }

  /** Different ones, so many, or all if there are fewer. */
  <T> List<T> some(int count, List<T> from) {
    List<T> left = new ArrayList<>(from);
    List<T> chosen = new ArrayList<>();
    while (chosen.size() < count && !left.isEmpty()) {
      chosen.add(left.remove(random.nextInt(left.size())));
    }
    return chosen;
  }
}
