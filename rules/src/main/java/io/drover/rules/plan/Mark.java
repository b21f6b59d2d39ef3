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
 * <p>A note is believed however old while this member has planned ever since; one that it finds
 * when it begins may have been written before a time in which nobody looked at the node, and counts
 * only while it is no older than the cluster's {@code noteMaxAge} (Cluster Autoscaler, {@code
 * --node-deletion-candidate-ttl}).
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
        told.filter(since -> credible(since, node, question.now()))
            .filter(since -> observed || question.remembered().believes(node, since, question))
            .orElse(null));
  }

  /** When the node's taint says that it was noted; empty where it says no such thing. */
  static Optional<Instant> noted(ServingNode node) {
    return node.candidateTaint().flatMap(Mark::instant);
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
