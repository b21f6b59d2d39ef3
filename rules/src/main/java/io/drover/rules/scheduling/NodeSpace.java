package io.drover.rules.scheduling;

import io.drover.rules.facts.HostPort;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A node as the filters see it, with what is taken on it; owned by one model. */
final class NodeSpace {
  private final String name;
  private final int index;
  private final NodeTemplate shape;
  private final boolean unschedulable;
  private final List<HostPort> hostPorts;
  private Resources used = Resources.NONE;
  private boolean closed;
  private long version;

  private NodeSpace(String name, int index, NodeTemplate shape, boolean unschedulable) {
    this.name = name;
    this.index = index;
    this.shape = shape;
    this.unschedulable = unschedulable;
    this.hostPorts = new ArrayList<>(shape.hostPorts());
  }

  /**
   * A node that is ready. The not-ready taint outlives the condition by a moment; counting it would
   * have more nodes bought for pods that are about to be placed here.
   */
  static NodeSpace of(NodeFact node, int index) {
    List<Taint> taints =
        node.shape().taints().stream()
            .filter(taint -> !taint.key().equals(NodeFact.NOT_READY_TAINT))
            .toList();
    NodeTemplate shape = new NodeTemplate(node.labels(), taints, node.shape().allocatable());
    return new NodeSpace(node.name().value(), index, shape, node.shape().unschedulable());
  }

  static NodeSpace of(String name, NodeTemplate template, int index) {
    return new NodeSpace(name, index, template, false);
  }

  String name() {
    return name;
  }

  /** Its number within the model, never used twice. */
  int index() {
    return index;
  }

  Map<String, String> labels() {
    return shape.labels();
  }

  List<Taint> taints() {
    return shape.taints();
  }

  boolean unschedulable() {
    return unschedulable;
  }

  Resources allocatable() {
    return shape.allocatable();
  }

  Resources used() {
    return used;
  }

  List<HostPort> hostPorts() {
    return hostPorts;
  }

  boolean closed() {
    return closed;
  }

  void closed(boolean value) {
    closed = value;
  }

  /** Changes whenever a pod comes or goes. */
  long version() {
    return version;
  }

  void take(PodNeeds needs) {
    used = used.plus(needs.requests());
    hostPorts.addAll(needs.hostPorts());
    version++;
  }

  void release(PodNeeds needs) {
    used = used.minus(needs.requests());
    needs.hostPorts().forEach(hostPorts::remove);
    version++;
  }

  /** The larger share, of cpu and memory, that requests take of the allocatable. */
  double fullness() {
    return Math.max(share(Resources.CPU), share(Resources.MEMORY));
  }

  private double share(String resource) {
    long allocatable = allocatable().get(resource);
    return allocatable <= 0 ? 0 : (double) used.get(resource) / allocatable;
  }
}
