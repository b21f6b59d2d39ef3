package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.simulation.Machinery;
import io.drover.verticles.simulation.SimulatedTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What registers Nodes, and does so again after they were deleted or were thought to be dead. */
final class Kubelets {
  private static final Duration SEEN_TO_WITHIN = Duration.ofMinutes(1);

  private final SimulatedTime time;
  private final EmbeddedCluster embedded;
  private final SimulatedCloud cloud;
  private final @Nullable Machinery rack;
  private final List<NodeName> revived = new ArrayList<>();

  Kubelets(
      SimulatedTime time,
      EmbeddedCluster embedded,
      SimulatedCloud cloud,
      @Nullable Machinery rack) {
    this.time = time;
    this.embedded = embedded;
    this.cloud = cloud;
    this.rack = rack;
  }

  /** Its kubelet registers the Node anew, as if its machine were there. */
  void revive(NodeFact node) {
    revived.add(node.name());
    embedded.join(node.name(), String.valueOf(node.providerId()), node.labels(), node.shape());
  }

  void silenceRevived() {
    revived.forEach(embedded::silence);
    revived.clear();
  }

  /** Where Drover says that so many dead Nodes are for people to see to, they do a little later. */
  void told(JournalEntry entry) {
    if (entry.kind().equals("dead-nodes")) {
      time.after(SEEN_TO_WITHIN, this::deleteDead);
    }
  }

  private void deleteDead() {
    World now = embedded.now();
    now.nodes().stream()
        .filter(node -> !node.ready() && node.labels().containsKey(NodeFact.GROUP_LABEL))
        .filter(node -> now.recordsNaming(node.name()).isEmpty())
        .filter(node -> cloud.alive().noneMatch(m -> m.id.equals(node.providerId())))
        .toList()
        .forEach(node -> deleteNode(node, SEEN_TO_WITHIN));
  }

  void deleteNode(NodeFact node, Duration registersAfter) {
    var unused =
        embedded.perform(new ClusterCommand.DeleteNode(node.name(), node.identity().uid()));
    time.after(registersAfter, () -> reboot(String.valueOf(node.providerId())));
  }

  private void reboot(String machine) {
    cloud
        .alive()
        .filter(found -> found.id.equals(machine))
        .filter(found -> embedded.now().node(found.node).isEmpty())
        .findFirst()
        .ifPresent(cloud::reboot);
    if (rack != null) {
      rack.reboot(machine);
    }
  }
}
