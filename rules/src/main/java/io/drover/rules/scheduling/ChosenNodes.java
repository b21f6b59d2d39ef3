package io.drover.rules.scheduling;

import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.SelectorTerm;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one choice of nodes says of each node, asked once per shape. */
final class ChosenNodes {
  private static final String NAME_FIELD = "metadata.name";
  private static final WhyNot CONFLICT =
      new WhyNot(WhyNot.Cause.NODE_SELECTOR_MISMATCH, "pod affinity terms conflict");

  private final NodeChoice choice;
  private final boolean byName;
  private final @Nullable Set<String> named;
  private final @Nullable WhyNot contradiction;
  private final List<@Nullable Verdict> byShape = new ArrayList<>();

  private record Verdict(@Nullable WhyNot refusal, boolean matches, boolean tolerates) {}

  ChosenNodes(NodeChoice choice) {
    this.choice = choice;
    this.byName =
        choice.nodeName() != null
            || choice.affinity().stream().anyMatch(term -> !term.fields().isEmpty());
    this.named = named(choice.affinity());
    this.contradiction = Contradiction.of(choice);
  }

  /** The nodes that the terms name, null where some term names none (NodeAffinity's PreFilter). */
  private static @Nullable Set<String> named(List<SelectorTerm> terms) {
    Set<String> names = new HashSet<>();
    for (SelectorTerm term : terms) {
      Set<String> ofTerm = null;
      for (Requirement field : term.fields()) {
        if (field.key().equals(NAME_FIELD) && field.operator() == Requirement.Operator.IN) {
          if (ofTerm == null) {
            ofTerm = new HashSet<>(field.values());
          } else {
            ofTerm.retainAll(field.values());
          }
        }
      }
      if (ofTerm == null) {
        return null;
      }
      names.addAll(ofTerm);
    }
    return terms.isEmpty() ? null : names;
  }

  NodeChoice choice() {
    return choice;
  }

  /** What refuses the pod before any node is looked at. */
  @Nullable WhyNot refusalOfAll() {
    return named != null && named.isEmpty() ? CONFLICT : null;
  }

  /** Why no node at all can be chosen, null where some could be. */
  @Nullable WhyNot contradiction() {
    return contradiction;
  }

  /** The first filter that minds what the node itself is. */
  @Nullable WhyNot refusal(NodeSpace node) {
    return verdict(node).refusal;
  }

  /** Whether the pod's selector and affinity match the node. */
  boolean matches(NodeSpace node) {
    return verdict(node).matches;
  }

  /** Whether the pod tolerates the node's hard taints. */
  boolean tolerates(NodeSpace node) {
    return verdict(node).tolerates;
  }

  private Verdict verdict(NodeSpace node) {
    if (byName) {
      return judge(node);
    }
    int shape = node.shape();
    while (byShape.size() <= shape) {
      byShape.add(null);
    }
    Verdict known = byShape.get(shape);
    if (known == null) {
      known = judge(node);
      byShape.set(shape, known);
    }
    return known;
  }

  private Verdict judge(NodeSpace node) {
    boolean matches = NodeAffinity.matches(choice, node);
    boolean tolerates = TaintToleration.untolerated(choice, node) == null;
    boolean elsewhere = named != null && !named.contains(node.name());
    return new Verdict(
        elsewhere ? NodeAffinity.REFUSAL : Predicates.refusalOfNode(choice, node),
        matches,
        tolerates);
  }

  /** Shapes have new numbers. */
  void forget() {
    byShape.clear();
  }
}
