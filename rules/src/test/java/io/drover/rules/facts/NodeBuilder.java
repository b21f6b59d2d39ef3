package io.drover.rules.facts;

import static io.drover.rules.facts.Amounts.amounts;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A ready node with two cores and 4 GiB, in no node group. */
public final class NodeBuilder implements FactBuilder {
  private final String name;
  private final Map<String, String> labels = new HashMap<>();
  private final Map<String, String> annotations = new HashMap<>();
  private final List<Taint> taints = new ArrayList<>();
  private final List<String> attachedVolumes = new ArrayList<>();
  private Resources capacity = amounts("2", "4Gi", 110);
  private Resources allocatable = capacity;
  private @Nullable Instant unreadySince;
  private NodeFact.Readiness readiness = NodeFact.Readiness.READY;
  private Instant createdAt = Instant.EPOCH;
  private boolean unschedulable;
  private boolean deleting;
  private @Nullable String providerId;
  private String uid;

  private NodeBuilder(String name) {
    this.name = name;
    this.uid = "node-" + name;
    this.providerId = "sim://" + name;
    labels.put("kubernetes.io/hostname", name);
    labels.put("kubernetes.io/os", "linux");
    labels.put("kubernetes.io/arch", "amd64");
  }

  public static NodeBuilder aNode(String name) {
    return new NodeBuilder(name);
  }

  public NodeBuilder in(String group) {
    return labelled(NodeFact.GROUP_LABEL, group);
  }

  /** Capacity and allocatable, with 110 pods. */
  public NodeBuilder with(String cpu, String memory) {
    return having(amounts(cpu, memory, 110));
  }

  public NodeBuilder having(Resources both) {
    capacity = both;
    allocatable = both;
    return this;
  }

  public NodeBuilder allocatable(Resources some) {
    allocatable = some;
    return this;
  }

  public NodeBuilder labelled(String key, String value) {
    labels.put(key, value);
    return this;
  }

  public NodeBuilder annotated(String key, String value) {
    annotations.put(key, value);
    return this;
  }

  public NodeBuilder tainted(String key, String value, Taint.Effect effect) {
    taints.add(new Taint(key, value, effect));
    return this;
  }

  public NodeBuilder candidateSince(Instant since) {
    return tainted(
        NodeFact.CANDIDATE_TAINT,
        Long.toString(since.getEpochSecond()),
        Taint.Effect.PREFER_NO_SCHEDULE);
  }

  public NodeBuilder doNotDisrupt() {
    return annotated(NodeFact.DO_NOT_DISRUPT, "true");
  }

  public NodeBuilder controlPlane() {
    return labelled("node-role.kubernetes.io/control-plane", "")
        .tainted("node-role.kubernetes.io/control-plane", "", Taint.Effect.NO_SCHEDULE);
  }

  public NodeBuilder inZone(String zone) {
    return labelled("topology.kubernetes.io/zone", zone);
  }

  public NodeBuilder of(String instanceType) {
    return labelled("node.kubernetes.io/instance-type", instanceType);
  }

  public NodeBuilder cordoned() {
    unschedulable = true;
    return tainted("node.kubernetes.io/unschedulable", "", Taint.Effect.NO_SCHEDULE);
  }

  /** As a drain of ours leaves a node that took pods before: cordoned and marked. */
  public NodeBuilder draining() {
    return cordoned().markedDraining();
  }

  /** Marked by a drain of ours, whether it is still cordoned or not. */
  public NodeBuilder markedDraining() {
    return tainted(NodeFact.DRAINING_TAINT, NodeFact.WAS_SCHEDULABLE, Taint.Effect.NO_SCHEDULE);
  }

  public NodeBuilder attached(String volume) {
    attachedVolumes.add(volume);
    return this;
  }

  public NodeBuilder notReady() {
    readiness = NodeFact.Readiness.NOT_READY;
    return this;
  }

  public NodeBuilder notReadySince(Instant since) {
    unreadySince = since;
    return notReady();
  }

  public NodeBuilder silent() {
    readiness = NodeFact.Readiness.UNKNOWN;
    return this;
  }

  public NodeBuilder deleting() {
    deleting = true;
    return this;
  }

  public NodeBuilder createdAt(Instant at) {
    createdAt = at;
    return this;
  }

  public NodeBuilder uid(String value) {
    uid = value;
    return this;
  }

  public NodeBuilder instance(@Nullable String id) {
    providerId = id;
    return this;
  }

  @Override
  public NodeFact build() {
    return new NodeFact(
        new NodeFact.Identity(new NodeName(name), uid, "1", createdAt, deleting),
        labels,
        annotations,
        new NodeFact.Shape(capacity, allocatable, taints, unschedulable),
        readiness,
        providerId,
        unreadySince,
        attachedVolumes);
  }
}
