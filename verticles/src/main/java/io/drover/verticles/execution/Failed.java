package io.drover.verticles.execution;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.World;
import io.drover.rules.lifecycle.Seen;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Records of lives that ended badly: what is looked for meanwhile, and how many of them stay. */
final class Failed {
  /** Of a group; the oldest of more go at once, whatever its {@code failedTtl}. */
  static final int MOST = 20;

  private Failed() {}

  /**
   * What is seen of one.
   *
   * @param tagged a machine that bears its tag and lives, null where there is none
   * @param shown whether the list that does not show one would show it
   */
  static Seen seen(@Nullable String tagged, boolean shown) {
    Seen.Machine none = shown ? Seen.Machine.ABSENT : Seen.Machine.UNKNOWN;
    return new Seen(null, List.of(), tagged == null ? none : Seen.Machine.PRESENT, tagged);
  }

  /** The time-outs of the record's group as they are for the record. */
  static GroupSpec.Timeouts timeouts(ManagedNodeFact record, NodeGroupFact group, World world) {
    GroupSpec.Timeouts timeouts = group.spec().behaviour().timeouts();
    return record.phase() == ManagedNodeFact.Phase.FAILED
            && (group.end().deleting() || younger(record, world) >= MOST)
        ? new GroupSpec.Timeouts(
            timeouts.provision(),
            timeouts.join(),
            timeouts.drain(),
            timeouts.deletionDelay(),
            timeouts.terminationGracePeriod(),
            Duration.ZERO,
            timeouts.strayGrace())
        : timeouts;
  }

  private static long younger(ManagedNodeFact record, World world) {
    return world.unsettledNodes().stream()
        .filter(other -> other.phase() == ManagedNodeFact.Phase.FAILED)
        .filter(other -> other.group().equals(record.group()))
        .filter(other -> other.progress().since().isAfter(record.progress().since()))
        .count();
  }
}
