package io.drover.verticles.cluster;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Records that were made through this room and that no watch has told yet. Whoever made them knows
 * of them; a watch that is begun anew from a list after one has gone tells neither its begin nor
 * its end.
 */
final class Untold {
  private final Map<FactKey, String> uids = new HashMap<>();

  /** What the watches tell is theirs to end. */
  void told(List<Delta> deltas) {
    for (Delta delta : deltas) {
      uids.remove(
          switch (delta) {
            case Delta.Put(Fact fact) -> fact.key();
            case Delta.Drop(FactKey key) -> key;
          });
    }
  }

  /**
   * The end of a record that no watch has told and that has gone, as the command's outcome says.
   */
  Optional<Delta> after(ClusterCommand command, ClusterOutcome outcome) {
    boolean gone = outcome instanceof ClusterOutcome.Absent;
    if (outcome instanceof ClusterOutcome.Wrote(ManagedNodeFact made)
        && command instanceof ClusterCommand.CreateRecord) {
      uids.put(made.key(), made.identity().uid());
    } else if (command instanceof ClusterCommand.DeleteRecord delete
        && (gone || outcome instanceof ClusterOutcome.Done)) {
      return end(new FactKey(FactKey.Kind.MANAGED_NODE, delete.name()), delete.uid());
    } else if (gone && command instanceof ClusterCommand.WriteRecord(ManagedNodeFact record)) {
      return end(record.key(), record.identity().uid());
    }
    return Optional.empty();
  }

  private Optional<Delta> end(FactKey key, String uid) {
    return uid.equals(uids.get(key)) ? Optional.of(new Delta.Drop(key)) : Optional.empty();
  }
}
