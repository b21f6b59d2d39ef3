package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.PriorityClassFact;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import org.jspecify.annotations.Nullable;

/** A PriorityClass as a fact. */
final class PriorityClassProjection {
  private PriorityClassProjection() {}

  static PriorityClassFact fact(PriorityClass object) {
    if (object.getValue() == null) {
      throw new Unreadable("value is missing");
    }
    return new PriorityClassFact(
        object.getMetadata().getName(),
        object.getValue(),
        Boolean.TRUE.equals(object.getGlobalDefault()),
        preemption(object.getPreemptionPolicy()));
  }

  private static PriorityClassFact.@Nullable Preemption preemption(@Nullable String policy) {
    return switch (OrEmpty.text(policy)) {
      case "PreemptLowerPriority" -> PriorityClassFact.Preemption.PREEMPT_LOWER_PRIORITY;
      case "Never" -> PriorityClassFact.Preemption.NEVER;
      default -> null;
    };
  }
}
