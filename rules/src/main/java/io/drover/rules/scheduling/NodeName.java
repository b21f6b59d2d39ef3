package io.drover.rules.scheduling;

import io.drover.rules.facts.NodeChoice;
import org.jspecify.annotations.Nullable;

/** A pod that names its node stands on no other. */
record NodeName() implements NodeFilter {
  private static final WhyNot REFUSAL =
      new WhyNot(WhyNot.Cause.NODE_NAME_MISMATCH, "node(s) didn't match the requested node name");

  @Override
  public @Nullable WhyNot refuses(NodeChoice choice, NodeSpace node) {
    String wanted = choice.nodeName();
    return wanted == null || wanted.equals(node.name()) ? null : REFUSAL;
  }
}
