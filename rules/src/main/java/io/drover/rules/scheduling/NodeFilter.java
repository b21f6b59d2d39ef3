package io.drover.rules.scheduling;

import io.drover.rules.facts.NodeChoice;
import org.jspecify.annotations.Nullable;

/**
 * A filter plugin of kube-scheduler that looks at the node alone, not at the pods on it. Each
 * implementation bears its plugin's name.
 */
sealed interface NodeFilter permits NodeUnschedulable, NodeName, TaintToleration, NodeAffinity {
  /** Why the node does not take a pod with this choice, null if this plugin does not mind. */
  @Nullable WhyNot refuses(NodeChoice choice, NodeSpace node);
}
