package io.drover.rules.plan;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeName;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is kept from one plan to the next where the cluster cannot keep it. A restart forgets it,
 * and what is not known counts as "just now", never as "long ago".
 *
 * @param unneededSince by node of an observed group, on which nothing may be noted
 */
public record Remembered(Map<NodeName, Instant> unneededSince) {
  public static final Remembered NOTHING = new Remembered(Map.of());

  public Remembered {
    unneededSince = Map.copyOf(unneededSince);
  }

  /** What of it still holds for the question's world. */
  Remembered on(Question question) {
    Set<NodeName> observed = new HashSet<>();
    for (ManagedNodeFact record : question.world().managedNodes()) {
      NodeName node = record.progress().nodeName();
      if (node != null
          && Counted.counts(record)
          && question.world().group(record.group()).filter(question::observes).isPresent()) {
        observed.add(node);
      }
    }
    Map<NodeName, Instant> since = new HashMap<>(unneededSince);
    since.keySet().retainAll(observed);
    return new Remembered(since);
  }

  /** With the marks of observed nodes that a plan has told, and without those that it took away. */
  Remembered after(List<Planned> actions, Question question) {
    Map<NodeName, Instant> since = new HashMap<>(unneededSince);
    for (Planned planned : actions) {
      if (question.world().group(planned.action().group()).filter(question::observes).isPresent()) {
        switch (planned.action()) {
          case Action.MarkCandidate mark -> since.put(mark.node(), mark.since());
          case Action.ClearCandidate clear -> since.remove(clear.node());
          case Action.BuyNode bought -> {}
          case Action.RemoveNode removed -> {}
        }
      }
    }
    return new Remembered(since);
  }
}
