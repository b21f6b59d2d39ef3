package io.drover.rules.scheduling;

import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.SelectorTerm;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Node selector and one term of the required node affinity must match the node. */
record NodeAffinity() implements Filter {
  private static final WhyNot REFUSAL =
      new WhyNot(
          WhyNot.Cause.NODE_SELECTOR_MISMATCH, "node(s) didn't match Pod's node affinity/selector");

  @Override
  public @Nullable WhyNot refuses(PodNeeds needs, NodeSpace node) {
    boolean selected =
        needs.nodeSelector().entrySet().stream()
            .allMatch(wanted -> wanted.getValue().equals(node.labels().get(wanted.getKey())));
    boolean attracted =
        needs.affinity().isEmpty()
            || needs.affinity().stream().anyMatch(term -> matches(term, node));
    return selected && attracted ? null : REFUSAL;
  }

  private static boolean matches(SelectorTerm term, NodeSpace node) {
    if (term.expressions().isEmpty() && term.fields().isEmpty()) {
      return false;
    }
    Map<String, String> fields = Map.of("metadata.name", node.name());
    return term.expressions().stream().allMatch(wanted -> wanted.matches(node.labels()))
        && term.fields().stream().allMatch(wanted -> wanted.matches(fields));
  }
}
