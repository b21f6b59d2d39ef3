package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the scale-up rules say of offerings and groups.
 *
 * @param surcharges what counts as dearer, and by which rules
 * @param avoided what is not bought, and by the first rule that says so
 * @param minimums the largest of each group
 * @param cutOff why the rules have said nothing, empty when they have answered
 */
public record Advice(
    Map<Alternative, List<Concluded<Surcharge>>> surcharges,
    Map<Alternative, Concluded<Avoided>> avoided,
    Map<GroupName, Concluded<MinimumSize>> minimums,
    String cutOff) {
  /** No offering counts as dearer than eleven times its price, or the rest would not matter. */
  public static final int MOST_PERCENT = 1_000;

  public static final Advice NONE = new Advice(Map.of(), Map.of(), Map.of(), "");

  public Advice {
    surcharges = Map.copyOf(surcharges);
    avoided = Map.copyOf(avoided);
    minimums = Map.copyOf(minimums);
  }

  /** Nothing, as the rules were cut off. */
  static Advice cutOff(String detail) {
    return new Advice(Map.of(), Map.of(), Map.of(), detail);
  }

  /** Sorts what the rules said; what they said of pods is left out. */
  static Advice of(List<Concluded<Growth>> conclusions) {
    Map<Alternative, List<Concluded<Surcharge>>> surcharges = new HashMap<>();
    Map<Alternative, Concluded<Avoided>> avoided = new HashMap<>();
    Map<GroupName, Concluded<MinimumSize>> minimums = new HashMap<>();
    for (Concluded<Growth> each : conclusions) {
      switch (each.conclusion()) {
        case Demand demand -> {}
        case Surcharge dearer ->
            surcharges
                .computeIfAbsent(
                    new Alternative(dearer.group(), dearer.offering()), any -> new ArrayList<>())
                .add(each.as(dearer));
        case Avoided not ->
            avoided.putIfAbsent(new Alternative(not.group(), not.offering()), each.as(not));
        case MinimumSize least -> minimums.merge(least.group(), each.as(least), Advice::larger);
      }
    }
    surcharges.replaceAll((alternative, all) -> List.copyOf(all));
    return new Advice(surcharges, avoided, minimums, "");
  }

  private static Concluded<MinimumSize> larger(
      Concluded<MinimumSize> one, Concluded<MinimumSize> other) {
    return other.conclusion().nodes() > one.conclusion().nodes() ? other : one;
  }

  /** By how many percent the offering counts as dearer, 0 to {@link #MOST_PERCENT}. */
  public int percent(Alternative alternative) {
    long sum = 0;
    for (Concluded<Surcharge> each : surcharges.getOrDefault(alternative, List.of())) {
      sum += Math.max(0, each.conclusion().percent());
    }
    return (int) Math.min(MOST_PERCENT, sum);
  }

  /**
   * The same of its price, in millionths of a dollar an hour. It is never less than one where there
   * is any, so that of offerings without a price the others come first.
   */
  long surchargeMicros(GroupName group, OfferingFact offering) {
    int percent = percent(new Alternative(group, offering.id()));
    double share = offering.price().microsPerHour() * (percent / 100.0);
    return percent == 0 ? 0 : Math.max(1, Math.round(share));
  }

  /** The rule that wants more nodes of the group than its owner; empty where none does. */
  public Optional<Concluded<MinimumSize>> beyondOwner(NodeGroupFact group) {
    GroupSpec.Size size = group.spec().size();
    return Optional.ofNullable(minimums.get(group.name()))
        .filter(rule -> Math.min(size.max(), rule.conclusion().nodes()) > size.min());
  }

  /**
   * Fewest nodes that the group is to have, by its owner or by the rules; at most its max, and
   * exactly that where any are wanted of a group that has all of its nodes or none.
   */
  public int least(NodeGroupFact group) {
    GroupSpec.Size size = group.spec().size();
    int least =
        beyondOwner(group)
            .map(rule -> Math.min(size.max(), rule.conclusion().nodes()))
            .orElse(size.min());
    return size.whole() && least > 0 ? size.max() : least;
  }

  /** The same in words, with the rule behind it. */
  public String leastText(NodeGroupFact group) {
    return "min is "
        + least(group)
        + beyondOwner(group).map(rule -> " by a rule: " + rule.rule()).orElse("");
  }
}
