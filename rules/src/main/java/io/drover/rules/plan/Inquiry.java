package io.drover.rules.plan;

import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.ProviderName;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A question that can be handed on and kept: with the facts as a list, as the world of the one who
 * asked goes on changing.
 *
 * @param facts of the world
 * @param observeAll whether every group counts as observed
 */
public record Inquiry(
    String id,
    Instant now,
    FactSnapshot facts,
    Map<ProviderName, List<OfferingFact>> offerings,
    Measured usage,
    List<InterruptionFact> interruptions,
    boolean observeAll,
    Remembered remembered,
    ClusterSettings settings) {
  public Inquiry {
    offerings = Map.copyOf(offerings);
    interruptions = List.copyOf(interruptions);
  }

  public static Inquiry of(Question question) {
    return new Inquiry(
        question.id(),
        question.now(),
        FactSnapshot.of(question.world()),
        question.offerings(),
        question.usage(),
        question.interruptions(),
        question.observeAll(),
        question.remembered(),
        question.settings());
  }

  /** The question, on a world of its own. */
  public Question question() {
    return new Question(
        id,
        now,
        new ObservedWorld(facts),
        offerings,
        usage,
        interruptions,
        observeAll,
        remembered,
        settings);
  }

  /** The same with other facts. */
  public Inquiry with(FactSnapshot others) {
    return new Inquiry(
        id, now, others, offerings, usage, interruptions, observeAll, remembered, settings);
  }
}
