package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.Taint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Taints in both directions. */
final class Taints {
  private Taints() {}

  static List<Taint> of(@Nullable List<io.fabric8.kubernetes.api.model.Taint> taints) {
    return OrEmpty.list(taints).stream()
        .map(
            taint ->
                new Taint(
                    taint.getKey(), OrEmpty.text(taint.getValue()), effect(taint.getEffect())))
        .toList();
  }

  /** What is not known repels, so that nothing is planned onto it. */
  static Taint.Effect effect(@Nullable String effect) {
    return switch (OrEmpty.text(effect)) {
      case "PreferNoSchedule" -> Taint.Effect.PREFER_NO_SCHEDULE;
      case "NoExecute" -> Taint.Effect.NO_EXECUTE;
      default -> Taint.Effect.NO_SCHEDULE;
    };
  }

  static String text(Taint.Effect effect) {
    return switch (effect) {
      case NO_SCHEDULE -> "NoSchedule";
      case PREFER_NO_SCHEDULE -> "PreferNoSchedule";
      case NO_EXECUTE -> "NoExecute";
    };
  }
}
