package io.drover.verticles.locks;

import io.vertx.core.Future;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One Lease, with conflicts; may be unreachable. */
final class LeaseInMemory implements LeaseStore {
  @Nullable LeaseRecord lease;
  boolean reachable = true;
  private int version;

  @Override
  public Future<Optional<LeaseRecord>> readLease() {
    return reachable
        ? Future.succeededFuture(Optional.ofNullable(lease))
        : Future.failedFuture("no answer");
  }

  @Override
  public Future<LeaseRecord> writeLease(LeaseRecord next) {
    if (!reachable) {
      return Future.failedFuture("no answer");
    }
    String there = lease == null ? "" : lease.version();
    if (!there.equals(next.version())) {
      return Future.failedFuture(new LeaseConflict("at " + there));
    }
    version++;
    lease =
        new LeaseRecord(
            "v" + version,
            next.holder(),
            next.token(),
            next.renewedAt(),
            next.validFor(),
            next.lock());
    return Future.succeededFuture(lease);
  }
}
