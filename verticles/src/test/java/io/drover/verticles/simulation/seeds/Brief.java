package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.Fact;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;

/** Commands and what became of them in a line that a person can read. */
final class Brief {
  private Brief() {}

  static String of(Object thing) {
    return switch (thing) {
      case ClusterCommand.WriteRecord(ManagedNodeFact record) -> "WriteRecord " + of(record);
      case ClusterCommand.WriteGroup write ->
          "WriteGroup " + write.group() + " desired " + write.status().history().desired();
      case ClusterCommand.CreateRecord create ->
          "CreateRecord " + create.name() + " " + create.purchase().reason();
      case ClusterCommand.DeleteRecord delete ->
          "DeleteRecord " + delete.name() + " " + delete.uid() + "@" + delete.resourceVersion();
      case ClusterOutcome.Wrote(Fact fact) -> "Wrote " + of(fact);
      case ManagedNodeFact record ->
          record.identity().name()
              + " "
              + record.identity().uid()
              + "@"
              + record.identity().resourceVersion()
              + (record.identity().deleting() ? " deleting" : "")
              + " "
              + record.phase()
              + " on "
              + record.progress().providerId()
              + " as "
              + record.progress().nodeName()
              + (record.progress().failure() == null ? "" : " " + record.progress().failure())
              + (record.progress().removal() == null ? "" : " " + record.progress().removal())
              + " under "
              + record.writtenUnder().fence();
      case NodeGroupFact group -> group.name() + "@" + group.resourceVersion();
      case Object other -> other.toString();
    };
  }
}
