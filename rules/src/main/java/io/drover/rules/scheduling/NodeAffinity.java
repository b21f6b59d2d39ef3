package io.drover.rules.scheduling;

import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.SelectorTerm;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Node selector and one term of the required node affinity must match the node. */
record NodeAffinity() implements NodeFilter {
  static final WhyNot REFUSAL =
      new WhyNot(
          WhyNot.Cause.NODE_SELECTOR_MISMATCH, "node(s) didn't match Pod's node affinity/selector");

  @Override
  public @Nullable WhyNot refuses(NodeChoice choice, NodeSpace node) {
    return matches(choice, node) ? null : REFUSAL;
  }

  static boolean matches(NodeChoice choice, NodeSpace node) {
    boolean selected =
        choice.nodeSelector().entrySet().stream()
            .allMatch(wanted -> wanted.getValue().equals(node.labels().get(wanted.getKey())));
    return selected && attracted(choice.affinity(), node.name(), node.labels());
  }

  /** Whether one of the terms matches the node, or there are none. */
  static boolean attracted(Iterable<SelectorTerm> terms, String name, Map<String, String> labels) {
    boolean any = false;
    for (SelectorTerm term : terms) {
      any = true;
      if (matches(term, name, labels)) {
        return true;
      }
    }
    return !any;
  }

  private static boolean matches(SelectorTerm term, String name, Map<String, String> labels) {
    if (term.expressions().isEmpty() && term.fields().isEmpty()) {
      return false;
    }
    Map<String, String> fields = Map.of("metadata.name", name);
    return term.expressions().stream().allMatch(wanted -> wanted.matches(labels))
        && term.fields().stream().allMatch(wanted -> wanted.matches(fields));
  }
}
