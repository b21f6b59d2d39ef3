package io.drover.rules.scheduling;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.World;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which pods stand on which nodes, with all that the filters count of it. */
final class Occupancy {
  private static final int FEW_CLASSES = 1_000;

  private final World world;
  private final TreeMap<String, NodeSpace> nodes = new TreeMap<>();
  private final Map<PodKey, Placement> placements = new HashMap<>();
  private final ResourceTable table = new ResourceTable();
  private final Shapes shapes = new Shapes();
  private final SearchOrder order = new SearchOrder();
  private final Censuses censuses;
  private final Classes classes;
  private int nodesEver;
  private long roomGained;

  /** One pod on its node. */
  record Placement(PodFact pod, PodClass pods, NodeSpace node) {}

  Occupancy(World world) {
    this.world = world;
    censuses = new Censuses(world, shapes, nodes.values());
    classes = new Classes(table, censuses);
    world.pods().forEach(pod -> classes.looksFurther(pod.needs()));
    for (NodeFact node : world.nodes()) {
      insert(space(node));
    }
    for (NodeSpace node : nodes.values()) {
      world.podsOn(new NodeName(node.name())).forEach(pod -> take(pod, node));
    }
  }

  World world() {
    return world;
  }

  /** A node as it is told, that is not inserted yet; closed if it does not serve. */
  NodeSpace space(NodeFact node) {
    NodeSpace space = NodeSpace.of(node, nodesEver++, table);
    space.closed(!node.ready() || node.identity().deleting());
    return space;
  }

  NodeSpace space(String name, NodeTemplate template) {
    return NodeSpace.of(name, template, nodesEver++, table);
  }

  long[] amounts(NodeTemplate template) {
    return table.amounts(template.allocatable());
  }

  @Nullable NodeSpace node(String name) {
    return nodes.get(name);
  }

  Iterable<NodeSpace> nodes() {
    return nodes.values();
  }

  SearchOrder order() {
    return order;
  }

  Censuses censuses() {
    return censuses;
  }

  @Nullable Placement placement(PodKey pod) {
    return placements.get(pod);
  }

  /** Rises whenever a node may take what it did not take before. */
  long roomGained() {
    return roomGained;
  }

  void gainRoom() {
    roomGained++;
  }

  /** Whether there are far more classes than pods that are told. */
  boolean worn() {
    return classes.size() > 2 * world.pods().size() + FEW_CLASSES;
  }

  PodClass classOf(PodFact pod) {
    if (classes.looksFurther(pod.needs())) {
      classifyAnew();
    }
    return classes.of(pod);
  }

  /** Pods that were alike may not be alike any more, or others may be meant by a term. */
  void classifyAnew() {
    classes.restart();
    nodes.values().forEach(node -> node.tenants().clear());
    placements.replaceAll(
        (key, placement) -> {
          PodClass pods = classes.of(placement.pod());
          placement.node().tenants().merge(pods, 1, Integer::sum);
          pods.count(placement.node(), 1);
          return new Placement(placement.pod(), pods, placement.node());
        });
  }

  void insert(NodeSpace node) {
    nodes.put(node.name(), node);
    shapes.settle(node);
    censuses.come(node);
    order.append(node);
  }

  /** Takes away a node on which no pod stands. */
  void delete(NodeSpace node) {
    censuses.go(node);
    nodes.remove(node.name());
    order.remove(node);
  }

  void closed(NodeSpace node, boolean value) {
    node.closed(value);
    if (value) {
      order.lost(node);
    } else {
      order.gained(node);
    }
  }

  void take(PodFact pod, NodeSpace node) {
    PodClass pods = classOf(pod);
    node.take(pods);
    order.lost(node);
    pods.count(node, 1);
    node.residents().add(pod.podKey());
    placements.put(pod.podKey(), new Placement(pod, pods, node));
  }

  void release(PodKey pod) {
    Placement placement = placements.remove(pod);
    if (placement == null) {
      throw new IllegalStateException("a pod leaves that is not there: " + pod);
    }
    NodeSpace node = placement.node();
    node.residents().remove(pod);
    node.release(placement.pods());
    order.gained(node);
    placement.pods().count(node, -1);
  }

  /** The same pod in a newer version that makes no difference. */
  void renew(Placement placement, PodFact pod) {
    placements.put(pod.podKey(), new Placement(pod, placement.pods(), placement.node()));
  }
}
