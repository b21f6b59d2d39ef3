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

  record Cordon(NodeFact node) implements Command {}

  record Uncordon(NodeFact node) implements Command {}

  record EvictPods(List<PodFact> pods) implements Command {
    public EvictPods {
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

  /** Delete the {@code ManagedNode}: its life is told. */
  record CloseRecord() implements Command {}
}
