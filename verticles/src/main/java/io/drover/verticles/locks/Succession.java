package io.drover.verticles.locks;

import io.drover.rules.facts.Token;
import io.drover.verticles.locks.Candidacy.Permit;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Under which token a claim is taken. Fences of one lock compare; with every other lock, and with
 * every loss of the Lease or of the lock's memory, the epoch rises instead.
 */
final class Succession {
  /** Epochs of new Leases count seconds from here, so that they are higher than any before. */
  private static final Instant EPOCHS_BEGIN = Instant.parse("2025-01-01T00:00:00Z");

  private Succession() {}

  /** There is no Lease, and nobody knows what it said. */
  static Token afresh(Permit permit, Instant now) {
    long epoch = Math.max(1, Duration.between(EPOCHS_BEGIN, now).toSeconds());
    return new Token(epoch, first(permit));
  }

  /**
   * The token after the one that the Lease says; empty when the permit is not newer.
   *
   * @param mine whether the Lease names this member: one that lost sight of its claim, but not the
   *     lock, goes on under the same token
   */
  static Optional<Token> after(LeaseRecord found, boolean mine, Permit permit, Instant now) {
    Token last = found.token();
    if (last.epoch() == 0) {
      return Optional.of(afresh(permit, now));
    }
    if (!permit.lock().equals(found.lock())) {
      return Optional.of(new Token(last.epoch() + 1, first(permit)));
    }
    if (permit.lock().isEmpty()) {
      return Optional.of(new Token(last.epoch(), last.fence() + 1));
    }
    boolean newer = permit.fence() > last.fence() || (mine && permit.fence() == last.fence());
    return newer ? Optional.of(new Token(last.epoch(), permit.fence())) : Optional.empty();
  }

  private static long first(Permit permit) {
    return permit.lock().isEmpty() ? 1 : permit.fence();
  }
}
