package io.drover.rules.lifecycle;

import io.drover.rules.facts.PodFact;
import java.util.List;
import java.util.function.Predicate;

/**
 * Whose turn it is to leave a node that is drained: ordinary pods first, what keeps the node in
 * service for them afterwards.
 */
final class EvictionOrder {
  /** Priority of {@code system-cluster-critical}, the lower of the two system classes. */
  private static final int SYSTEM_CRITICAL = 2_000_000_000;

  private EvictionOrder() {}

  /** The pods to evict now; none while those whose turn it is all terminate already. */
  static List<PodFact> turn(List<PodFact> mustLeave) {
    List<PodFact> ordinary =
        mustLeave.stream().filter(Predicate.not(EvictionOrder::critical)).toList();
    return staying(ordinary.isEmpty() ? mustLeave : ordinary);
  }

  /** All pods that do not terminate yet, for when there is no time for turns. */
  static List<PodFact> staying(List<PodFact> mustLeave) {
    return mustLeave.stream().filter(pod -> pod.state().deletingSince() == null).toList();
  }

  private static boolean critical(PodFact pod) {
    return pod.traits().priority() >= SYSTEM_CRITICAL;
  }
}
