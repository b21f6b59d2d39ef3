package io.drover.rules.facts;

/**
 * A place in the stream of deltas of one cluster. The epoch changes with each start of the stream;
 * within an epoch sequence numbers rise by one with each batch.
 */
public record Position(long epoch, long sequence) {
  /** Whether it lies in the same epoch and not after the other. */
  public boolean isAtOrBefore(Position other) {
    return epoch == other.epoch && sequence <= other.sequence;
  }

  public boolean isFollowedBy(Position next) {
    return next.epoch == epoch && next.sequence == sequence + 1;
  }
}
