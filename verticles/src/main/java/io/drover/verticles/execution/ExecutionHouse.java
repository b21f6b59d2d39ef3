package io.drover.verticles.execution;

import io.drover.rules.facts.ProviderName;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.cluster.ClusterActions;
import io.drover.verticles.locks.Ownership;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.time.Chance;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Ids;
import io.drover.verticles.time.Timers;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What execution needs of the house.
 *
 * @param providers by name; empty for one that is not configured
 */
public record ExecutionHouse(
    Line line,
    Time time,
    Ownership ownership,
    ClusterActions cluster,
    Function<ProviderName, Optional<NodeProvider>> providers) {

  /** The bus and the addresses of the cluster's rooms. */
  public record Line(Bus bus, Rooms rooms) {}

  /** Time and chance. */
  public record Time(Clock clock, Timers timers, Chance chance, Ids ids) {}

  /** Tells the journal, unless the same was told last of this life: at most once for a reason. */
  void tell(Life life, String kind, String reason, String text) {
    String what = reason.isEmpty() ? text : reason;
    if (!what.equals(life.told.put(kind, what))) {
      journal(kind, Deeds.ids(life.record), reason, text);
    }
  }

  void journal(String kind, Map<String, String> ids, String reason, String text) {
    JournalEntry entry =
        new JournalEntry(time.clock().now(), line.rooms().clusterUid(), kind, ids, reason, text);
    line.bus().publish(line.rooms().journal(), entry);
  }
}
