package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.PhaseChange;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.cluster.ClusterActions;
import io.drover.verticles.locks.Ownership;
import io.drover.verticles.provider.NodeProvider;
import io.drover.verticles.time.Chance;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Ids;
import io.drover.verticles.time.Timers;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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

  /** How the group's provider differs; a provider that is not configured can nothing. */
  Capabilities can(NodeGroupFact group) {
    return providers
        .apply(group.spec().provider())
        .map(NodeProvider::capabilities)
        .orElse(Capabilities.UNKNOWN);
  }

  /** Whether the group's provider takes away exactly the machine that is named. */
  boolean removes(NodeGroupFact group) {
    Capabilities can = can(group);
    return can.known()
        && (can.creation() != Capabilities.Creation.TARGET_SIZE || can.victimChosen());
  }

  /** Tells people about a group. */
  void tellGroup(
      NodeGroupFact group,
      ClusterCommand.Severity severity,
      String reason,
      String text,
      Token token) {
    ClusterCommand.Subject about =
        new ClusterCommand.Subject(
            ClusterCommand.Subject.Kind.NODE_GROUP, "", group.name().value(), group.uid());
    cluster.order(
        new ClusterOrder(token, new ClusterCommand.TellEvent(about, severity, reason, text)));
  }

  /** Tells the journal, unless the same was told last of this life: at most once for a reason. */
  void tell(Life life, String kind, String reason, String text) {
    String what = reason.isEmpty() ? text : reason;
    if (!what.equals(life.told.put(kind, what))) {
      journal(kind, Deeds.ids(life.record), reason, text);
    }
  }

  void journal(String kind, Map<String, String> ids, String reason, String text) {
    journal(kind, ids, reason, text, null);
  }

  /** Tells the journal that a record has entered another phase. */
  void entered(PhaseChange change) {
    ManagedNodeFact now = change.after();
    String failure = Objects.requireNonNullElse(now.progress().failure(), "");
    journal("phase", Deeds.ids(now), failure, now.phase().name(), change);
  }

  private void journal(
      String kind,
      Map<String, String> ids,
      String reason,
      String text,
      @Nullable PhaseChange change) {
    Instant now = time.clock().now();
    line.bus()
        .publish(
            line.rooms().journal(),
            new JournalEntry(now, line.rooms().clusterUid(), kind, ids, reason, text, change));
  }
}
