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

  record DeleteNode(NodeFact node) implements Command {}

  /** Delete the {@code ManagedNode}: its life is told. */
  record CloseRecord() implements Command {}
}
