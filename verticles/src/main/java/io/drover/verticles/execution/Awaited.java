package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact.Purchase;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The pods of a purchase that its record names, so that it can be told later whether it was of use
 * to them: one of each kind comes first, as pods of one kind fare alike.
 */
final class Awaited {
  private Awaited() {}

  /** Their uids, at most {@link Purchase#MOST_PODS}. */
  static List<String> of(List<PodKey> pods, World world) {
    Set<PodNeeds> kinds = new HashSet<>();
    List<String> first = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (PodKey key : pods) {
      PodFact pod = world.pod(key).orElse(null);
      if (pod != null) {
        (kinds.add(pod.needs()) ? first : others).add(pod.identity().uid());
      }
    }
    first.addAll(others);
    return first.stream().limit(Purchase.MOST_PODS).toList();
  }
}
