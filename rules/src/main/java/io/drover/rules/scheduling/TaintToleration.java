package io.drover.rules.scheduling;

import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.Taint;
import org.jspecify.annotations.Nullable;

/** A hard taint keeps away every pod that does not tolerate it; a soft one keeps away nobody. */
record TaintToleration() implements NodeFilter {
  @Override
  public @Nullable WhyNot refuses(NodeChoice choice, NodeSpace node) {
    Taint taint = untolerated(choice, node);
    return taint == null
        ? null
        : new WhyNot(
            WhyNot.Cause.TAINT_NOT_TOLERATED,
            "node(s) had untolerated taint(s) {" + taint.key() + ": " + taint.value() + "}");
  }

  /** The first hard taint that the pod does not tolerate, null if it tolerates all. */
  static @Nullable Taint untolerated(NodeChoice choice, NodeSpace node) {
    for (Taint taint : node.taints()) {
      if (hard(taint) && choice.tolerations().stream().noneMatch(t -> t.covers(taint))) {
        return taint;
      }
    }
    return null;
  }

  private static boolean hard(Taint taint) {
    return switch (taint.effect()) {
      case NO_SCHEDULE, NO_EXECUTE -> true;
      case PREFER_NO_SCHEDULE -> false;
    };
  }
}
