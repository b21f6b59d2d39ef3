package io.drover.rules.scheduling;

import io.drover.rules.facts.PodNeeds;
import org.jspecify.annotations.Nullable;

/** One filter plugin of kube-scheduler. Each implementation bears its plugin's name. */
sealed interface Filter
    permits NodeUnschedulable, TaintToleration, NodeAffinity, NodePorts, NodeResourcesFit {
  /** Why the node does not take a pod with these needs, null if this plugin does not mind. */
  @Nullable WhyNot refuses(PodNeeds needs, NodeSpace node);
}
