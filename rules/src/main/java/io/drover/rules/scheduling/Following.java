package io.drover.rules.scheduling;

import io.drover.rules.facts.DaemonSetFact;
import io.drover.rules.facts.Delta;
import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.ReferencedFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps an occupancy as the world is, change by change. */
final class Following {
  private final Occupancy occupancy;

  Following(Occupancy occupancy) {
    this.occupancy = occupancy;
  }

  void apply(Delta delta) {
    switch (delta) {
      case Delta.Put(Fact fact) -> put(fact);
      case Delta.Drop(FactKey key) -> drop(key);
    }
  }

  private void put(Fact fact) {
    switch (fact) {
      case NodeFact node -> came(node);
      case PodFact pod -> stands(pod);
      case ReferencedFact referenced -> changed(referenced.key().kind());
      case DisruptionBudgetFact other -> {}
      case DaemonSetFact daemonSet -> occupancy.comesWithNodes(daemonSet);
      case NodeGroupFact other -> {}
      case ManagedNodeFact other -> {}
    }
  }

  private void drop(FactKey key) {
    switch (key.kind()) {
      case NODE -> gone(key.name());
      case POD -> leaves(occupancy.placement(PodKey.parse(key.name())));
      case NAMESPACE, CLAIM, VOLUME, STORAGE_CLASS, CSI_NODE, CSI_DRIVER -> changed(key.kind());
      case DISRUPTION_BUDGET,
          DAEMON_SET,
          NODE_GROUP,
          MANAGED_NODE,
          REPLICA_SET,
          STATEFUL_SET,
          JOB,
          REPLICATION_CONTROLLER,
          PRIORITY_CLASS -> {}
    }
  }

  /** Selectors of namespaces may match others now; claims are worked out once for each class. */
  private void changed(FactKey.Kind kind) {
    switch (kind) {
      case NAMESPACE -> {
        if (occupancy.censuses().lookAtNamespaces()) {
          occupancy.classifyAnew();
        }
      }
      case CLAIM, VOLUME, STORAGE_CLASS, CSI_NODE, CSI_DRIVER -> occupancy.outdate();
      case NODE,
          POD,
          DISRUPTION_BUDGET,
          DAEMON_SET,
          NODE_GROUP,
          MANAGED_NODE,
          REPLICA_SET,
          STATEFUL_SET,
          JOB,
          REPLICATION_CONTROLLER,
          PRIORITY_CLASS -> {}
    }
  }

  private void came(NodeFact node) {
    NodeSpace next = occupancy.space(node);
    NodeSpace known = occupancy.node(next.name());
    if (known != null && known.like(next)) {
      if (known.closed() != next.closed()) {
        occupancy.closed(known, next.closed());
        occupancy.gainRoom();
      }
      return;
    }
    gone(next.name());
    occupancy.insert(next);
    occupancy.world().podsOn(node.name()).forEach(this::stands);
    occupancy.world().nominatedPods().stream()
        .filter(pod -> pod.takesRoomOn(node.name()))
        .forEach(this::stands);
  }

  private void gone(String name) {
    NodeSpace node = occupancy.node(name);
    if (node != null) {
      List.copyOf(node.residents()).forEach(occupancy::release);
      occupancy.delete(node);
      occupancy.gainRoom();
    }
  }

  private void stands(PodFact pod) {
    NodeName name = pod.state().nodeName();
    NodeSpace node = name != null && pod.takesRoomOn(name) ? occupancy.node(name.value()) : null;
    // The class first: it may be that all are classified anew.
    PodClass pods = occupancy.classOf(pod);
    Occupancy.Placement before = occupancy.placement(pod.podKey());
    if (before != null && before.node() == node && before.pods() == pods) {
      occupancy.renew(before, pod);
      return;
    }
    leaves(before);
    if (node != null) {
      occupancy.take(pod, node, List.of());
    }
  }

  private void leaves(Occupancy.@Nullable Placement placement) {
    if (placement != null) {
      occupancy.release(placement.pod().podKey());
      occupancy.gainRoom();
    }
  }
}
