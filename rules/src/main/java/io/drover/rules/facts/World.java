package io.drover.rules.facts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The observed cluster at one position, to be read only. Collections are in order of key. */
public interface World extends References {
  Position position();

  Collection<NodeFact> nodes();

  Collection<PodFact> pods();

  Collection<DisruptionBudgetFact> disruptionBudgets();

  Collection<DaemonSetFact> daemonSets();

  Collection<NodeGroupFact> groups();

  Collection<ManagedNodeFact> managedNodes();

  /** READY records whose own Nodes are there and ready, in order of the records' names. */
  Collection<ServingNode> servingNodes();

  /** READY records that count as capacity, whose own Nodes are there and not ready. */
  Collection<ServingNode> sickNodes();

  /** All records but READY ones that count as capacity and whose own Nodes are there. */
  Collection<ManagedNodeFact> unsettledNodes();

  /** The records that name the node as theirs, be it theirs or not. */
  List<ManagedNodeFact> recordsNaming(NodeName node);

  FleetCount count(GroupName group);

  /** How many of the records that count as the group's capacity are of each offering. */
  Map<OfferingId, Integer> offerings(GroupName group);

  Optional<NodeFact> node(NodeName name);

  Optional<PodFact> pod(PodKey key);

  Optional<NodeGroupFact> group(GroupName name);

  /** The record of that name. */
  Optional<ManagedNodeFact> managedNode(String name);

  /** The Node that runs on the machine; of several the first by name. */
  Optional<NodeFact> nodeOn(String providerId);

  /** Pods bound to the node that still take room on it. */
  List<PodFact> podsOn(NodeName node);

  /** Pods that are nominated for a node, be it there or not, and bound to none. */
  Collection<PodFact> nominatedPods();

  /** Pods of a priority below zero that take room on some node. */
  Collection<PodFact> podsBelowZero();

  /** What the pods on the node that would have to move ask for. */
  NodeLoad load(NodeName node);

  /** Pods that their scheduler could not place, in order of key. */
  Collection<PodFact> unschedulablePods();
}
