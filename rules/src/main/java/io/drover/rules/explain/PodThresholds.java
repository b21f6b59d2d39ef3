package io.drover.rules.explain;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.plan.Holdings;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Rejection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What would have to be otherwise for a pending pod, where that is one threshold. */
final class PodThresholds {
  private final Evidence evidence;
  private final PodFact pod;
  private final List<Rejection> told;

  /**
   * Looks at what was told.
   *
   * @param told of the pod
   */
  PodThresholds(Evidence evidence, PodFact pod, List<Rejection> told) {
    this.evidence = evidence;
    this.pod = pod;
    this.told = told;
  }

  List<String> changes() {
    List<String> changes = new ArrayList<>();
    if (told.stream().anyMatch(one -> one.reason() == Reason.POD_EXPENDABLE)) {
      changes.add(
          "its priority is %d; at %d or more it would be asked about"
              .formatted(pod.traits().priority(), evidence.question().expendableBelow()));
    }
    for (NodeGroupFact group : evidence.world().groups()) {
      onlyObserved(group)
          .or(() -> atMaximum(group))
          .or(() -> tooLarge(group))
          .ifPresent(changes::add);
    }
    return changes;
  }

  private boolean refused(NodeGroupFact group, Reason reason) {
    return told.stream()
        .filter(one -> one.reason() == reason)
        .anyMatch(one -> one.alternative().startsWith(group.name() + " "));
  }

  private Optional<String> onlyObserved(NodeGroupFact group) {
    return refused(group, Reason.OBSERVE_ONLY)
        ? Optional.of("group " + group.name() + ": in mode Act the node would be bought")
        : Optional.empty();
  }

  /** The maximum is looked at last: whatever it refuses would do otherwise. */
  private Optional<String> atMaximum(NodeGroupFact group) {
    if (!refused(group, Reason.GROUP_AT_MAXIMUM)) {
      return Optional.empty();
    }
    int max = group.spec().size().max();
    int has = Holdings.of(group, evidence.world(), evidence.offerings(group)).wanted();
    return Optional.of(
        "group %s: it has %d nodes, max is %d; with max %d one more could be bought"
            .formatted(group.name(), has, max, Math.max(has, max) + 1));
  }

  /** The offering that lacks least, of those that lack one resource only. */
  private Optional<String> tooLarge(NodeGroupFact group) {
    return evidence.offerings(group).stream()
        .filter(offering -> insufficient(group, offering))
        .map(offering -> Shortage.of(pod, group, offering, evidence.world()))
        .filter(shortages -> shortages.size() == 1)
        .map(List::getFirst)
        .max(Comparator.comparingLong(Shortage::left))
        .map(shortage -> shortage.change(group));
  }

  private boolean insufficient(NodeGroupFact group, OfferingFact offering) {
    String name = group.name() + " " + offering.id();
    return told.stream()
        .anyMatch(
            one -> one.reason() == Reason.INSUFFICIENT_RESOURCES && one.alternative().equals(name));
  }
}
