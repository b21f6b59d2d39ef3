package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Price;
import java.time.Instant;
import java.util.List;

/** One change that a plan proposes. */
public sealed interface Action {
  GroupName group();

  Reason reason();

  /**
   * Buy one node of an offering.
   *
   * @param replaces nodes that are to go once it serves; empty for most
   */
  record BuyNode(
      GroupName group,
      OfferingId offering,
      Price price,
      List<PodKey> pods,
      Reason reason,
      List<Replaced> replaces)
      implements Action {
    public BuyNode {
      pods = List.copyOf(pods);
      replaces = List.copyOf(replaces);
    }

    /** One that takes nobody's place. */
    public BuyNode(
        GroupName group, OfferingId offering, Price price, List<PodKey> pods, Reason reason) {
      this(group, offering, price, pods, reason, List.of());
    }
  }

  /**
   * A node whose place another takes.
   *
   * @param record name of its {@code ManagedNode}
   */
  record Replaced(GroupName group, String record, NodeName node) {
    /** The removal that follows once what was bought for its pods serves. */
    public RemoveNode removal(Reason reason) {
      return new RemoveNode(group, record, node, List.of(), false, reason);
    }
  }

  /**
   * Drain and remove one node.
   *
   * @param record name of its {@code ManagedNode}
   * @param pods that must move
   * @param interrupted whether the machine goes anyway, so that a drain that cannot finish does not
   *     keep it
   */
  record RemoveNode(
      GroupName group,
      String record,
      NodeName node,
      List<PodKey> pods,
      boolean interrupted,
      Reason reason)
      implements Action {
    public RemoveNode {
      pods = List.copyOf(pods);
    }
  }

  /** Note on the node since when it has been unneeded; the note survives a restart. */
  record MarkCandidate(GroupName group, NodeName node, Instant since, Reason reason)
      implements Action {}

  /** Take that note away. */
  record ClearCandidate(GroupName group, NodeName node, Reason reason) implements Action {}

  /** Make a node group for pods that no group can take. */
  record MakeGroup(GroupName group, GroupSpec spec, List<PodKey> pods, Reason reason)
      implements Action {
    public MakeGroup {
      pods = List.copyOf(pods);
    }
  }

  /** Remove a node group that was made so and has no nodes. */
  record DropGroup(GroupName group, Reason reason) implements Action {}
}
