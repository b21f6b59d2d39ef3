package io.drover.rules.plan;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.World;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * READY records whose Node object is gone while their machine may live. A kubelet that registers
 * anew is normal, so for as long as a node may take to join it is waited for; after that nothing
 * counts on it any more, or pods would wait for ever.
 */
final class Away {
  private Away() {}

  /** Whether the record's Node should be there, and is not under any name. */
  static boolean is(ManagedNodeFact record, World world) {
    return record.phase() == ManagedNodeFact.Phase.READY
        && Counted.counts(record)
        && !there(record, world);
  }

  private static boolean there(ManagedNodeFact record, World world) {
    NodeName name = record.progress().nodeName();
    String machine = record.progress().providerId();
    Optional<NodeFact> named = name == null ? Optional.empty() : world.node(name);
    return named
            .filter(node -> node.providerId() == null || node.providerId().equals(machine))
            .isPresent()
        || (machine != null && world.nodeOn(machine).isPresent());
  }

  /**
   * Whether it is still waited for; what is found is told.
   *
   * @param question whose memory knows already who is away
   */
  static boolean mayComeBack(ManagedNodeFact record, Question question, Notes notes) {
    Instant since = question.remembered().awaySince().get(record.identity().uid());
    Optional<NodeGroupFact> group =
        since == null ? Optional.empty() : question.world().group(record.group());
    if (since == null || group.isEmpty()) {
      return false;
    }
    Instant now = question.now();
    Duration join = group.get().spec().behaviour().timeouts().join();
    boolean waits = now.isBefore(since.plus(join));
    notes.record(
        record,
        Reason.NODE_MISSING,
        "its Node has not been there since "
            + since
            + (waits ? "; pods wait for it until " + since.plus(join) : "; nothing waits for it"));
    if (waits) {
      notes.wakeAt(since.plus(join));
    }
    return waits;
  }
}
