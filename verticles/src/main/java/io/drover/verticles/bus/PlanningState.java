package io.drover.verticles.bus;

import io.drover.rules.plan.Rejection;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What planning found when it last looked.
 *
 * @param idle why it did not plan, empty when it did
 * @param nextWake when it will look again without a change, null if only then
 * @param rejections what was not done, and why
 */
public record PlanningState(
    Instant at, String idle, @Nullable Instant nextWake, List<Rejection> rejections) {
  public PlanningState {
    rejections = List.copyOf(rejections);
  }
}
