package io.drover.rules.scheduling;

import io.drover.rules.facts.HostPort;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import java.util.List;
import java.util.Map;

/**
 * What a node will look like once it has joined and its DaemonSets run.
 *
 * @param allocatable what is left for other pods
 * @param hostPorts that the DaemonSets take
 * @param daemons one pod of each DaemonSet that runs there, their room taken off already
 */
public record NodeTemplate(
    Map<String, String> labels,
    List<Taint> taints,
    Resources allocatable,
    List<HostPort> hostPorts,
    List<PodFact> daemons) {
  public NodeTemplate {
    labels = Map.copyOf(labels);
    taints = List.copyOf(taints);
    hostPorts = List.copyOf(hostPorts);
    daemons = List.copyOf(daemons);
  }

  public NodeTemplate(Map<String, String> labels, List<Taint> taints, Resources allocatable) {
    this(labels, taints, allocatable, List.of(), List.of());
  }

  /** The same with other labels. */
  NodeTemplate labelled(Map<String, String> others) {
    return new NodeTemplate(others, taints, allocatable, hostPorts, daemons);
  }
}
