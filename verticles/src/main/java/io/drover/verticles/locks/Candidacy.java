package io.drover.verticles.locks;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether this member may take a cluster's claim, and keep it. It never says who owns the cluster:
 * that is the claim alone. Everything is called, and calls back, on the claim's own context.
 */
public interface Candidacy {
  /** Of a member that has nobody to agree with: it may, always. */
  Candidacy ALONE =
      new Candidacy() {
        private static final Permit ALWAYS = new Permit("", 0, Instant.MAX);

        @Override
        public Optional<Permit> permit() {
          return Optional.of(ALWAYS);
        }

        @Override
        public void onChange(Runnable task) {}

        @Override
        public Future<Void> resign(Duration pause) {
          return Future.succeededFuture();
        }
      };

  /** The permit; empty when this member may not, or cannot know whether it may. */
  Optional<Permit> permit();

  /** Has the task run each time the permit comes, and each time it is known to be gone. */
  void onChange(Runnable task);

  /** Gives the permit to whoever may have it next, and asks for it again after the pause. */
  Future<Void> resign(Duration pause);

  /** Begins to ask for the permit. */
  default void start() {}

  /** Asks no more, and keeps none. */
  default void stop() {}

  /** Why nobody can say who may take the claim; empty while somebody can. For people. */
  default String hindrance() {
    return "";
  }

  /**
   * The right to take the claim.
   *
   * @param lock which lock gave it: fences of two locks are never compared. Empty without a lock,
   *     where the claim counts its own fences
   * @param fence higher than every former one of the same lock
   * @param validUntil by this member's own clock; nobody else is given one before
   */
  record Permit(String lock, long fence, Instant validUntil) {}
}
