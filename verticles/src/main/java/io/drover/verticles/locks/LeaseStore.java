package io.drover.verticles.locks;

import io.vertx.core.Future;
import java.util.Optional;

/** Where the claim on a cluster lies: one Lease in the cluster itself. */
public interface LeaseStore {
  /** The Lease as it is; fails when no answer comes. */
  Future<Optional<LeaseRecord>> readLease();

  /**
   * Writes on condition that the version is still the one that was read (an empty version: that
   * there is none). Fails with {@link LeaseConflict} when somebody was faster.
   */
  Future<LeaseRecord> writeLease(LeaseRecord next);
}
