package io.drover.rules.scheduling;

import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.Taint;
import org.jspecify.annotations.Nullable;

/** A hard taint keeps away every pod that does not tolerate it; a soft one keeps away nobody. */
record TaintToleration() implements Filter {
  @Override
  public @Nullable WhyNot refuses(PodNeeds needs, NodeSpace node) {
    for (Taint taint : node.taints()) {
      if (hard(taint) && needs.tolerations().stream().noneMatch(t -> t.covers(taint))) {
        return new WhyNot(
            WhyNot.Cause.TAINT_NOT_TOLERATED,
            "node(s) had untolerated taint {" + taint.key() + ": " + taint.value() + "}");
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
