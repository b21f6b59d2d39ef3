package io.drover.rules.scheduling;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a cluster and what is taken on them, to try changes on. {@link #fork} and {@link
 * #revert} undo by a log, not by copies. Owned by one thread.
 */
public final class ClusterModel {
  private static final Comparator<NodeSpace> FULLEST_FIRST =
      Comparator.comparingDouble(NodeSpace::fullness).reversed().thenComparing(NodeSpace::name);

  /** The label by which a pod finds a certain node. */
  static final String HOST_NAME = "kubernetes.io/hostname";

  private final TreeMap<String, NodeSpace> nodes = new TreeMap<>();
  private final Map<PodKey, Placement> placements = new HashMap<>();
  private final ResourceTable table = new ResourceTable();
  private final Shapes shapes = new Shapes();
  private final Volumes volumes;
  private final Censuses censuses;
  private final Classes classes;
  private final UndoLog log = new UndoLog();
  private final List<NodeSpace> searched = new ArrayList<>();
  private int searchFrom;
  private int nodesEver;
  private long roomGained;

  /** A pod on a node, and what was settled for its claims when it was put there. */
  private record Placement(PodFact pod, PodClass pods, NodeSpace node, List<Binding> bindings) {}

  /**
   * All nodes of the world with the pods bound to them. Those that are not ready or being deleted
   * take no more pods; pods there count for those that want them near, far or spread.
   *
   * @param leftOut nodes that are on their way out and must not be counted on
   */
  public ClusterModel(World world, Set<NodeName> leftOut) {
    volumes = new Volumes(world);
    censuses = new Censuses(world, shapes, nodes.values(), volumes);
    classes = new Classes(table, censuses);
    world.pods().forEach(pod -> classes.looksFurther(pod.needs()));
    for (NodeFact node : world.nodes()) {
      NodeSpace space = NodeSpace.of(node, nodesEver++, table);
      space.closed(!node.ready() || node.identity().deleting() || leftOut.contains(node.name()));
      space.attached().limit(volumes.drivers(node));
      insert(space);
    }
    for (NodeFact node : world.nodes()) {
      NodeSpace space = Objects.requireNonNull(nodes.get(node.name().value()));
      for (PodFact pod : world.podsOn(node.name())) {
        take(pod, space, List.of());
      }
    }
    searched.sort(FULLEST_FIRST);
  }

  /** Counts on a node that is on its way. */
  public void addInFlight(String name, NodeTemplate template) {
    add(name, template);
  }

  /**
   * Counts on a node that is not there yet; its host name is like no other, and its storage drivers
   * are like those of the nodes that are there.
   */
  NodeSpace add(String name, NodeTemplate template) {
    if (nodes.containsKey(name)) {
      throw new IllegalArgumentException("the model already has a node " + name);
    }
    Map<String, String> labels = new HashMap<>(template.labels());
    labels.put(HOST_NAME, name);
    volumes.expected().label(labels);
    NodeSpace space = NodeSpace.of(name, template.labelled(labels), nodesEver++, table);
    space.attached().limit(volumes.expected().of(labels));
    insert(space);
    log.add(() -> delete(space));
    return space;
  }

  /** Until the next {@link #revert}, only nodes that are added from now on are found for pods. */
  void searchOnlyNew() {
    int before = searchFrom;
    searchFrom = searched.size();
    roomGained++;
    log.add(
        () -> {
          searchFrom = before;
          roomGained++;
        });
  }

  /** Puts the pod on the first node that takes it; null if none does. */
  @Nullable NodeSpace settle(PodFact pod) {
    NodeSpace chosen = choose(classOf(pod), any -> true);
    if (chosen != null) {
      put(pod, chosen);
    }
    return chosen;
  }

  /** Puts the pod on the node unless something refuses it there. */
  @Nullable WhyNot settle(PodFact pod, NodeSpace node) {
    PodClass pods = classOf(pod);
    WhyNot ofAll = pods.rules().refusalOfAll();
    WhyNot refusal = ofAll != null ? ofAll : Predicates.refusal(pods, node);
    if (refusal == null) {
      put(pod, node);
    }
    return refusal;
  }

  /** Whether a node of the template has room for all that stands on the node. */
  boolean holds(NodeTemplate template, NodeSpace node) {
    return node.fitsInto(table.amounts(template.allocatable()))
        && node.attached().fitsInto(volumes.expected().of(template.labels()));
  }

  /**
   * Whether amounts do not tell which nodes take the pod: it matters whom it stands beside, to the
   * pod or to those who are there, or it mounts volumes.
   */
  boolean goesOneByOne(PodFact pod) {
    PodClass pods = classOf(pod);
    return pods.needs().company().matters()
        || pods.needs().volumes().matter()
        || !pods.likeness().keptAwayBy().isEmpty();
  }

  /** What refuses the pod whatever node is added, null if nothing does. */
  @Nullable WhyNot refusalOfAll(PodFact pod) {
    WhyNot unknown = Predicates.notSimulated(pod.needs());
    return unknown != null ? unknown : classOf(pod).rules().refusalOfAll();
  }

  private void put(PodFact pod, NodeSpace node) {
    take(pod, node, classOf(pod).rules().mounts().binding().on(node));
    log.add(() -> release(pod.podKey()));
  }

  /** Begins a trial, which {@link #commit} keeps and {@link #revert} undoes; trials nest. */
  public void fork() {
    log.mark();
  }

  /** Keeps what was done since the last {@link #fork}; an outer trial can still undo it. */
  public void commit() {
    log.keep();
  }

  /** Undoes everything since the last {@link #fork}. */
  public void revert() {
    log.undo();
  }

  /**
   * Puts the pod on the first node that takes it, in the order of how full they were when the model
   * was built, then of their coming, and counts it there.
   *
   * @param allowed names of the nodes that may be chosen
   * @return the node, empty if none takes it
   */
  public Optional<String> place(PodFact pod, Predicate<String> allowed) {
    if (placements.containsKey(pod.podKey())) {
      throw new IllegalArgumentException("the pod already stands on a node: " + pod.podKey());
    }
    NodeSpace chosen = choose(classOf(pod), allowed);
    if (chosen == null) {
      return Optional.empty();
    }
    put(pod, chosen);
    return Optional.of(chosen.name());
  }

  /** Takes the pod from its node; nothing happens if it stands on none of the model. */
  public void remove(PodFact pod) {
    Placement placement = placements.get(pod.podKey());
    if (placement != null) {
      release(pod.podKey());
      if (!placement.node().closed() || placement.pods().matterElsewhere()) {
        roomGained++;
      }
      log.add(() -> take(placement.pod(), placement.node(), placement.bindings()));
    }
  }

  /** From now on the node takes no more pods; those on it stay. */
  public void close(NodeName name) {
    NodeSpace node = nodes.get(name.value());
    if (node != null && !node.closed()) {
      node.closed(true);
      log.add(() -> node.closed(false));
    }
  }

  /** Why each node does not take the pod, by name; a node that would take it is left out. */
  public Map<String, WhyNot> refusals(PodFact pod) {
    PodClass pods = classOf(pod);
    WhyNot ofAll = pods.rules().refusalOfAll();
    Map<String, WhyNot> refusals = new TreeMap<>();
    for (NodeSpace node : nodes.values()) {
      WhyNot refusal = ofAll != null ? ofAll : Predicates.refusal(pods, node);
      if (refusal != null) {
        refusals.put(node.name(), refusal);
      }
    }
    return refusals;
  }

  private PodClass classOf(PodFact pod) {
    if (classes.looksFurther(pod.needs())) {
      classifyAnew();
    }
    return classes.of(pod);
  }

  /** A selector looks at a label that nobody looked at before: pods may not be alike any more. */
  private void classifyAnew() {
    classes.restart();
    nodes.values().forEach(node -> node.tenants().clear());
    placements.replaceAll(
        (key, placement) -> {
          PodClass pods = classes.of(placement.pod());
          placement.node().tenants().merge(pods, 1, Integer::sum);
          pods.count(placement.node(), 1);
          return new Placement(placement.pod(), pods, placement.node(), placement.bindings());
        });
  }

  private @Nullable NodeSpace choose(PodClass pods, Predicate<String> allowed) {
    if (!pods.needs().notSimulated().isEmpty() || pods.rules().refusalOfAll() != null) {
      return null;
    }
    int begin = Math.max(searchFrom, pods.cursor(roomGained));
    int full = begin;
    for (int i = begin; i < searched.size(); i++) {
      NodeSpace node = searched.get(i);
      if (Predicates.refusesForGood(pods, node)) {
        full += full == i ? 1 : 0;
      } else if (Predicates.refusal(pods, node) == null && allowed.test(node.name())) {
        keepCursor(pods, full);
        return node;
      }
    }
    keepCursor(pods, full);
    return null;
  }

  /** What is full stays full until room is gained. */
  private void keepCursor(PodClass pods, int full) {
    int before = pods.cursor(roomGained);
    if (full != before) {
      long now = roomGained;
      pods.cursor(full, now);
      log.add(() -> pods.cursor(before, now));
    }
  }

  private void insert(NodeSpace space) {
    nodes.put(space.name(), space);
    shapes.settle(space);
    censuses.come(space);
    searched.add(space);
  }

  private void delete(NodeSpace space) {
    censuses.go(space);
    nodes.remove(space.name());
    searched.remove(searched.lastIndexOf(space));
  }

  private void take(PodFact pod, NodeSpace node, List<Binding> bindings) {
    PodClass pods = classOf(pod);
    node.take(pods);
    pods.count(node, 1);
    volumes.bindings().hold(bindings);
    placements.put(pod.podKey(), new Placement(pod, pods, node, bindings));
  }

  private void release(PodKey pod) {
    Placement placement = placements.remove(pod);
    if (placement == null) {
      throw new IllegalStateException("undo of a placement that is not there: " + pod);
    }
    placement.node().release(placement.pods());
    placement.pods().count(placement.node(), -1);
    volumes.bindings().release(placement.bindings());
  }
}
