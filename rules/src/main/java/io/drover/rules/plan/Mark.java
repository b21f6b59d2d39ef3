package io.drover.rules.plan;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.ServingNode;
import io.drover.rules.facts.Taint;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The note since when a node has been unneeded: on an acting group's node its taint, and nothing
 * else; for an observed one what is remembered, for nothing is written there.
 *
 * @param there whether there is one at all
 * @param since null where it is unknown, which counts as "just now"
 */
record Mark(boolean there, @Nullable Instant since) {
  private static final Duration CLOCKS_DIFFER = Duration.ofHours(1);

  static Mark of(ServingNode node, boolean observed, Question question) {
    Optional<Taint> taint = node.candidateTaint();
    Optional<Instant> told =
        observed ? remembered(node.name(), question) : taint.flatMap(Mark::instant);
    return new Mark(
        observed ? told.isPresent() : taint.isPresent(),
        told.filter(since -> credible(since, node, question.now())).orElse(null));
  }

  private static Optional<Instant> remembered(NodeName node, Question question) {
    return Optional.ofNullable(question.remembered().unneededSince().get(node));
  }

  /** Not if no clock like ours wrote it: long before the node was there, or not yet. */
  private static boolean credible(Instant since, ServingNode node, Instant now) {
    return !since.isAfter(now) && !since.isBefore(node.createdAt().minus(CLOCKS_DIFFER));
  }

  private static Optional<Instant> instant(Taint taint) {
    try {
      return Optional.of(Instant.ofEpochSecond(Long.parseLong(taint.value())));
    } catch (NumberFormatException | DateTimeException written) {
      // Unknown history counts as "just now": the note is written anew.
      return Optional.empty();
    }
  }
}
