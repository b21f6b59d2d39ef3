package io.drover.daemon.http;

import io.drover.verticles.bus.ClaimState;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The claims on clusters and the members' agreement about them, as {@code drover locks} sees it.
 */
public interface Locks {
  /** Who holds what; fails never: what nobody can say is left out. */
  Future<Agreement> agreement();

  /** Begins the agreement anew and raises the epoch of the clusters. */
  Future<Reset> reset(List<String> clusters);

  /**
   * How the members stand.
   *
   * @param members that run now, as this one sees it
   * @param seats how many agree on locks; 0 without a lock service
   * @param here how many of those are there; null when nobody can say
   */
  record Agreement(List<String> members, int seats, @Nullable Integer here) {
    public Agreement {
      members = List.copyOf(members);
    }
  }

  /**
   * What a reset did.
   *
   * @param refusal why nothing was done, empty if something was
   * @param raised the new epoch by cluster
   * @param failed what went wrong by cluster
   */
  record Reset(String refusal, Map<String, Long> raised, Map<String, String> failed) {
    public Reset {
      raised = Map.copyOf(raised);
      failed = Map.copyOf(failed);
    }
  }

  /** What {@code drover locks list} tells. */
  record Report(String member, Agreement agreement, Map<String, Held> clusters) {
    public Report {
      clusters = Map.copyOf(clusters);
    }
  }

  /**
   * One cluster's claim.
   *
   * @param validUntil of this member's claim, null while it holds none
   */
  record Held(String holder, @Nullable Instant validUntil, ClaimState.Standing standing) {}
}
