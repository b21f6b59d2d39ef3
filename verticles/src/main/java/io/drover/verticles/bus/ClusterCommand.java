package io.drover.verticles.bus;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Taint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What may be done to the served cluster. Each carries the uid (and version where the API takes
 * one) of what it was decided on, so that it changes nothing else.
 */
public sealed interface ClusterCommand {
  /**
   * Set {@code spec.unschedulable}, the draining taint and the label that takes the node out of
   * load balancers, at once.
   */
  record Cordon(NodeName node, String uid) implements ClusterCommand {}

  /** Take back what cordoning has set, and nothing that was there before. */
  record Uncordon(NodeName node, String uid) implements ClusterCommand {}

  /** Write (or with null take away) the removal-candidate taint with its instant. */
  record MarkCandidate(NodeName node, String uid, @Nullable Instant since)
      implements ClusterCommand {}

  /** Give a joined Node its labels and taints, and take startup taints away. */
  record DressNode(NodeName node, String uid, Map<String, String> labels, List<Taint> taints)
      implements ClusterCommand {
    public DressNode {
      labels = Map.copyOf(labels);
      taints = List.copyOf(taints);
    }
  }

  /** Ask the eviction API to end a pod; a disruption budget may refuse. */
  record EvictPod(PodKey pod, String uid) implements ClusterCommand {}

  /** Delete a pod past its disruption budgets, with so much of its grace period left. */
  record DeletePod(PodKey pod, String uid, Duration grace) implements ClusterCommand {}

  /** Delete the Node object. */
  record DeleteNode(NodeName node, String uid) implements ClusterCommand {}

  /** Make the {@code ManagedNode} that says what is about to be bought. */
  record CreateRecord(String name, ManagedNodeFact.Purchase purchase) implements ClusterCommand {}

  /** Write a record's status, on condition of its version. */
  record WriteRecord(ManagedNodeFact record) implements ClusterCommand {}

  /** Delete a record, on condition of its version, and let it go. */
  record DeleteRecord(String name, String uid, String resourceVersion) implements ClusterCommand {}

  /** Write a group's status, on condition of its version: the ledger. */
  record WriteGroup(GroupName group, String uid, String resourceVersion, GroupStatus status)
      implements ClusterCommand {}

  /** Have a group's object stay when somebody deletes it, until this is taken back. */
  record GuardGroup(GroupName group, String uid, boolean guarded) implements ClusterCommand {}

  /** Make a node group for pods; one of that name that is there stays as it is. */
  record MakeGroup(GroupName group, GroupSpec spec) implements ClusterCommand {}

  /** Delete a node group that was made so, on condition of its version. */
  record DropGroup(GroupName group, String uid, String resourceVersion) implements ClusterCommand {}

  /** Tell people what happened, as a Kubernetes event about an object. */
  record TellEvent(Subject about, Severity severity, String reason, String message)
      implements ClusterCommand {}

  /** What a node group's status says. */
  record GroupStatus(
      int current,
      int ready,
      List<String> nodes,
      NodeGroupFact.History history,
      List<Condition> conditions) {
    public GroupStatus {
      nodes = List.copyOf(nodes);
      conditions = List.copyOf(conditions);
    }
  }

  /** A condition, as in {@code meta/v1 Condition}; its transition time is kept by the writer. */
  record Condition(String type, boolean status, String reason, String message) {}

  /** What an event is about. */
  record Subject(Kind kind, String namespace, String name, String uid) {
    /** The kinds of objects that Drover tells about. */
    public enum Kind {
      NODE,
      POD,
      NODE_GROUP,
      MANAGED_NODE
    }
  }

  /** The two types of Kubernetes events. */
  enum Severity {
    NORMAL,
    WARNING
  }
}
