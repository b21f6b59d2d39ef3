package io.drover.rules.facts;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The world that follows a stream of batches; owned by one thread. */
public final class ObservedWorld extends ObservedReferences implements World {
  private final TreeMap<NodeName, NodeFact> nodes = new TreeMap<>();
  private final Spots spots = new Spots();
  private final TreeMap<PodKey, PodFact> pods = new TreeMap<>();
  private final TreeMap<FactKey, DisruptionBudgetFact> budgets = new TreeMap<>();
  private final TreeMap<FactKey, DaemonSetFact> daemonSets = new TreeMap<>();
  private final TreeMap<GroupName, NodeGroupFact> groups = new TreeMap<>();
  private final Fleet fleet = new Fleet(spots);
  private final TreeMap<PodKey, PodFact> unschedulable = new TreeMap<>();
  private final TreeMap<PodKey, PodFact> nominated = new TreeMap<>();
  private final TreeMap<PodKey, PodFact> belowZero = new TreeMap<>();
  private final Map<String, TreeMap<NodeName, NodeFact>> nodesByMachine = new HashMap<>();
  private final Map<FactKey.Kind, String> newestTold = new EnumMap<>(FactKey.Kind.class);
  private Position position;

  public ObservedWorld(FactSnapshot snapshot) {
    position = snapshot.position();
    snapshot.facts().forEach(this::told);
  }

  /**
   * Takes the next batch.
   *
   * @return false, with nothing changed, when a batch is missing between this one and the last: a
   *     new snapshot is needed
   */
  public boolean apply(FactBatch batch) {
    if (!position.isFollowedBy(batch.position())) {
      return false;
    }
    position = batch.position();
    for (Delta delta : batch.deltas()) {
      switch (delta) {
        case Delta.Put(Fact fact) -> told(fact);
        case Delta.Drop(FactKey key) -> drop(key);
      }
    }
    return true;
  }

  /**
   * Takes a fact that a write has answered with, ahead of the stream; what the stream still tells
   * of older versions is passed over. A fact that the stream is past already is not taken: it may
   * have been dropped since, and would never be dropped again.
   */
  public void learn(Fact fact) {
    boolean ahead =
        switch (fact) {
          case NodeGroupFact group -> ahead(group.key(), group.resourceVersion());
          case ManagedNodeFact node -> ahead(node.key(), node.identity().resourceVersion());
          case NodeFact other -> false;
          case PodFact other -> false;
          case DisruptionBudgetFact other -> false;
          case DaemonSetFact other -> false;
          case ReferencedFact other -> false;
        };
    if (ahead) {
      take(fact);
    }
  }

  private boolean ahead(FactKey key, String version) {
    String told = newestTold.get(key.kind());
    return told == null || older(told, version);
  }

  private void told(Fact fact) {
    switch (fact) {
      case NodeGroupFact group -> told(group.key(), group.resourceVersion());
      case ManagedNodeFact node -> told(node.key(), node.identity().resourceVersion());
      case NodeFact other -> {}
      case PodFact other -> {}
      case DisruptionBudgetFact other -> {}
      case DaemonSetFact other -> {}
      case ReferencedFact other -> {}
    }
    take(fact);
  }

  private void told(FactKey key, String version) {
    newestTold.merge(key.kind(), version, (old, next) -> older(old, next) ? next : old);
  }

  private void take(Fact fact) {
    switch (fact) {
      case NodeFact node -> {
        leave(nodes.put(node.name(), node));
        settle(node);
      }
      case PodFact pod -> {
        unbind(pods.put(pod.podKey(), pod));
        bind(pod);
      }
      case DisruptionBudgetFact budget -> budgets.put(budget.key(), budget);
      case DaemonSetFact daemonSet -> daemonSets.put(daemonSet.key(), daemonSet);
      case NodeGroupFact group ->
          groups.merge(
              group.name(),
              group,
              (old, next) ->
                  sameButOlder(next.uid(), next.resourceVersion(), old.uid(), old.resourceVersion())
                      ? old
                      : next);
      case ManagedNodeFact node -> {
        if (!outdated(node)) {
          fleet.put(node);
        }
      }
      case ReferencedFact referenced -> put(referenced);
    }
  }

  /** Whether it is an older version of the record that is known. */
  private boolean outdated(ManagedNodeFact record) {
    ManagedNodeFact known = fleet.get(record.identity().name());
    ManagedNodeFact.Identity is = record.identity();
    return known != null
        && sameButOlder(
            is.uid(),
            is.resourceVersion(),
            known.identity().uid(),
            known.identity().resourceVersion());
  }

  /** Resource versions of one object are decimal and rise (Kubernetes 1.35, KEP-5504). */
  private static boolean sameButOlder(
      String uid, String version, String otherUid, String otherVersion) {
    return uid.equals(otherUid) && older(version, otherVersion);
  }

  private static boolean older(String version, String other) {
    return version.length() != other.length()
        ? version.length() < other.length()
        : version.compareTo(other) < 0;
  }

  private void drop(FactKey key) {
    switch (key.kind()) {
      case NODE -> leave(nodes.remove(new NodeName(key.name())));
      case POD -> unbind(pods.remove(PodKey.parse(key.name())));
      case DISRUPTION_BUDGET -> budgets.remove(key);
      case DAEMON_SET -> daemonSets.remove(key);
      case NODE_GROUP -> groups.remove(new GroupName(key.name()));
      case MANAGED_NODE -> fleet.drop(key.name());
      case REPLICA_SET,
          STATEFUL_SET,
          JOB,
          REPLICATION_CONTROLLER,
          CLAIM,
          VOLUME,
          STORAGE_CLASS,
          CSI_NODE,
          CSI_DRIVER,
          NAMESPACE,
          PRIORITY_CLASS ->
          dropReferenced(key);
    }
  }

  private void settle(NodeFact node) {
    spots.change(node.name(), spot -> spot.node(node));
    fleet.nodeChanged(node.name());
    if (node.providerId() != null) {
      nodesByMachine
          .computeIfAbsent(node.providerId(), any -> new TreeMap<>())
          .put(node.name(), node);
    }
  }

  private void leave(@Nullable NodeFact node) {
    if (node == null) {
      return;
    }
    spots.change(node.name(), spot -> spot.node(null));
    fleet.nodeChanged(node.name());
    if (node.providerId() != null) {
      nodesByMachine.computeIfPresent(
          node.providerId(),
          (machine, there) -> {
            there.remove(node.name());
            return there.isEmpty() ? null : there;
          });
    }
  }

  private void bind(PodFact pod) {
    NodeName node = pod.state().nodeName();
    if (node != null && pod.state().scheduling() == PodFact.Scheduling.BOUND) {
      spots.change(node, spot -> spot.bind(pod));
    }
    if (pod.state().scheduling() == PodFact.Scheduling.UNSCHEDULABLE) {
      unschedulable.put(pod.podKey(), pod);
    }
    if (node != null && pod.state().scheduling() == PodFact.Scheduling.NOMINATED) {
      nominated.put(pod.podKey(), pod);
    }
    if (node != null && pod.takesRoomOn(node) && pod.expendable(0)) {
      belowZero.put(pod.podKey(), pod);
    }
  }

  private void unbind(@Nullable PodFact pod) {
    if (pod == null) {
      return;
    }
    unschedulable.remove(pod.podKey());
    nominated.remove(pod.podKey());
    belowZero.remove(pod.podKey());
    NodeName node = pod.state().nodeName();
    if (node != null) {
      spots.change(node, spot -> spot.unbind(pod));
    }
  }

  @Override
  public Position position() {
    return position;
  }

  @Override
  public Collection<NodeFact> nodes() {
    return nodes.values();
  }

  @Override
  public Collection<PodFact> pods() {
    return pods.values();
  }

  @Override
  public Collection<DisruptionBudgetFact> disruptionBudgets() {
    return budgets.values();
  }

  @Override
  public Collection<DaemonSetFact> daemonSets() {
    return daemonSets.values();
  }

  @Override
  public Collection<NodeGroupFact> groups() {
    return groups.values();
  }

  @Override
  public Collection<ManagedNodeFact> managedNodes() {
    return fleet.all();
  }

  @Override
  public Collection<ServingNode> servingNodes() {
    return fleet.serving();
  }

  @Override
  public Collection<ServingNode> sickNodes() {
    return fleet.sick();
  }

  @Override
  public Collection<ManagedNodeFact> unsettledNodes() {
    return fleet.unsettled();
  }

  @Override
  public List<ManagedNodeFact> recordsNaming(NodeName node) {
    Spot spot = spots.at(node);
    return spot == null ? List.of() : spot.records();
  }

  @Override
  public FleetCount count(GroupName group) {
    return fleet.count(group);
  }

  @Override
  public Map<OfferingId, Integer> offerings(GroupName group) {
    return fleet.offerings(group);
  }

  @Override
  public Optional<NodeFact> node(NodeName name) {
    Spot spot = spots.at(name);
    return Optional.ofNullable(spot == null ? null : spot.node());
  }

  @Override
  public Optional<PodFact> pod(PodKey key) {
    return Optional.ofNullable(pods.get(key));
  }

  @Override
  public Optional<NodeGroupFact> group(GroupName name) {
    return Optional.ofNullable(groups.get(name));
  }

  @Override
  public Optional<ManagedNodeFact> managedNode(String name) {
    return Optional.ofNullable(fleet.get(name));
  }

  @Override
  public Optional<NodeFact> nodeOn(String providerId) {
    return Optional.ofNullable(nodesByMachine.get(providerId))
        .map(there -> there.firstEntry().getValue());
  }

  @Override
  public List<PodFact> podsOn(NodeName node) {
    Spot spot = spots.at(node);
    return spot == null ? List.of() : spot.pods();
  }

  @Override
  public Collection<PodFact> nominatedPods() {
    return nominated.values();
  }

  @Override
  public Collection<PodFact> podsBelowZero() {
    return belowZero.values();
  }

  @Override
  public NodeLoad load(NodeName node) {
    Spot spot = spots.at(node);
    return spot == null ? NodeLoad.NONE : spot.load();
  }

  @Override
  public Collection<PodFact> unschedulablePods() {
    return unschedulable.values();
  }
}
