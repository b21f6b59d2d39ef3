package io.drover.rules.scheduling;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.NamespaceFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.SpreadConstraint;
import io.drover.rules.facts.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * How many pods of a kind run in each domain of a label, for preferences; planned ones counted. A
 * kind is counted when it is first asked for, so that what nobody prefers costs nothing.
 */
final class DomainCounts {
  /** Kinds that are counted; of those that are asked for later nobody is known anywhere. */
  private static final int MOST_KINDS = 32;

  private final World world;
  private final Map<Kind, Tally> tallies = new LinkedHashMap<>();
  private final List<Planned> planned = new ArrayList<>();

  /** Pods that a preference means, by the label whose values are the domains. */
  private record Kind(String topologyKey, Object meant) {}

  /** The pods of a spread constraint. */
  private record OfSpread(String namespace, Object selector) {}

  /** Pods that are to run on a node with these labels. */
  private record Planned(Collection<PodFact> pods, Map<String, String> labels) {}

  /** How many there are, by domain. */
  private record Tally(String topologyKey, Predicate<PodFact> means, Map<String, Long> byDomain) {
    void add(Planned node) {
      String domain = node.labels.get(topologyKey);
      if (domain != null) {
        byDomain.merge(domain, node.pods.stream().filter(means).count(), Long::sum);
      }
    }
  }

  DomainCounts(World world) {
    this.world = world;
  }

  /** Pods that the constraint counts, in the domain of a node with these labels. */
  long spread(String namespace, SpreadConstraint constraint, Map<String, String> labels) {
    return count(
        new Kind(constraint.topologyKey(), new OfSpread(namespace, constraint.selector())),
        pod ->
            pod.podKey().namespace().equals(namespace)
                && pod.state().deletingSince() == null
                && !constraint.selector().requirements().isEmpty()
                && constraint.selector().matches(pod.identity().labels()),
        labels);
  }

  /** Pods that the term means, in the domain of a node with these labels. */
  long near(AffinityTerm term, Map<String, String> labels) {
    return count(new Kind(term.topologyKey(), term), pod -> means(term, pod), labels);
  }

  private boolean means(AffinityTerm term, PodFact pod) {
    String namespace = pod.podKey().namespace();
    return term.selector().matches(pod.identity().labels())
        && (term.namespaces().contains(namespace)
            || term.namespaceSelector()
                .matches(world.namespace(namespace).map(NamespaceFact::labels).orElse(Map.of())));
  }

  /** Nobody runs yet on a node that is still to come, so that its own name is no domain. */
  private long count(Kind kind, Predicate<PodFact> means, Map<String, String> labels) {
    String domain =
        kind.topologyKey.equals(Templates.HOST_NAME) ? null : labels.get(kind.topologyKey);
    if (domain == null) {
      return 0;
    }
    Tally tally = tallies.get(kind);
    if (tally == null && tallies.size() < MOST_KINDS) {
      tally = tally(kind, means);
      tallies.put(kind, tally);
    }
    return tally == null ? 0 : tally.byDomain.getOrDefault(domain, 0L);
  }

  private Tally tally(Kind kind, Predicate<PodFact> means) {
    Tally tally = new Tally(kind.topologyKey, means, new HashMap<>());
    for (PodFact pod : world.pods()) {
      String place = place(pod, kind.topologyKey);
      if (place != null && means.test(pod)) {
        tally.byDomain.merge(place, 1L, Long::sum);
      }
    }
    planned.forEach(tally::add);
    return tally;
  }

  private @Nullable String place(PodFact pod, String topologyKey) {
    NodeName node = pod.state().nodeName();
    return node == null || pod.state().scheduling() != PodFact.Scheduling.BOUND
        ? null
        : world.node(node).map(NodeFact::labels).map(l -> l.get(topologyKey)).orElse(null);
  }

  /** These pods are to run on a node with these labels. */
  void add(Collection<PodFact> pods, Map<String, String> labels) {
    Planned node = new Planned(pods, labels);
    planned.add(node);
    tallies.values().forEach(tally -> tally.add(node));
  }
}
