package io.drover.rules.plan;

import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.OfferingId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A machine that was announced to be taken away, which counts against its offering for an hour.
 *
 * @param at when that was heard of
 */
public record PastInterruption(String providerId, OfferingId offering, Instant at) {
  static final Duration COUNTS = Duration.ofHours(1);

  Instant over() {
    return at.plus(COUNTS);
  }

  /** Those of the last hour, with what the question tells anew. */
  static List<PastInterruption> until(Question question, List<PastInterruption> before) {
    List<PastInterruption> recent = new ArrayList<>();
    Set<String> known = new HashSet<>();
    for (PastInterruption past : before) {
      if (question.now().isBefore(past.over())) {
        recent.add(past);
        known.add(past.providerId());
      }
    }
    for (InterruptionFact notice : question.interruptions()) {
      if (notice.kind() == InterruptionFact.Kind.INTERRUPTION && known.add(notice.providerId())) {
        question.world().managedNodes().stream()
            .filter(record -> notice.providerId().equals(record.progress().providerId()))
            .findFirst()
            .map(
                record ->
                    new PastInterruption(
                        notice.providerId(), record.purchase().offering(), notice.receivedAt()))
            .filter(past -> question.now().isBefore(past.over()))
            .ifPresent(recent::add);
      }
    }
    return recent;
  }
}
