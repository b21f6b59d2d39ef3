package io.drover.rules.facts;

/**
 * A READY record whose own Node is there and ready. It is a view into the world that told it, good
 * for as long as that does not change: planning looks at every node each time, and finds here
 * beside each other what lies in many places.
 */
public final class ServingNode {
  private final ManagedNodeFact record;
  private final NodeFact node;
  private final Spot spot;
  private final long cpuMillis;
  private final long memoryBytes;

  ServingNode(ManagedNodeFact record, NodeFact node, Spot spot) {
    this.record = record;
    this.node = node;
    this.spot = spot;
    Resources allocatable = node.shape().allocatable();
    this.cpuMillis = allocatable.get(Resources.CPU);
    this.memoryBytes = allocatable.get(Resources.MEMORY);
  }

  public ManagedNodeFact record() {
    return record;
  }

  public NodeFact node() {
    return node;
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
}
