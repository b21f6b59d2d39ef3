package io.drover.rules.explain;

import io.drover.rules.facts.PodFact;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Whether a node group is made for a pod, and why not. */
final class GroupsMade {
  private static final Set<Reason> OF_GROUPS =
      Set.of(
          Reason.GROUP_FOR_PODS,
          Reason.NO_GROUP_MADE,
          Reason.LABEL_NOT_ALLOWED,
          Reason.TOO_MANY_GROUPS);

  private final Evidence evidence;
  private final PodFact pod;
  private final List<Rejection> told;

  /**
   * Looks at what was told.
   *
   * @param told of the pod
   */
  GroupsMade(Evidence evidence, PodFact pod, List<Rejection> told) {
    this.evidence = evidence;
    this.pod = pod;
    this.told = told.stream().filter(GroupsMade::ofGroups).toList();
  }

  static boolean ofGroups(Rejection one) {
    return OF_GROUPS.contains(one.reason());
  }

  /** The group that is to be made, as the newest plan says, or why none is. */
  List<Finding> findings() {
    List<Finding> findings = new ArrayList<>();
    for (Rejection one : told) {
      if (one.reason() != Reason.GROUP_FOR_PODS) {
        findings.add(Finding.of("none is made", one.reason(), one.detail()));
      }
    }
    evidence.newest().ifPresent(plan -> findings.addAll(made(plan)));
    return findings;
  }

  private List<Finding> made(Plan plan) {
    List<Finding> made = new ArrayList<>();
    for (Planned planned : plan.actions()) {
      if (planned.action() instanceof Action.MakeGroup make && make.pods().contains(pod.podKey())) {
        made.add(
            new Finding(
                make.group().value(),
                make.reason().name(),
                "plan " + plan.id() + ", " + new Verdicts(evidence).of(plan, planned),
                planned.why().facts()));
      }
    }
    return made;
  }
}
