package io.drover.rules.scheduling;

import io.drover.rules.facts.HostPort;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.PodVolumes;
import io.drover.rules.facts.Taint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A node as the filters see it, with what is taken on it; owned by one model. */
final class NodeSpace {
  private final String name;
  private final int index;
  private final NodeTemplate template;
  private final boolean unschedulable;
  private final long[] allocatable;
  private final List<HostPort> hostPorts;
  private final List<PodVolumes.Disk> disks = new ArrayList<>();
  private final Attached attached = new Attached();
  private final Map<PodClass, Integer> tenants = new LinkedHashMap<>();
  private final Set<PodKey> residents = new HashSet<>();
  private final Map<PodKey, PodFact> guests = new LinkedHashMap<>();
  private long[] used;
  private int[] domains = new int[0];
  private int shape;
  private int slot;
  private boolean closed;
  private boolean leaving;

  private NodeSpace(
      String name, int index, NodeTemplate template, boolean unschedulable, ResourceTable table) {
    this.name = name;
    this.index = index;
    this.template = template;
    this.unschedulable = unschedulable;
    this.hostPorts = new ArrayList<>(template.hostPorts());
    this.allocatable = table.amounts(template.allocatable());
    this.used = new long[allocatable.length];
  }

  /**
   * A node that is there. The not-ready taint of a node that is ready outlives the condition by a
   * moment; counting it would have more nodes bought for pods that are about to be placed here.
   */
  static NodeSpace of(NodeFact node, int index, ResourceTable table) {
    List<Taint> taints =
        node.shape().taints().stream()
            .filter(taint -> !node.ready() || !taint.key().equals(NodeFact.NOT_READY_TAINT))
            .toList();
    NodeTemplate template = new NodeTemplate(node.labels(), taints, node.shape().allocatable());
    return new NodeSpace(node.name().value(), index, template, node.shape().unschedulable(), table);
  }

  static NodeSpace of(String name, NodeTemplate template, int index, ResourceTable table) {
    return new NodeSpace(name, index, template, false, table);
  }

  String name() {
    return name;
  }

  /** Its number within the model, never used twice. */
  int index() {
    return index;
  }

  Map<String, String> labels() {
    return template.labels();
  }

  /** The pods of DaemonSets that will run on a node to come. */
  List<PodFact> daemons() {
    return template.daemons();
  }

  List<Taint> taints() {
    return template.taints();
  }

  boolean unschedulable() {
    return unschedulable;
  }

  int shape() {
    return shape;
  }

  void shape(int number) {
    shape = number;
  }

  /** Its place in the order of search. */
  int slot() {
    return slot;
  }

  void slot(int number) {
    slot = number;
  }

  /** What is free of a resource, by its number; negative where more is used than there is. */
  long free(int resource) {
    long have = resource < allocatable.length ? allocatable[resource] : 0;
    return have - used(resource);
  }

  List<HostPort> hostPorts() {
    return hostPorts;
  }

  List<PodVolumes.Disk> disks() {
    return disks;
  }

  Attached attached() {
    return attached;
  }

  /** How many pods of each class stand here. */
  Map<PodClass, Integer> tenants() {
    return tenants;
  }

  /** All pods that are counted here. */
  Set<PodKey> residents() {
    return residents;
  }

  /** Whether it is for pods what the other node is, whatever stands there. */
  boolean like(NodeSpace other) {
    return unschedulable == other.unschedulable
        && template.equals(other.template)
        && Arrays.equals(allocatable, other.allocatable);
  }

  /** Pods that were placed here by the model and do not stand here yet. */
  Map<PodKey, PodFact> guests() {
    return guests;
  }

  /** Its domain in a topology. */
  int domain(Topology topology) {
    if (topology.index() >= domains.length) {
      int known = domains.length;
      domains = Arrays.copyOf(domains, topology.index() + 1);
      Arrays.fill(domains, known, domains.length, Integer.MIN_VALUE);
    }
    int domain = domains[topology.index()];
    if (domain == Integer.MIN_VALUE) {
      domain = topology.domainOf(template.labels());
      domains[topology.index()] = domain;
    }
    return domain;
  }

  boolean closed() {
    return closed;
  }

  void closed(boolean value) {
    closed = value;
  }

  /** Whether it is to go, so that a drain will taint it. */
  boolean leaving() {
    return leaving;
  }

  void leaving(boolean value) {
    leaving = value;
  }

  /** Counts a pod of the class here. */
  void take(PodClass pods) {
    add(pods.asks(), 1);
    if (!pods.plain()) {
      hostPorts.addAll(pods.needs().hostPorts());
      disks.addAll(pods.needs().volumes().disks());
      attached.take(pods.rules().mounts().limits().attachments());
    }
    tenants.merge(pods, 1, Integer::sum);
  }

  /** Counts a pod of the class here no more. */
  void release(PodClass pods) {
    add(pods.asks(), -1);
    if (!pods.plain()) {
      pods.needs().hostPorts().forEach(hostPorts::remove);
      pods.needs().volumes().disks().forEach(disks::remove);
      attached.release(pods.rules().mounts().limits().attachments());
    }
    tenants.computeIfPresent(pods, (any, count) -> count == 1 ? null : count - 1);
  }

  /** Tells all that is counted here. */
  void draw(Portrait portrait, ResourceTable table, Set<String> labels) {
    String node = "node " + name + ": ";
    portrait.say(node + "is", List.of(template, unschedulable));
    portrait.say(node + "closed", closed);
    Map<String, Long> free = new TreeMap<>();
    for (int resource = 0; resource < table.size(); resource++) {
      if (free(resource) != 0) {
        free.put(table.name(resource), free(resource));
      }
    }
    portrait.say(node + "free", free);
    Map<List<Object>, Integer> classes = new HashMap<>();
    tenants.forEach(
        (pods, count) ->
            classes.merge(
                List.of(pods.needs(), pods.likeness().key().seeing(labels)), count, Integer::sum));
    portrait.say(node + "classes of its pods", classes);
    portrait.say(node + "pods", Set.copyOf(residents));
    portrait.say(node + "planned", Set.copyOf(guests.keySet()));
    portrait.say(node + "ports", hostPorts.stream().map(HostPort::toString).sorted().toList());
    portrait.say(node + "disks", disks.stream().map(Object::toString).sorted().toList());
    portrait.say(node + "attached", attached.all());
  }

  private void add(long[] amounts, int times) {
    if (amounts.length > used.length) {
      used = Arrays.copyOf(used, amounts.length);
    }
    for (int r = 0; r < amounts.length; r++) {
      used[r] += amounts[r] * times;
    }
  }

  /** Whether so much would be enough for what is taken here. */
  boolean fitsInto(long[] amounts) {
    for (int r = 0; r < used.length; r++) {
      if (used[r] > 0 && used[r] > (r < amounts.length ? amounts[r] : 0)) {
        return false;
      }
    }
    return true;
  }

  /** What is taken, by resource. */
  long[] used() {
    return used.clone();
  }

  /** Whether so much would be enough for what is taken here and more of it. */
  boolean fitsWith(long[] more, long[] amounts) {
    for (int r = 0; r < Math.max(used.length, more.length); r++) {
      long both = used(r) + (r < more.length ? more[r] : 0);
      if (both > 0 && both > (r < amounts.length ? amounts[r] : 0)) {
        return false;
      }
    }
    return true;
  }

  private long used(int resource) {
    return resource < used.length ? used[resource] : 0;
  }

  /** The larger share, of cpu and memory, that requests take of the allocatable. */
  double fullness() {
    return Math.max(share(ResourceTable.CPU), share(ResourceTable.MEMORY));
  }

  /** The share of the allocatable that is taken of the resource together with so much more. */
  double shareWith(long[] more, int resource) {
    return allocatable[resource] <= 0
        ? 1
        : (double) (used[resource] + more[resource]) / allocatable[resource];
  }

  private double share(int resource) {
    return allocatable[resource] <= 0 ? 0 : (double) used[resource] / allocatable[resource];
  }
}
