package io.drover.rules.scheduling;

import io.drover.rules.facts.DaemonSetFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
  private final Volumes volumes;
  private final Censuses censuses;
  private final Classes classes;
  private int nodesEver;
  private long roomGained;
  private boolean outdated;

  /** A pod on its node, and what was settled for its claims when it was put there. */
  record Placement(PodFact pod, PodClass pods, NodeSpace node, List<Binding> bindings) {}

  Occupancy(World world) {
    this.world = world;
    volumes = new Volumes(world);
    censuses = new Censuses(world, shapes, nodes.values(), volumes);
    classes = new Classes(table, censuses);
    world.pods().forEach(pod -> classes.looksFurther(pod.needs()));
    world.daemonSets().forEach(this::comesWithNodes);
    for (NodeFact node : world.nodes()) {
      insert(space(node));
    }
    for (NodeSpace node : nodes.values()) {
      world.podsOn(new NodeName(node.name())).forEach(pod -> take(pod, node, List.of()));
    }
    world.nominatedPods().forEach(this::expect);
  }

  /** Counts a nominated pod on its node, if that is there. */
  private void expect(PodFact pod) {
    NodeName name = pod.state().nodeName();
    NodeSpace node = name == null ? null : nodes.get(name.value());
    if (node != null) {
      take(pod, node, List.of());
    }
  }

  /** Has those told apart whom the DaemonSet's pods keep away, before one of them stands. */
  void comesWithNodes(DaemonSetFact daemonSet) {
    classOf(daemonSet.pod());
  }

  World world() {
    return world;
  }

  /** A node as it is told, that is not inserted yet; closed if it does not serve. */
  NodeSpace space(NodeFact node) {
    NodeSpace space = NodeSpace.of(node, nodesEver++, table);
    space.closed(!node.ready() || node.identity().deleting());
    space.attached().limit(volumes.drivers(node));
    space.attached().announce(volumes.migratedPlugins(node));
    return space;
  }

  /** A node to come, whose storage drivers are like those of the nodes that are there. */
  NodeSpace space(String name, NodeTemplate template) {
    Map<String, String> labels = new HashMap<>(template.labels());
    labels.put(Templates.HOST_NAME, name);
    volumes.expected().label(labels);
    NodeSpace space = NodeSpace.of(name, template.labelled(labels), nodesEver++, table);
    space.attached().limit(volumes.expected().of(labels));
    return space;
  }

  /** Whether a node of the template has room for the node's pods and one of these. */
  boolean hasRoom(NodeTemplate template, NodeSpace node, PodClass pods) {
    return node.fitsWith(pods.asks(), table.amounts(template.allocatable()));
  }

  /** Whether a node of the template has as much of everything as the two nodes' pods take. */
  boolean haveRoom(NodeTemplate template, NodeSpace one, NodeSpace other) {
    return one.fitsWith(other.used(), table.amounts(template.allocatable()));
  }

  /** Whether the template has all labels of the node but those of one machine: volumes see them. */
  private static boolean inPlace(NodeTemplate template, NodeSpace node) {
    return template.labels().entrySet().stream()
        .filter(label -> !label.getKey().equals(Templates.INSTANCE_TYPE))
        .filter(label -> !label.getKey().equals(Templates.HOST_NAME))
        .allMatch(label -> label.getValue().equals(node.labels().get(label.getKey())));
  }

  /** Whether a node of the template has room for all that stands on the node, and suits them. */
  boolean holds(NodeTemplate template, NodeSpace node) {
    if (!node.fitsInto(table.amounts(template.allocatable()))
        || !node.attached().fitsInto(volumes.expected().of(template.labels()))) {
      return false;
    }
    NodeSpace empty = NodeSpace.of(node.name(), template, 0, table);
    return node.tenants().keySet().stream()
        .allMatch(
            pods ->
                Predicates.refusalOfNode(pods.needs().nodes(), empty) == null
                    && (pods.plain() || inPlace(template, node)));
  }

  @Nullable NodeSpace node(String name) {
    return nodes.get(name);
  }

  ResourceTable table() {
    return table;
  }

  /**
   * In what it differs first from one that is built from scratch; empty if in nothing, or if it is
   * to be thrown away anyway.
   */
  Optional<String> deviation() {
    if (worn()) {
      return Optional.empty();
    }
    Occupancy fresh = new Occupancy(world);
    Set<String> labels = fresh.classes.lookedAt();
    return Portrait.of(this, labels).differsFrom(Portrait.of(fresh, labels));
  }

  /** Tells who stands where, and what is counted for no single node. */
  void draw(Portrait portrait) {
    placements.forEach(
        (key, placement) ->
            portrait.say(
                "pod " + key, List.of(placement.node().name(), placement.pod().identity().uid())));
    portrait.say("claims in use", volumes.used());
    portrait.say("claims settled", volumes.bindings().held());
    portrait.say("nodes that a search misses", order.hidden());
    portrait.say("how many nodes a search goes through", order.size());
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

  /** What claims come to, or drivers say, is not as it was worked out. */
  void outdate() {
    outdated = true;
  }

  /** Whether it is outdated, or knows far more classes than there are pods. */
  boolean worn() {
    return outdated || classes.size() > 2 * world.pods().size() + FEW_CLASSES;
  }

  PodClass classOf(PodFact pod) {
    if (classes.unseen(pod.needs()) && classes.looksFurther(pod.needs())) {
      classifyAnew();
    }
    return classes.of(pod);
  }

  /** The pods by class; what only the last of them looks at tells the first apart as well. */
  Map<PodClass, List<PodFact>> byClass(List<PodFact> pods) {
    Map<PodClass, List<PodFact>> byClass = new LinkedHashMap<>();
    int before = classes.restarts();
    pods.forEach(pod -> byClass.computeIfAbsent(classOf(pod), any -> new ArrayList<>()).add(pod));
    return classes.restarts() == before ? byClass : byClass(pods);
  }

  /** Pods that were alike may not be alike any more, or others may be meant by a term. */
  void classifyAnew() {
    classes.restart();
    nodes.values().forEach(node -> node.tenants().clear());
    nodes.values().forEach(node -> countDaemons(node, 1));
    placements.replaceAll(
        (key, placement) -> {
          PodClass pods = classes.of(placement.pod());
          placement.node().tenants().merge(pods, 1, Integer::sum);
          pods.count(placement.node(), 1);
          return new Placement(placement.pod(), pods, placement.node(), placement.bindings());
        });
  }

  void insert(NodeSpace node) {
    // Their classes first: it may be that all are classified anew.
    node.daemons().forEach(this::classOf);
    nodes.put(node.name(), node);
    shapes.settle(node);
    censuses.come(node);
    order.append(node);
    countDaemons(node, 1);
  }

  /** Counts the pods of DaemonSets wherever they are counted; their room is taken off already. */
  private void countDaemons(NodeSpace node, int times) {
    for (PodFact pod : node.daemons()) {
      PodClass pods = classes.of(pod);
      node.tenants().merge(pods, times, (has, more) -> has + more == 0 ? null : has + more);
      pods.count(node, times);
    }
  }

  /** Puts a node where another of its name was; no pod stands on either. */
  void replace(NodeSpace old, NodeSpace next) {
    countDaemons(old, -1);
    censuses.go(old);
    next.daemons().forEach(this::classOf);
    nodes.put(next.name(), next);
    shapes.settle(next);
    censuses.come(next);
    order.replace(old, next);
    countDaemons(next, 1);
  }

  /** Takes away a node on which no pod stands. */
  void delete(NodeSpace node) {
    countDaemons(node, -1);
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

  void take(PodFact pod, NodeSpace node, List<Binding> bindings) {
    PodClass pods = classOf(pod);
    node.take(pods);
    order.lost(node);
    pods.count(node, 1);
    node.residents().add(pod.podKey());
    volumes.bindings().hold(bindings);
    placements.put(pod.podKey(), new Placement(pod, pods, node, bindings));
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
    volumes.bindings().release(placement.bindings());
  }

  /** The same pod in a newer version that makes no difference. */
  void renew(Placement placement, PodFact pod) {
    placements.put(
        pod.podKey(), new Placement(pod, placement.pods(), placement.node(), placement.bindings()));
  }
}
