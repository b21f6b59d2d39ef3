package io.drover.rules.scheduling;

import io.drover.rules.facts.PodNeeds;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Pods that no rule of scheduling can tell apart, whoever owns them: a node that takes one of them
 * takes each. What the model knows of them is worked out once.
 */
final class PodClass {
  private final PodNeeds needs;
  private final Likeness likeness;
  private final ResourceTable table;
  private final long[] asks;
  private final Rules rules;
  private final boolean plain;
  private int cursor;
  private long cursorValid = -1;

  /**
   * What decides where they may stand.
   *
   * @param nodes which nodes they choose and endure
   * @param spread how evenly they must be spread
   * @param company whom they want near and far
   * @param owned where they are counted as those who keep others away
   * @param mounts what their volumes come to
   */
  record Rules(
      ChosenNodes nodes,
      PodTopologySpread spread,
      InterPodAffinity company,
      List<Presence> owned,
      Mounts mounts) {
    /** What refuses them before any node is looked at (PreFilter), null if nothing does. */
    @Nullable WhyNot refusalOfAll() {
      WhyNot ofNodes = nodes.refusalOfAll();
      return ofNodes != null ? ofNodes : mounts.refusalOfAll();
    }
  }

  PodClass(PodNeeds needs, Likeness likeness, ResourceTable table, Rules rules) {
    this.needs = needs;
    this.likeness = likeness;
    this.table = table;
    this.asks = table.amounts(needs.requests());
    this.rules = rules;
    this.plain = needs.hostPorts().isEmpty() && !needs.volumes().matter();
  }

  /** Of pods that are looked at without any others, nor what their claims come to. */
  static PodClass alone(PodNeeds needs, ResourceTable table) {
    Likeness nobody = new Likeness(new Likeness.Key("", Map.of(), false));
    return new PodClass(
        needs,
        nobody,
        table,
        new Rules(
            new ChosenNodes(needs.nodes()),
            PodTopologySpread.NONE,
            new InterPodAffinity(List.of(), false, List.of(), List.of()),
            List.of(),
            Mounts.NONE));
  }

  PodNeeds needs() {
    return needs;
  }

  Likeness likeness() {
    return likeness;
  }

  /** What one asks for, by number of resource. */
  long[] asks() {
    return asks;
  }

  /** The name of a resource. */
  String resource(int number) {
    return table.name(number);
  }

  Rules rules() {
    return rules;
  }

  /** Whether it takes nothing of a node but amounts. */
  boolean plain() {
    return plain;
  }

  /** Whether one that leaves its node may open other nodes to others. */
  boolean matterElsewhere() {
    return !likeness.countedBy().isEmpty() || !rules.owned.isEmpty() || rules.mounts.exclusive();
  }

  /** Counts so many of them on the node, or no more if negative, wherever they are counted. */
  void count(NodeSpace node, int pods) {
    for (Census census : likeness.countedBy()) {
      census.count(node, pods);
    }
    for (Presence owners : rules.owned) {
      owners.count(node, pods);
    }
    if (!plain) {
      rules.mounts.restrictions().exclusive().forEach(uses -> uses.count(pods));
    }
  }

  /** How many nodes, in the order of search, are known to have no room for them. */
  int cursor(long now) {
    return cursorValid == now ? cursor : 0;
  }

  void cursor(int value, long now) {
    cursor = value;
    cursorValid = now;
  }
}
