package io.drover.rules.explain;

import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.safety.Judgement;
import io.drover.rules.safety.Verdict;
import java.util.Optional;

/** What safety said of the actions of a plan. */
final class Verdicts {
  private final Evidence evidence;

  Verdicts(Evidence evidence) {
    this.evidence = evidence;
  }

  /** {@code approved}, {@code observed}, {@code refused […] why}, or that it is not known. */
  String of(Plan plan, Planned planned) {
    return evidence
        .judgement(plan)
        .map(judgement -> of(judgement, planned))
        .orElse("not reviewed yet");
  }

  static String of(Judgement judgement, Planned planned) {
    Optional<Verdict> refused =
        judgement.refused().stream().filter(one -> one.refused().equals(planned)).findFirst();
    if (refused.isPresent()) {
      return "refused [" + refused.get().reason() + "] " + refused.get().detail();
    }
    return judgement.observed().actions().contains(planned)
        ? "observed: told and not carried out"
        : "approved";
  }
}
