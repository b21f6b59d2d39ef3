package io.drover.endtoend.scheduling;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * What is said of a pod and a node.
 *
 * @param plugin the first that refuses, empty if the pod fits
 * @param reasons sorted, in the plugin's words
 */
record Verdict(String plugin, List<String> reasons) {
  static final Verdict FITS = new Verdict("", List.of());

  Verdict {
    reasons = List.copyOf(reasons);
  }

  /** Of texts that may hold several reasons, with commas between. */
  static Verdict of(String plugin, Collection<String> texts) {
    return new Verdict(
        plugin, texts.stream().flatMap(text -> Arrays.stream(text.split(", "))).sorted().toList());
  }
}
