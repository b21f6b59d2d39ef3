package io.drover.verticles.execution;

import io.drover.verticles.time.Backoff;
import java.time.Duration;

/**
 * The figures of execution.
 *
 * @param installation id of the Drover installation, part of every owner tag
 * @param sightings between two lists of a provider's instances
 * @param recheck after which an act without visible effect is looked at again
 * @param reviewDeadline for the review of a destructive step
 * @param retry waits after failures
 * @param createsAtOnce most create calls under way
 * @param observeOnly why nothing is carried out, empty when it may be
 */
public record ExecutionSettings(
    String installation,
    Duration sightings,
    Duration recheck,
    Duration reviewDeadline,
    Backoff retry,
    int createsAtOnce,
    String observeOnly) {

  public static ExecutionSettings of(String installation, String observeOnly) {
    return new ExecutionSettings(
        installation,
        Duration.ofSeconds(10),
        Duration.ofSeconds(5),
        Duration.ofSeconds(6),
        new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)),
        10,
        observeOnly);
  }
}
