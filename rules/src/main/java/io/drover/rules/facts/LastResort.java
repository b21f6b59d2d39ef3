package io.drover.rules.facts;

import io.drover.rules.facts.ManagedNodeFact.Progress;
import io.drover.rules.facts.ManagedNodeFact.Removal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * The end of a drain by force, where the group sets {@code timeouts.terminationGracePeriod}: pods
 * that could not be evicted until then are deleted, each so early that its grace period ends in
 * time (Karpenter's {@code terminationGracePeriod}). Only for nodes that have to go; none goes like
 * that to save money.
 *
 * @param deadline when the last pod is to be gone
 */
public record LastResort(Instant deadline) {
  private static final Set<String> REASONS =
      Set.of("NODE_DRIFTED", "NODE_EXPIRED", "NODE_INTERRUPTED", "NODE_UNREADY");

  /** A second is the least that the API takes for a grace period that is one. */
  private static final Duration LEAST = Duration.ofSeconds(1);

  /** Of a drain that is under way; empty where nothing may be done by force. */
  public static Optional<LastResort> of(GroupSpec.Timeouts timeouts, Progress progress) {
    Duration allowed = timeouts.terminationGracePeriod();
    Removal removal = progress.removal();
    return allowed == null || removal == null || !REASONS.contains(removal.reason())
        ? Optional.empty()
        : Optional.of(new LastResort(progress.since().plus(allowed)));
  }

  /** From when on the pod may be deleted. */
  public Instant dueAt(PodFact pod) {
    return deadline.minus(pod.traits().grace());
  }

  public boolean due(PodFact pod, Instant now) {
    return !now.isBefore(dueAt(pod));
  }

  /** What is left for the pod to end: its own grace period at most, a second at least. */
  public Duration graceLeft(PodFact pod, Instant now) {
    Duration left = Duration.between(now, deadline);
    Duration own = pod.traits().grace();
    Duration grace = left.compareTo(own) < 0 ? left : own;
    return grace.compareTo(LEAST) < 0 ? LEAST : grace;
  }
}
