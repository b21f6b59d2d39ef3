package io.drover.rules.scheduling;

import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.Taint;
import org.jspecify.annotations.Nullable;

/** A cordoned node takes only pods that tolerate the taint that cordoning stands for. */
record NodeUnschedulable() implements NodeFilter {
  private static final Taint CORDON =
      new Taint("node.kubernetes.io/unschedulable", "", Taint.Effect.NO_SCHEDULE);
  static final WhyNot REFUSAL =
      new WhyNot(WhyNot.Cause.NODE_UNSCHEDULABLE, "node(s) were unschedulable");

  @Override
  public @Nullable WhyNot refuses(NodeChoice choice, NodeSpace node) {
    if (!node.unschedulable()) {
      return null;
    }
    return choice.tolerations().stream().anyMatch(t -> t.covers(CORDON)) ? null : REFUSAL;
  }
}
