package io.drover.rules.scheduling;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.NamespaceFact;
import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.References;
import io.drover.rules.facts.SpreadConstraint;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who is counted where, for all constraints of a model's pods. */
final class Censuses {
  private final References references;
  private final Shapes shapes;
  private final Collection<NodeSpace> nodes;
  private final Volumes volumes;
  private final Map<String, Topology> topologies = new HashMap<>();
  private final Map<Spread.Rule, Spread> spreads = new LinkedHashMap<>();
  private final Map<Companions, Presence> companions = new LinkedHashMap<>();
  private final Map<AffinityTerm, Presence> owners = new LinkedHashMap<>();
  private boolean lookingAtNamespaces;

  /** Pods that match all of the terms. */
  private record Companions(List<AffinityTerm> terms, Topology topology) {}

  /**
   * A registry without any census.
   *
   * @param nodes all nodes of the model, as they are at any moment
   * @param volumes who uses which claim
   */
  Censuses(References references, Shapes shapes, Collection<NodeSpace> nodes, Volumes volumes) {
    this.references = references;
    this.shapes = shapes;
    this.nodes = nodes;
    this.volumes = volumes;
  }

  /** Whether some term chooses namespaces by their labels. */
  boolean lookAtNamespaces() {
    return lookingAtNamespaces;
  }

  /** Whether some constraint asks for the values of the label as domains. */
  boolean askFor(String topologyKey) {
    return topologies.containsKey(topologyKey);
  }

  /** Forgets all censuses. */
  void restart() {
    spreads.clear();
    companions.clear();
    owners.clear();
    volumes.restart();
  }

  /** A node has come, without pods as yet. */
  void come(NodeSpace node) {
    spreads.values().forEach(spread -> spread.come(node));
  }

  /** A node has gone, its pods before it. */
  void go(NodeSpace node) {
    spreads.values().forEach(spread -> spread.go(node));
  }

  /**
   * The node is to go: whoever minds the taints of nodes looks at it no more.
   *
   * @return whether anybody does, so that other nodes may take pods that they did not take before
   */
  boolean leave(NodeSpace node) {
    List<Spread> minding = minding(node, -1);
    minding.forEach(spread -> spread.go(node));
    node.leaving(true);
    return !minding.isEmpty();
  }

  /** It is not to go after all. */
  void stay(NodeSpace node) {
    node.leaving(false);
    List<Spread> minding = spreads.values().stream().filter(Spread::mindsDrains).toList();
    minding.forEach(spread -> spread.come(node));
    minding(node, 1);
  }

  /** Has the pods on the node counted so many times more by those that mind, and says who does. */
  private List<Spread> minding(NodeSpace node, int times) {
    List<Spread> minding = spreads.values().stream().filter(Spread::mindsDrains).toList();
    for (Spread spread : minding) {
      node.tenants()
          .forEach(
              (tenants, count) -> {
                if (spread.means(tenants.likeness().key())) {
                  spread.count(node, times * count);
                }
              });
    }
    return minding;
  }

  /** Says who counts new pods, and who keeps them away. */
  void introduce(Likeness likeness) {
    spreads.values().stream()
        .filter(s -> s.means(likeness.key()))
        .forEach(likeness.countedBy()::add);
    companions.values().stream()
        .filter(presence -> presence.means(likeness.key()))
        .forEach(likeness.countedBy()::add);
    owners.forEach(
        (term, presence) -> {
          if (presence.means(likeness.key())) {
            likeness.keptAwayBy().add(presence);
          }
        });
  }

  /** The rules of a new class. */
  PodClass.Rules rules(PodNeeds needs, Likeness likeness, Collection<Likeness> all) {
    ChosenNodes chosen = shapes.chosenBy(needs.nodes(), nodes);
    List<AffinityTerm> near = needs.company().affinity();
    List<Presence> companionsOf =
        near.stream().map(term -> companions(near, topology(term.topologyKey()), all)).toList();
    List<Presence> apart =
        needs.company().antiAffinity().stream()
            .map(term -> companions(List.of(term), topology(term.topologyKey()), all))
            .toList();
    List<Presence> owned =
        needs.company().antiAffinity().stream().distinct().map(term -> owners(term, all)).toList();
    boolean self =
        !near.isEmpty() && near.stream().allMatch(term -> meansIncoming(term, likeness.key()));
    return new PodClass.Rules(
        chosen,
        spread(needs, likeness, all),
        new InterPodAffinity(companionsOf, self, apart, likeness.keptAwayBy()),
        owned,
        volumes.mounts(needs.volumes(), likeness.key().namespace()));
  }

  private PodTopologySpread spread(PodNeeds needs, Likeness likeness, Collection<Likeness> all) {
    List<SpreadConstraint> constraints = needs.company().spread();
    if (constraints.isEmpty()) {
      return PodTopologySpread.NONE;
    }
    List<Topology> keys =
        constraints.stream().map(each -> topology(each.topologyKey())).distinct().toList();
    List<PodTopologySpread.Rule> rules = new ArrayList<>();
    for (SpreadConstraint constraint : constraints) {
      Spread.Rule rule =
          new Spread.Rule(
              likeness.key().namespace(),
              constraint.selector(),
              topology(constraint.topologyKey()),
              keys,
              constraint.honorsAffinity() ? matching(needs.nodes()) : null,
              constraint.honorsTaints() ? tolerating(needs.nodes()) : null);
      Spread spread = spreads.get(rule);
      if (spread == null) {
        spread = new Spread(rule);
        nodes.forEach(spread::come);
        begin(spread, all);
        spreads.put(rule, spread);
      }
      boolean self = constraint.selector().matches(likeness.key().labels());
      rules.add(
          new PodTopologySpread.Rule(
              spread, constraint.maxSkew(), constraint.minDomains(), self ? 1 : 0));
    }
    return new PodTopologySpread(List.copyOf(rules));
  }

  private @Nullable ChosenNodes matching(NodeChoice choice) {
    return choice.nodeSelector().isEmpty() && choice.affinity().isEmpty()
        ? null
        : shapes.chosenBy(
            new NodeChoice(null, choice.nodeSelector(), choice.affinity(), List.of()), nodes);
  }

  private ChosenNodes tolerating(NodeChoice choice) {
    return shapes.chosenBy(NodeChoice.ANY.tolerating(choice.tolerations()), nodes);
  }

  private Presence companions(
      List<AffinityTerm> terms, Topology topology, Collection<Likeness> all) {
    Companions key = new Companions(terms, topology);
    Presence known = companions.get(key);
    if (known == null) {
      known =
          new Presence(
              topology, pods -> terms.stream().allMatch(term -> meansIncoming(term, pods)));
      companions.put(key, known);
      begin(known, all);
    }
    return known;
  }

  /** Counts those who stand there already, and has newcomers counted. */
  private void begin(Census census, Collection<Likeness> all) {
    all.stream()
        .filter(likeness -> census.means(likeness.key()))
        .forEach(likeness -> likeness.countedBy().add(census));
    for (NodeSpace node : nodes) {
      node.tenants()
          .forEach(
              (tenants, count) -> {
                if (census.means(tenants.likeness().key())) {
                  census.count(node, count);
                }
              });
    }
  }

  private Presence owners(AffinityTerm term, Collection<Likeness> all) {
    Presence known = owners.get(term);
    if (known == null) {
      Presence made = new Presence(topology(term.topologyKey()), pods -> meansNewcomer(term, pods));
      owners.put(term, made);
      all.stream()
          .filter(likeness -> made.means(likeness.key()))
          .forEach(likeness -> likeness.keptAwayBy().add(made));
      known = made;
    }
    return known;
  }

  private Topology topology(String key) {
    return topologies.computeIfAbsent(key, any -> new Topology(key, topologies.size()));
  }

  /** Tells all counts. */
  void draw(Portrait portrait) {
    spreads
        .values()
        .forEach(
            spread ->
                portrait.count(spread.meaning(), List.of(spread.byDomain(), spread.fewest(1))));
    companions.forEach(
        (key, presence) ->
            portrait.count(List.of(key.terms, key.topology.key()), presence.byDomain()));
    owners.forEach((term, presence) -> portrait.count(List.of(term), presence.byDomain()));
  }

  /** Whether a pod's own term means pods that are there: their namespace must be known. */
  private boolean meansIncoming(AffinityTerm term, Likeness.Key pods) {
    lookingAtNamespaces |= !term.namespaceSelector().requirements().isEmpty();
    boolean place =
        term.namespaces().contains(pods.namespace())
            || term.namespaceSelector().requirements().isEmpty()
            || references
                .namespace(pods.namespace())
                .map(NamespaceFact::labels)
                .filter(term.namespaceSelector()::matches)
                .isPresent();
    return place && term.selector().matches(pods.labels());
  }

  /** Whether the term of a pod that is there means a newcomer. */
  private boolean meansNewcomer(AffinityTerm term, Likeness.Key pods) {
    lookingAtNamespaces |= !term.namespaceSelector().requirements().isEmpty();
    Optional<NamespaceFact> namespace = references.namespace(pods.namespace());
    boolean place =
        term.namespaces().contains(pods.namespace())
            || term.namespaceSelector()
                .matches(namespace.map(NamespaceFact::labels).orElse(Map.of()));
    return place && term.selector().matches(pods.labels());
  }
}
