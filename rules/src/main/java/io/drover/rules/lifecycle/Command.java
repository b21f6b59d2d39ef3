package io.drover.rules.lifecycle;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodFact;
import java.util.List;

/** What is to be done next for a managed node. */
public sealed interface Command {
  /** Ask the provider for the machine; repeating it never makes a second one. */
  record CreateMachine() implements Command {}

  /** Give the Node the group's labels and taints. */
  record DressNode(NodeFact node) implements Command {}

  /** Let no pods and no traffic of load balancers come to the Node any more. */
  record Cordon(NodeFact node) implements Command {}

  /** Take back all that draining has changed of the Node; its unneeded time begins anew. */
  record Uncordon(NodeFact node) implements Command {}

  record EvictPods(List<PodFact> pods) implements Command {
    public EvictPods {
      pods = List.copyOf(pods);
    }
  }

  /** Delete pods whose drain has come to its last resort, whatever their disruption budgets say. */
  record EndPods(List<PodFact> pods) implements Command {
    public EndPods {
      pods = List.copyOf(pods);
    }
  }

  record DeleteMachine(String providerId) implements Command {}

  /**
   * Give back the place in the group's target size that was taken for a machine that never came.
   */
  record PutSizeBack() implements Command {}

  /** Delete further machines of the same intent; none of them has joined. */
  record DeleteSurplus(List<String> providerIds) implements Command {
    public DeleteSurplus {
      providerIds = List.copyOf(providerIds);
    }
  }

  record DeleteNode(NodeFact node) implements Command {}

  /** Tell people why it takes longer, or what is done all the same. */
  record Tell(String kind, String reason, String text) implements Command {}

  /** Delete the {@code ManagedNode}: its life is told. */
  record CloseRecord() implements Command {}
}
