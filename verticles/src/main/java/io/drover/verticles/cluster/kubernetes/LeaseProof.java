package io.drover.verticles.cluster.kubernetes;

import io.drover.verticles.locks.LeaseRecord;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How new the view is at least, by the Lease: what was written or read comes back through the
 * watch, behind every event before it. The instants are of this member's own clock: the holder
 * knows when it sent a renewal, everybody else when it asked for the Lease as it was.
 */
final class LeaseProof {
  private static final int MOST_VERSIONS = 50;

  private final Deque<String> seen = new ArrayDeque<>();
  private String holder = "";
  private final Deque<Read> reads = new ArrayDeque<>();
  private Instant provenAt = Instant.EPOCH;

  private record Read(String version, Instant askedAt) {}

  /** This member writes a renewal of its own. */
  void writes(String holder) {
    this.holder = holder;
  }

  /** The Lease as it was some time after it was asked for. */
  void read(LeaseRecord lease, Instant askedAt) {
    if (seen.contains(lease.version())) {
      proven(askedAt);
    } else {
      reads.addLast(new Read(lease.version(), askedAt));
      if (reads.size() > MOST_VERSIONS) {
        reads.removeFirst();
      }
    }
  }

  /** A version that came through the watch. */
  void watched(LeaseRecord lease) {
    seen.addLast(lease.version());
    if (seen.size() > MOST_VERSIONS) {
      seen.removeFirst();
    }
    if (!holder.isEmpty() && holder.equals(lease.holder())) {
      proven(lease.renewedAt());
    }
    reads.stream()
        .filter(read -> read.version().equals(lease.version()))
        .forEach(read -> proven(read.askedAt()));
    reads.removeIf(read -> seen.contains(read.version()));
  }

  Instant provenAt() {
    return provenAt;
  }

  /** A clock that was set back proves as well as before. */
  private void proven(Instant at) {
    provenAt = at;
  }
}
