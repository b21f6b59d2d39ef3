package io.drover.rules.scheduling;

import io.drover.rules.facts.DaemonSetFact;
import io.drover.rules.facts.HostPort;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Toleration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Says what a node of a group will look like before it is there. */
public final class Templates {
  /** The label that tells {@code on-demand} from {@code spot}. */
  public static final String CAPACITY_TYPE_LABEL = "drover.dev/capacity-type";

  static final String HOST_NAME = "kubernetes.io/hostname";
  public static final String INSTANCE_TYPE = "node.kubernetes.io/instance-type";
  public static final String ZONE = "topology.kubernetes.io/zone";

  /** The host name of a node that has none yet. */
  static final String UNNAMED = "node-to-come";

  /** What the DaemonSet controller adds to each of its pods. */
  private static final List<Toleration> OF_DAEMONS =
      Stream.of(
              "not-ready",
              "unreachable",
              "disk-pressure",
              "memory-pressure",
              "pid-pressure",
              "unschedulable")
          .map(
              condition ->
                  new Toleration(
                      "node.kubernetes.io/" + condition, Toleration.Operator.EXISTS, "", null))
          .toList();

  private Templates() {}

  /**
   * The template of a new node. Startup taints are left out: whoever set them takes them away
   * before the node serves. So are taints that stand for a node's passing state.
   */
  public static NodeTemplate of(
      NodeGroupFact group, OfferingFact offering, Collection<DaemonSetFact> daemonSets) {
    Map<String, String> labels = labels(group, offering);
    List<Taint> taints = lasting(group.spec().template().taints());
    Resources left = allocatable(group, offering);
    NodeSpace bare =
        NodeSpace.of(UNNAMED, new NodeTemplate(labels, taints, left), 0, new ResourceTable());
    List<HostPort> ports = new ArrayList<>();
    List<PodFact> daemons = new ArrayList<>();
    for (DaemonSetFact daemonSet : daemonSets) {
      if (runsOn(daemonSet.needs(), bare)) {
        left = left.minus(daemonSet.needs().requests());
        ports.addAll(daemonSet.needs().hostPorts());
        daemons.add(daemonSet.pod());
      }
    }
    return new NodeTemplate(labels, taints, left, ports, daemons);
  }

  private static List<Taint> lasting(List<Taint> taints) {
    return taints.stream().filter(taint -> !taint.passing()).toList();
  }

  private static Map<String, String> labels(NodeGroupFact group, OfferingFact offering) {
    Map<String, String> labels = new HashMap<>();
    labels.put("kubernetes.io/os", "linux");
    labels.put("kubernetes.io/arch", "amd64");
    labels.putAll(offering.labels());
    labels.putAll(group.spec().template().labels());
    labels.put(HOST_NAME, UNNAMED);
    labels.put(INSTANCE_TYPE, offering.id().instanceType());
    labels.put(ZONE, offering.id().zone());
    labels.put(CAPACITY_TYPE_LABEL, offering.id().capacityType());
    labels.put(NodeFact.GROUP_LABEL, group.name().value());
    return labels;
  }

  /** An overridden capacity keeps what the offering reserves for the system. */
  private static Resources allocatable(NodeGroupFact group, OfferingFact offering) {
    Map<String, Long> amounts = new TreeMap<>(offering.allocatable().amounts());
    group
        .spec()
        .template()
        .capacityOverrides()
        .amounts()
        .forEach(
            (name, capacity) -> {
              long reserved = offering.capacity().get(name) - offering.allocatable().get(name);
              amounts.put(name, Math.max(0, capacity - Math.max(0, reserved)));
            });
    return Resources.of(amounts);
  }

  /** The controller asks selector, affinity and taints; it does not ask for room. */
  private static boolean runsOn(PodNeeds daemon, NodeSpace node) {
    List<Toleration> tolerations = new ArrayList<>(daemon.nodes().tolerations());
    tolerations.addAll(OF_DAEMONS);
    return Predicates.refusalOfNode(daemon.nodes().tolerating(tolerations), node) == null;
  }
}
