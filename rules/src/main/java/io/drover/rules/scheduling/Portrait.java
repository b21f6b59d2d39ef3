package io.drover.rules.scheduling;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * All that a model holds, said so that it does not depend on how the model came to it: not on the
 * numbers that it gave, nor on the order in which things came.
 */
final class Portrait {
  private final Map<String, Object> says = new LinkedHashMap<>();
  private final Map<List<Object>, Object> counts = new LinkedHashMap<>();

  /**
   * Draws what is there.
   *
   * @param labels of pods that classes are told apart by; others are left out
   */
  static Portrait of(Occupancy occupancy, Set<String> labels) {
    Portrait portrait = new Portrait();
    for (NodeSpace node : occupancy.nodes()) {
      node.draw(portrait, occupancy.table(), labels);
    }
    occupancy.draw(portrait);
    occupancy.censuses().draw(portrait);
    return portrait;
  }

  void say(String what, Object value) {
    says.put(what, value);
  }

  /** A census, by all that makes it what it is. */
  void count(List<Object> what, Object value) {
    counts.put(what, value);
  }

  /**
   * The first thing that it says otherwise than the truth, empty if there is none. What only it
   * still counts is of pods that are gone, or wait.
   */
  Optional<String> differsFrom(Portrait truth) {
    return difference(says, truth.says)
        .or(() -> difference(counts, truth.counts))
        .or(() -> difference(truth.says, says).map(less -> "only followed: " + less));
  }

  private static <K> Optional<String> difference(Map<K, Object> said, Map<K, Object> truth) {
    return truth.entrySet().stream()
        .filter(is -> !is.getValue().equals(said.get(is.getKey())))
        .findFirst()
        .map(is -> "%s: %s, not %s".formatted(is.getKey(), is.getValue(), said.get(is.getKey())));
  }
}
