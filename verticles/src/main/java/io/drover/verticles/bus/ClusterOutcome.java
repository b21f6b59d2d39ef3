package io.drover.verticles.bus;

import io.drover.rules.facts.Fact;
import java.time.Duration;

/** What became of a cluster command. */
public sealed interface ClusterOutcome {
  /** It is so, now or already. */
  record Done() implements ClusterOutcome {}

  /** It was written, and this is the object's newest state. */
  record Wrote(Fact fact) implements ClusterOutcome {}

  /** There is no such object, or another one bears its name. */
  record Absent(String detail) implements ClusterOutcome {}

  /** Somebody else wrote first; read again and decide anew. */
  record Conflict(String detail) implements ClusterOutcome {}

  /** A disruption budget does not allow it now. */
  record Blocked(String detail, Duration retryAfter) implements ClusterOutcome {}

  /** The API server will not do it (permissions, validation), or this member may not ask. */
  record Refused(String detail) implements ClusterOutcome {}

  /** No usable answer came; it may have happened. */
  record Unreachable(String detail) implements ClusterOutcome {}
}
