package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.UtilizationFact;
import java.util.ArrayList;
import java.util.List;

/** The plain policy, and what a test concludes besides of offerings and groups. */
public final class AdvisingScaling implements ScalingPolicy {
  private static final GroupName GENERAL = new GroupName("general");

  private final PlainScaling plain = new PlainScaling();
  private final List<Concluded<Growth>> more = new ArrayList<>();

  /** As the rule of that name concludes it. */
  public AdvisingScaling concluding(Growth conclusion, String rule, Reason reason) {
    more.add(new Concluded<>(conclusion, rule, reason, List.of("a fact")));
    return this;
  }

  /** Of the group {@code general}. */
  AdvisingScaling dearer(OfferingFact offering, int percent) {
    return concluding(
        new Surcharge(GENERAL, offering.id(), percent), "It is dearer", Reason.NO_CAPACITY);
  }

  /** Of the group {@code general}. */
  AdvisingScaling avoiding(OfferingFact offering) {
    return concluding(new Avoided(GENERAL, offering.id()), "It is avoided", Reason.NO_CAPACITY);
  }

  /** Of the group {@code general}. */
  AdvisingScaling atLeast(int nodes) {
    return concluding(
        new MinimumSize(GENERAL, nodes), "At least " + nodes, Reason.GROUP_BELOW_MINIMUM);
  }

  @Override
  public String version() {
    return "advising";
  }

  @Override
  public PolicyAnswer<Growth> growth(
      List<PendingPod> pods, List<OfferingStats> offerings, Surroundings around) {
    List<Concluded<Growth>> all = new ArrayList<>(more);
    if (plain.growth(pods, offerings, around)
        instanceof PolicyAnswer.Answered<Growth>(List<Concluded<Growth>> demand)) {
      all.addAll(demand);
    }
    return new PolicyAnswer.Answered<>(all);
  }

  @Override
  public PolicyAnswer<NodeConclusion> unneeded(
      List<NodeStats> nodes, List<UtilizationFact> usage, Surroundings around) {
    return plain.unneeded(nodes, usage, around);
  }

  @Override
  public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
    return plain.evacuations(nodes);
  }
}
