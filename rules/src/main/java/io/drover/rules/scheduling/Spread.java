package io.drover.rules.scheduling;

import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.Taint;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Counts the pods of one selector and namespace in each domain, on the nodes that a spread
 * constraint looks at, and knows the emptiest domain at any moment.
 */
final class Spread implements Census {
  /**
   * What makes two constraints count alike.
   *
   * @param keys the topology keys of all constraints of the pod; nodes that lack one do not count
   * @param matching whose selector and affinity nodes must match to count, null if all do
   * @param tolerating whose tolerations nodes must bear to count, null if all do
   */
  record Rule(
      String namespace,
      LabelSelector selector,
      Topology topology,
      List<Topology> keys,
      @Nullable ChosenNodes matching,
      @Nullable ChosenNodes tolerating) {}

  /** What a node that is drained bears. */
  private static final List<Taint> DRAINING =
      List.of(
          new Taint(NodeFact.DRAINING_TAINT, NodeFact.WAS_SCHEDULABLE, Taint.Effect.NO_SCHEDULE),
          new Taint("node.kubernetes.io/unschedulable", "", Taint.Effect.NO_SCHEDULE));

  private final Rule rule;
  private final boolean mindsDrains;
  private int[] counts = new int[4];
  private int[] nodes = new int[4];
  private int domains;
  private int[] domainsWith = new int[8];
  private int fewest;

  Spread(Rule rule) {
    this.rule = rule;
    this.mindsDrains = rule.tolerating != null && !covered(rule.tolerating.choice());
  }

  private static boolean covered(NodeChoice choice) {
    return DRAINING.stream()
        .allMatch(taint -> choice.tolerations().stream().anyMatch(one -> one.covers(taint)));
  }

  /**
   * Whether a node that is drained is no domain: its pods honour taints, and not tolerate these.
   */
  boolean mindsDrains() {
    return mindsDrains;
  }

  /** What it counts, in words that mean the same in any model. */
  List<Object> meaning() {
    return List.of(
        rule.namespace,
        rule.selector,
        rule.topology.key(),
        rule.keys.stream().map(Topology::key).toList(),
        rule.matching == null ? "all nodes" : rule.matching.choice(),
        rule.tolerating == null ? "all nodes" : rule.tolerating.choice());
  }

  @Override
  public boolean means(Likeness.Key pods) {
    return !pods.leaving()
        && !rule.selector.requirements().isEmpty()
        && pods.namespace().equals(rule.namespace)
        && rule.selector.matches(pods.labels());
  }

  /** Whether pods on the node count, and its domain is one. */
  private boolean looksAt(NodeSpace node) {
    if (mindsDrains && node.leaving()) {
      return false;
    }
    for (Topology key : rule.keys) {
      if (node.domain(key) == Topology.NONE) {
        return false;
      }
    }
    return (rule.matching == null || rule.matching.matches(node))
        && (rule.tolerating == null || rule.tolerating.tolerates(node));
  }

  /** A node has come, without pods as yet. */
  void come(NodeSpace node) {
    if (looksAt(node)) {
      int domain = room(node);
      if (nodes[domain]++ == 0) {
        domains++;
        enter(counts[domain]);
        fewest = domains == 1 ? counts[domain] : Math.min(fewest, counts[domain]);
      }
    }
  }

  /** A node has gone, its pods before it. */
  void go(NodeSpace node) {
    if (looksAt(node)) {
      int domain = node.domain(rule.topology);
      if (--nodes[domain] == 0) {
        domains--;
        domainsWith[counts[domain]]--;
        settle();
      }
    }
  }

  @Override
  public void count(NodeSpace node, int pods) {
    if (!looksAt(node)) {
      return;
    }
    int domain = room(node);
    int before = counts[domain];
    counts[domain] = before + pods;
    domainsWith[before]--;
    enter(before + pods);
    fewest = Math.min(fewest, before + pods);
    settle();
  }

  /** The emptiest domain must not become emptier: others may be one more than it has. */
  @Override
  public boolean spares(NodeSpace node) {
    return !looksAt(node) || counts[node.domain(rule.topology)] > fewest;
  }

  @Override
  public boolean near(NodeSpace one, NodeSpace other) {
    return looksAt(one) == looksAt(other)
        && (!looksAt(one) || one.domain(rule.topology) == other.domain(rule.topology));
  }

  @Override
  public Map<String, Integer> byDomain() {
    return rule.topology.byValue(counts);
  }

  private int room(NodeSpace node) {
    int domain = node.domain(rule.topology);
    if (domain >= counts.length) {
      int size = Math.max(domain + 1, 2 * counts.length);
      counts = Arrays.copyOf(counts, size);
      nodes = Arrays.copyOf(nodes, size);
    }
    return domain;
  }

  private void enter(int count) {
    if (count >= domainsWith.length) {
      domainsWith = Arrays.copyOf(domainsWith, Math.max(count + 1, 2 * domainsWith.length));
    }
    domainsWith[count]++;
  }

  private void settle() {
    while (domains > 0 && domainsWith[fewest] == 0) {
      fewest++;
    }
  }

  Topology topology() {
    return rule.topology;
  }

  /** The count of the node's domain; zero where no node of it counts. */
  int at(NodeSpace node) {
    int domain = node.domain(rule.topology);
    return domain < counts.length && nodes[domain] > 0 ? counts[domain] : 0;
  }

  /** The count of the emptiest domain, zero if there are fewer than so many. */
  int fewest(int minDomains) {
    return domains < minDomains ? 0 : fewest;
  }
}
