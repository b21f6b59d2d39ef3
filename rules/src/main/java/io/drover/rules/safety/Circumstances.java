package io.drover.rules.safety;

import java.time.Instant;
import java.util.Optional;

/**
 * What a review must know besides the world.
 *
 * @param now by the injected clock
 * @param viewProvenAt when the newest heartbeat was sent that came back through a watch
 * @param viewComplete whether every kind is listed and watched
 * @param owner whether this member holds the cluster's claim
 * @param observeOnly why nothing may be carried out in this cluster, empty when it may
 * @param removedInWindow nodes whose removal began within {@link Limits#window()}
 */
public record Circumstances(
    Instant now,
    Instant viewProvenAt,
    boolean viewComplete,
    boolean owner,
    String observeOnly,
    int removedInWindow) {

  /** Why nothing may be decided on this view, empty when it is fresh. */
  Optional<String> stale(Limits limits) {
    if (!viewComplete) {
      return Optional.of("not every kind of object is being watched");
    }
    Instant oldest = now.minus(limits.viewMaxAge());
    // A proof from the future is older than a clock that was set back, nobody knows how much.
    return viewProvenAt.isBefore(oldest) || viewProvenAt.isAfter(now.plus(limits.viewMaxAge()))
        ? Optional.of("the view was last proven at " + viewProvenAt)
        : Optional.empty();
  }
}
