package io.drover.rules.plan;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.OwnerFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.World;
import java.time.Duration;
import java.time.Instant;

/**
 * The work of Jobs on a node, which begins anew where they are evicted: as much time of the whole
 * node as they have used so far. Waiting as long for them to end costs no more than evicting them,
 * whatever they would have gone on for.
 */
final class Unfinished {
  /** Nobody is waited for longer; a Job that runs for days may run for ever. */
  static final Duration MOST = Duration.ofHours(1);

  private static final double MILLIS = 1e3;

  private Unfinished() {}

  /** Time of the node that Jobs would lose, at most {@link #MOST}. */
  static Duration lost(World world, NodeFact node, Instant now) {
    double seconds = 0;
    for (PodFact pod : Moving.from(world, node.name())) {
      if (ofJob(pod)) {
        Instant since = pod.identity().createdAt();
        double ran = Math.max(0, Duration.between(since, now).toMillis() / MILLIS);
        seconds += ran * share(pod, node.shape().allocatable());
      }
    }
    return Duration.ofSeconds((long) Math.min(seconds, (double) MOST.toSeconds()));
  }

  private static boolean ofJob(PodFact pod) {
    var owner = pod.traits().owner();
    return owner != null && owner.kind().equals(OwnerFact.Kind.JOB.text());
  }

  /** Of the resource of which it takes the largest part. */
  private static double share(PodFact pod, Resources there) {
    return pod.needs().requests().amounts().entrySet().stream()
        .filter(asked -> there.get(asked.getKey()) > 0)
        .filter(asked -> !asked.getKey().equals(Resources.PODS))
        .mapToDouble(asked -> (double) asked.getValue() / there.get(asked.getKey()))
        .max()
        .orElse(0);
  }
}
