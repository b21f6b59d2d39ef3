package io.drover.rules.scheduling;

import io.drover.rules.facts.PodFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Pods that no selector of the model can tell apart, and who counts them. */
final class Likeness {
  /**
   * What selectors can see of a pod.
   *
   * @param labels only those that some selector looks at
   * @param leaving whether its deletion has begun; spread constraints do not count such a pod
   */
  record Key(String namespace, Map<String, String> labels, boolean leaving) {
    Key {
      labels = Map.copyOf(labels);
    }

    /** Whether it is what selectors see of the pod if they look at these labels. */
    boolean isOf(PodFact pod, Set<String> keys) {
      return leaving == (pod.state().deletingSince() != null)
          && namespace.equals(pod.podKey().namespace())
          && sees(pod.identity().labels(), keys);
    }

    private boolean sees(Map<String, String> others, Set<String> keys) {
      for (String key : keys) {
        if (!Objects.equals(labels.get(key), others.get(key))) {
          return false;
        }
      }
      return true;
    }

    /** The key as it were if only these labels were looked at. */
    Key seeing(Set<String> keys) {
      Map<String, String> seen = new HashMap<>(labels);
      seen.keySet().retainAll(keys);
      return new Key(namespace, seen, leaving);
    }
  }

  private final Key key;
  private final List<Census> countedBy = new ArrayList<>();
  private final List<Presence> keptAwayBy = new ArrayList<>();

  Likeness(Key key) {
    this.key = key;
  }

  Key key() {
    return key;
  }

  /** The censuses that count these pods wherever they stand. */
  List<Census> countedBy() {
    return countedBy;
  }

  /** Where pods stand whose anti-affinity means these pods. */
  List<Presence> keptAwayBy() {
    return keptAwayBy;
  }
}
