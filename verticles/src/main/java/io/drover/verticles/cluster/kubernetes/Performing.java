package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.time.Clock;

/** Performs commands one request after the other; blocks. */
final class Performing {
  private final NodeDeeds nodes;
  private final Removals removals;
  private final RecordDeeds records;
  private final GroupDeeds groups;
  private final EventTelling events;

  Performing(Clients clients, Clock clock) {
    this.nodes = new NodeDeeds(clients.ordinary());
    this.removals = new Removals(clients.once());
    this.records = new RecordDeeds(clients);
    this.groups = new GroupDeeds(clients.ordinary(), clock);
    this.events = new EventTelling(clients.ordinary(), clock);
  }

  /** The outcome; no failure of the API server is thrown. */
  ClusterOutcome perform(ClusterCommand command) {
    try {
      return attempt(command);
    } catch (RuntimeException failure) {
      return Failures.outcome(failure);
    }
  }

  ClusterOutcome apply(ConfiguredGroup group) {
    try {
      return groups.apply(group);
    } catch (RuntimeException failure) {
      return Failures.outcome(failure);
    }
  }

  private ClusterOutcome attempt(ClusterCommand command) {
    return switch (command) {
      case ClusterCommand.Cordon(NodeName node, String uid) -> nodes.cordon(node, uid);
      case ClusterCommand.Uncordon(NodeName node, String uid) -> nodes.uncordon(node, uid);
      case ClusterCommand.MarkCandidate mark -> nodes.markCandidate(mark);
      case ClusterCommand.DressNode dress -> nodes.dress(dress);
      case ClusterCommand.EvictPod evict -> removals.evict(evict);
      case ClusterCommand.DeletePod delete -> removals.deletePod(delete);
      case ClusterCommand.DeleteNode(NodeName node, String uid) -> removals.deleteNode(node, uid);
      case ClusterCommand.CreateRecord create -> records.create(create);
      case ClusterCommand.WriteRecord(ManagedNodeFact record) -> records.write(record);
      case ClusterCommand.DeleteRecord delete -> records.delete(delete);
      case ClusterCommand.WriteGroup write -> groups.write(write);
      case ClusterCommand.GuardGroup guard -> groups.guard(guard);
      case ClusterCommand.MakeGroup make -> groups.make(make);
      case ClusterCommand.DropGroup drop -> removals.dropGroup(drop);
      case ClusterCommand.TellEvent event -> events.tell(event);
    };
  }
}
