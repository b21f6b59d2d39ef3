package io.drover.rules.facts;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A READY record whose own Node is there, and ready unless it is told as sick. It is a view into
 * the world that told it, good for as long as that does not change: planning looks at every node
 * each time, and finds here beside each other what lies in many places.
 */
public final class ServingNode {
  private final ManagedNodeFact record;
  private final Spot spot;
  private final NodeName name;
  private final GroupName group;
  private final Instant createdAt;
  private final Map<String, String> labels;
  private final @Nullable Taint candidateTaint;
  private final boolean protectedByOwner;
  private final long cpuMillis;
  private final long memoryBytes;
  private final long gpus;
  private final boolean ready;
  private final @Nullable Instant unreadySince;

  ServingNode(ManagedNodeFact record, NodeFact node, Spot spot) {
    this.record = record;
    this.spot = spot;
    this.name = node.name();
    this.group = record.group();
    this.createdAt = node.identity().createdAt();
    this.labels = node.labels();
    this.candidateTaint = candidateTaint(node);
    this.protectedByOwner = node.protectedByOwner();
    this.ready = node.ready();
    this.unreadySince = node.unreadySince();
    Resources allocatable = node.shape().allocatable();
    this.cpuMillis = allocatable.get(Resources.CPU);
    this.memoryBytes = allocatable.get(Resources.MEMORY);
    this.gpus = allocatable.gpus();
  }

  private static @Nullable Taint candidateTaint(NodeFact node) {
    for (Taint taint : node.shape().taints()) {
      if (taint.key().equals(NodeFact.CANDIDATE_TAINT)) {
        return taint;
      }
    }
    return null;
  }

  public ManagedNodeFact record() {
    return record;
  }

  /** The Node's name. */
  public NodeName name() {
    return name;
  }

  /** The record's group. */
  public GroupName group() {
    return group;
  }

  /** The value of the Node's label, null where it has none. */
  public @Nullable String label(String key) {
    return labels.get(key);
  }

  /** When the Node was created. */
  public Instant createdAt() {
    return createdAt;
  }

  /** The Node's {@link NodeFact#CANDIDATE_TAINT}, the first if there are several. */
  public Optional<Taint> candidateTaint() {
    return Optional.ofNullable(candidateTaint);
  }

  /** Whether {@link NodeFact#DO_NOT_DISRUPT} forbids removal. */
  public boolean protectedByOwner() {
    return protectedByOwner;
  }

  public boolean ready() {
    return ready;
  }

  /** For how long it has not been ready; zero where it is, or nobody knows since when. */
  public Duration unreadyFor(Instant now) {
    return ready || unreadySince == null || unreadySince.isAfter(now)
        ? Duration.ZERO
        : Duration.between(unreadySince, now);
  }

  /** What the pods on it that would have to move ask for. */
  public NodeLoad load() {
    return spot.load();
  }

  /** Allocatable CPU in millicores. */
  public long cpuMillis() {
    return cpuMillis;
  }

  /** Allocatable memory in bytes. */
  public long memoryBytes() {
    return memoryBytes;
  }

  /** Allocatable GPUs. */
  public long gpus() {
    return gpus;
  }
}
