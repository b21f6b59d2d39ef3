package io.drover.rules.scheduling;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.World;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a cluster and what is taken on them, to try changes on. {@link #fork} and {@link
 * #revert} undo by a log, not by copies. Between trials it follows the world change by change.
 * Owned by one thread.
 */
public final class ClusterModel {
  private final Occupancy occupancy;
  private final Following following;
  private final UndoLog log = new UndoLog();
  private int searchFrom;

  /**
   * All nodes of the world with the pods bound to them. Those that are not ready or being deleted
   * take no more pods; pods there count for those that want them near, far or spread.
   *
   * @param world what the model goes by; later changes are told to {@link #apply} after it
   */
  public ClusterModel(World world) {
    occupancy = new Occupancy(world);
    following = new Following(occupancy);
    sort();
  }

  /** Takes what has changed in the world, between two trials. */
  public void apply(Delta delta) {
    if (log.open()) {
      throw new IllegalStateException("a trial is going on");
    }
    following.apply(delta);
  }

  /** How many nodes it has. */
  public int size() {
    return occupancy.order().size();
  }

  /**
   * In what it differs first from a model that is built on the same world from scratch, empty if in
   * nothing: whatever it has followed, it must be the same. Takes as long as building one.
   */
  public Optional<String> deviation() {
    if (log.open()) {
      throw new IllegalStateException("a trial is going on");
    }
    return occupancy.deviation();
  }

  /** Whether most of the classes that it knows have no pods any more: another would be smaller. */
  public boolean worn() {
    return occupancy.worn();
  }

  /** Puts the fullest nodes first for the search, before a plan is made. */
  public void sort() {
    occupancy.order().sort();
    occupancy.gainRoom();
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
    if (occupancy.node(name) != null) {
      throw new IllegalArgumentException("the model already has a node " + name);
    }
    NodeSpace node = occupancy.space(name, template);
    occupancy.insert(node);
    log.add(() -> occupancy.delete(node));
    return node;
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
   * was sorted, then of their coming, and counts it there.
   *
   * @param allowed names of the nodes that may be chosen
   * @return the node, empty if none takes it
   */
  public Optional<String> place(PodFact pod, Predicate<String> allowed) {
    mustStandNowhere(pod);
    NodeSpace chosen = choose(occupancy.classOf(pod), allowed);
    if (chosen == null) {
      return Optional.empty();
    }
    put(pod, chosen);
    return Optional.of(chosen.name());
  }

  /** Puts the pod on the node of that name, if it is there and takes it. */
  public boolean place(PodFact pod, String name) {
    mustStandNowhere(pod);
    NodeSpace node = occupancy.node(name);
    return node != null && settle(pod, node) == null;
  }

  private void mustStandNowhere(PodFact pod) {
    if (occupancy.placement(pod.podKey()) != null) {
      throw new IllegalArgumentException("the pod already stands on a node: " + pod.podKey());
    }
  }

  /** Whether the node is there and takes pods: it is neither closed nor cordoned. */
  public boolean serves(NodeName name) {
    NodeSpace node = occupancy.node(name.value());
    return node != null && !node.closed() && !node.unschedulable();
  }

  /** Puts the pod on the first node that takes it; null if none does. */
  @Nullable NodeSpace settle(PodFact pod) {
    NodeSpace chosen = choose(occupancy.classOf(pod), any -> true);
    if (chosen != null) {
      put(pod, chosen);
    }
    return chosen;
  }

  /** Puts the pod on the node unless something refuses it there. */
  @Nullable WhyNot settle(PodFact pod, NodeSpace node) {
    PodClass pods = occupancy.classOf(pod);
    WhyNot ofAll = pods.rules().refusalOfAll();
    WhyNot refusal = ofAll != null ? ofAll : Predicates.refusal(pods, node);
    if (refusal == null) {
      put(pod, node);
    }
    return refusal;
  }

  private void put(PodFact pod, NodeSpace node) {
    List<Binding> bindings = occupancy.classOf(pod).rules().mounts().binding().on(node);
    occupancy.take(pod, node, bindings);
    node.guests().put(pod.podKey(), pod);
    log.add(
        () -> {
          node.guests().remove(pod.podKey());
          occupancy.release(pod.podKey());
        });
  }

  /** The pods that were placed on the node and do not stand there yet. */
  public List<PodFact> guests(NodeName name) {
    NodeSpace node = occupancy.node(name.value());
    return node == null ? List.of() : List.copyOf(node.guests().values());
  }

  /** Takes the pod from its node; nothing happens if it stands on none of the model. */
  public void remove(PodFact pod) {
    Occupancy.Placement placement = occupancy.placement(pod.podKey());
    if (placement == null) {
      return;
    }
    NodeSpace node = placement.node();
    boolean guest = node.guests().remove(pod.podKey()) != null;
    occupancy.release(pod.podKey());
    if (!node.closed() || placement.pods().matterElsewhere()) {
      occupancy.gainRoom();
    }
    log.add(
        () -> {
          occupancy.take(placement.pod(), node, placement.bindings());
          if (guest) {
            node.guests().put(pod.podKey(), placement.pod());
          }
        });
  }

  /** From now on the node takes no more pods; those on it stay. */
  public void close(NodeName name) {
    NodeSpace node = occupancy.node(name.value());
    if (node != null) {
      close(node);
    }
  }

  void close(NodeSpace node) {
    if (!node.closed()) {
      occupancy.closed(node, true);
      if (occupancy.censuses().leave(node)) {
        occupancy.gainRoom();
      }
      log.add(
          () -> {
            occupancy.censuses().stay(node);
            occupancy.closed(node, false);
          });
    }
  }

  /** Takes away a node on which no pod stands. */
  void withdraw(NodeSpace node) {
    occupancy.delete(node);
    occupancy.gainRoom();
    log.add(() -> occupancy.insert(node));
  }

  /**
   * Makes the node another, which {@link #holds} all its pods and stands where it stands; no filter
   * is asked again.
   */
  NodeSpace exchange(NodeSpace node, NodeTemplate template) {
    List<PodFact> pods = node.residents().stream().sorted().map(this::standing).toList();
    pods.forEach(this::remove);
    NodeSpace next = occupancy.space(node.name(), template);
    occupancy.replace(node, next);
    occupancy.gainRoom();
    log.add(() -> occupancy.replace(next, node));
    pods.forEach(pod -> put(pod, next));
    return next;
  }

  private PodFact standing(PodKey pod) {
    return Objects.requireNonNull(occupancy.placement(pod)).pod();
  }

  /** Who would be worse off if the pod left its domain: those who count it there. */
  List<Census> missedBy(PodFact pod) {
    Occupancy.Placement placement = Objects.requireNonNull(occupancy.placement(pod.podKey()));
    return placement.pods().likeness().countedBy().stream()
        .filter(census -> !census.spares(placement.node()))
        .toList();
  }

  /** Whether some constraint asks for the values of the label as domains. */
  boolean asksFor(String topologyKey) {
    return occupancy.censuses().askFor(topologyKey);
  }

  /** The world that the model follows. */
  World world() {
    return occupancy.world();
  }

  /** How many nodes each group has in each zone. */
  public Balance balance() {
    return Balance.of(occupancy.nodes());
  }

  PodClass classOf(PodFact pod) {
    return occupancy.classOf(pod);
  }

  /** The pods by class. */
  Map<PodClass, List<PodFact>> byClass(List<PodFact> pods) {
    return occupancy.byClass(pods);
  }

  /** Why each node does not take the pod, by name; a node that would take it is left out. */
  public Map<String, WhyNot> refusals(PodFact pod) {
    PodClass pods = occupancy.classOf(pod);
    WhyNot ofAll = pods.rules().refusalOfAll();
    Map<String, WhyNot> refusals = new TreeMap<>();
    for (NodeSpace node : occupancy.nodes()) {
      WhyNot refusal = ofAll != null ? ofAll : Predicates.refusal(pods, node);
      if (refusal != null) {
        refusals.put(node.name(), refusal);
      }
    }
    return refusals;
  }

  /** Why the node does not take the pod; empty if it would, or is not there. */
  public Optional<WhyNot> refusal(PodFact pod, NodeName name) {
    NodeSpace node = occupancy.node(name.value());
    return node == null
        ? Optional.empty()
        : Optional.ofNullable(Predicates.refusal(occupancy.classOf(pod), node));
  }

  /** Whether the pods would stand on the node if it were larger. */
  boolean lacksRoomOnly(PodClass pods, NodeSpace node) {
    return pods.rules().refusalOfAll() == null && Predicates.lacksRoomOnly(pods, node);
  }

  /** Whether a node of the template has room for the node's pods and one of these. */
  boolean hasRoom(NodeTemplate template, NodeSpace node, PodClass pods) {
    return occupancy.hasRoom(template, node, pods);
  }

  /** Whether a node of the template has as much of everything as the two nodes' pods take. */
  boolean haveRoom(NodeTemplate template, NodeSpace one, NodeSpace other) {
    return occupancy.haveRoom(template, one, other);
  }

  /** Whether a node of the template would do for all that stands on the node. */
  boolean holds(NodeTemplate template, NodeSpace node) {
    return occupancy.holds(template, node);
  }

  /**
   * Whether amounts do not tell which nodes take the pod: it matters whom it stands beside, to the
   * pod or to those who are there, or it mounts volumes.
   */
  boolean goesOneByOne(PodFact pod) {
    return goesOneByOne(occupancy.classOf(pod));
  }

  boolean goesOneByOne(PodClass pods) {
    return pods.needs().company().matters()
        || pods.needs().volumes().matter()
        || !pods.likeness().keptAwayBy().isEmpty();
  }

  /** What refuses the pod whatever node is added, null if nothing does. */
  @Nullable WhyNot refusalOfAll(PodFact pod) {
    WhyNot unknown = Predicates.notSimulated(pod.needs());
    PodClass.Rules rules = occupancy.classOf(pod).rules();
    WhyNot never = unknown != null ? unknown : rules.nodes().contradiction();
    return never != null ? never : rules.refusalOfAll();
  }

  /** Until the next {@link #revert}, only nodes that are added from now on are found for pods. */
  void searchOnlyNew() {
    int before = searchFrom;
    searchFrom = occupancy.order().size();
    occupancy.gainRoom();
    log.add(
        () -> {
          searchFrom = before;
          occupancy.gainRoom();
        });
  }

  private @Nullable NodeSpace choose(PodClass pods, Predicate<String> allowed) {
    if (!pods.needs().notSimulated().isEmpty() || pods.rules().refusalOfAll() != null) {
      return null;
    }
    SearchOrder order = occupancy.order();
    long[] asks = pods.asks();
    int slot = Math.max(searchFrom, pods.cursor(occupancy.roomGained()));
    int full = slot;
    while (slot < order.size()) {
      int next = Math.min(order.next(slot, asks), order.size());
      full = full == slot ? next : full;
      slot = next;
      if (slot < order.size()) {
        NodeSpace node = order.get(slot);
        if (Predicates.refusesForGood(pods, node)) {
          full += full == slot ? 1 : 0;
        } else if (Predicates.refusal(pods, node) == null && allowed.test(node.name())) {
          keepCursor(pods, full);
          return node;
        }
        slot++;
      }
    }
    keepCursor(pods, full);
    return null;
  }

  /** What is full stays full until room is gained. */
  private void keepCursor(PodClass pods, int full) {
    long now = occupancy.roomGained();
    int before = pods.cursor(now);
    if (full != before) {
      pods.cursor(full, now);
      log.add(() -> pods.cursor(before, now));
    }
  }
}
