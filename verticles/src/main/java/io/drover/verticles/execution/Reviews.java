package io.drover.verticles.execution;

import io.drover.rules.facts.Token;
import io.drover.rules.plan.Reason;
import io.drover.rules.safety.Step;
import io.drover.rules.safety.StepVerdict;
import io.drover.verticles.bus.StepReview;
import io.vertx.core.Future;

/** Asks safety before each destructive step; no answer is a refusal. */
final class Reviews {
  private final ExecutionHouse house;
  private final ExecutionSettings settings;

  Reviews(ExecutionHouse house, ExecutionSettings settings) {
    this.house = house;
    this.settings = settings;
  }

  Future<StepVerdict> ask(Step step, Token token) {
    return house
        .line()
        .bus()
        .ask(
            house.line().rooms().stepReview(),
            new StepReview(step, token),
            settings.reviewDeadline())
        .otherwise(
            unanswered -> new StepVerdict.Refused(Reason.VIEW_STALE, "safety did not answer"));
  }

  void tell(Life life, Step step, StepVerdict.Refused refused) {
    house.tell(
        life,
        "step-refused",
        refused.reason().name(),
        step.getClass().getSimpleName() + ": " + refused.detail());
  }
}
