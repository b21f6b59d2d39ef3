package io.drover.rules.scheduling;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.OfferingFact;
import java.util.Comparator;

/**
 * An offering that a group may buy, and what its node would look like.
 *
 * @param priority of the group: offers of a higher one are used up first
 * @param surchargeMicros what the policy adds to the price when offers are compared, in millionths
 *     of a dollar an hour; negative to favour it. Nobody pays it, and no limit counts it
 */
public record Offer(
    GroupName group,
    int priority,
    OfferingFact offering,
    NodeTemplate template,
    long surchargeMicros) {
  static final Comparator<Offer> BY_NAME =
      Comparator.comparing(Offer::group)
          .thenComparing(offer -> offer.offering().id())
          .thenComparing(offer -> offer.offering().provider());

  /** An offer that the policy finds neither better nor worse than its price. */
  public Offer(GroupName group, int priority, OfferingFact offering, NodeTemplate template) {
    this(group, priority, offering, template, 0);
  }

  /** What the packing makes as small as it can: the price and what the policy adds, at least 0. */
  public long costMicros() {
    return Math.max(0, offering.price().microsPerHour() + surchargeMicros);
  }

  /** Group and offering, as texts name the alternative. */
  public String name() {
    return group + " " + offering.id();
  }

  /** The zone of its nodes; empty where they carry none. */
  String zone() {
    return template.labels().getOrDefault(Templates.ZONE, "");
  }

  /** Whether nodes of both are the same machine, wherever they stand: all amounts within 5 %. */
  boolean similar(Offer other) {
    var mine = template.allocatable().amounts();
    var others = other.template.allocatable().amounts();
    return mine.keySet().equals(others.keySet())
        && mine.entrySet().stream()
            .allMatch(e -> near(e.getValue(), others.getOrDefault(e.getKey(), 0L)))
        && template
            .labels()
            .getOrDefault(Templates.CAPACITY_TYPE_LABEL, "")
            .equals(other.template.labels().getOrDefault(Templates.CAPACITY_TYPE_LABEL, ""));
  }

  private static boolean near(long one, long other) {
    return 20 * Math.abs(one - other) <= Math.max(one, other);
  }

  /** The group that a node says it belongs to; empty where it says none. */
  static String groupOf(NodeSpace node) {
    return node.labels().getOrDefault(NodeFact.GROUP_LABEL, "");
  }
}
