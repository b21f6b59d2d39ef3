package io.drover.verticles.locks;

import io.vertx.core.Future;

/** The members' lock of one cluster. Without a majority of the members it does not answer. */
interface ClusterLock {
  /** Takes it, or keeps it, where it is wanted; gives it back where not; tells how it stands. */
  Future<Hold> keep(boolean wanted);

  /** Keeps it no longer than it lives without this member. */
  void close();

  /**
   * How it stands.
   *
   * @param lock names the lock and its memory, which a reset takes away
   * @param fence of this member's hold; 0 while it does not hold it
   * @param free whether nobody holds it
   */
  record Hold(String lock, long fence, boolean free) {
    boolean held() {
      return fence != 0;
    }
  }
}
