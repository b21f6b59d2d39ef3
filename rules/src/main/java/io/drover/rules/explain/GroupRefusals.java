package io.drover.rules.explain;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Rejection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** For one pod, what each group has against it: for every offering the first reason. */
final class GroupRefusals {
  private static final Comparator<OfferingFact> CHEAPEST_FIRST =
      Comparator.comparing(OfferingFact::price).thenComparing(OfferingFact::id);

  private final Evidence evidence;
  private final PodFact pod;
  private final Map<String, Rejection> byAlternative = new HashMap<>();
  private final List<Rejection> ofThePod = new ArrayList<>();

  /**
   * Looks at what was told.
   *
   * @param told of the pod
   */
  GroupRefusals(Evidence evidence, PodFact pod, List<Rejection> told) {
    this.evidence = evidence;
    this.pod = pod;
    for (Rejection one : told) {
      if (one.alternative().isEmpty()) {
        ofThePod.add(one);
      } else {
        byAlternative.putIfAbsent(one.alternative(), one);
      }
    }
  }

  /** One section for what no node could take, if that is so, and one for each group. */
  List<Section> sections() {
    List<Section> sections = new ArrayList<>();
    List<Finding> never =
        ofThePod.stream()
            .filter(one -> one.reason() != Reason.NO_GROUP_FITS)
            .map(one -> Finding.of("the pod itself", one.reason(), detail(one)))
            .toList();
    if (!never.isEmpty()) {
      sections.add(new Section("whatever node is added", never));
    } else {
      evidence.world().groups().forEach(group -> sections.add(group(group)));
    }
    return sections;
  }

  private String detail(Rejection one) {
    return one.reason() == Reason.POD_NOT_SIMULATED && one.detail().isEmpty()
        ? "not modelled: " + String.join(", ", new TreeSet<>(pod.needs().notSimulated()))
        : one.detail();
  }

  private Section group(NodeGroupFact group) {
    List<Finding> findings = new ArrayList<>();
    List<OfferingFact> offered =
        evidence.offerings(group).stream().filter(OfferingFact::sold).toList();
    for (OfferingFact offering : offered.stream().sorted(CHEAPEST_FIRST).toList()) {
      if (group.spec().choice().allows(offering.id())) {
        findings.add(offering(group, offering));
      }
    }
    long others = offered.stream().filter(o -> !group.spec().choice().allows(o.id())).count();
    if (others > 0) {
      findings.add(
          Finding.plain(
              "others",
              others + " of provider " + group.spec().provider() + " are not in its choice"));
    }
    for (Rejection one : evidence.rejections("group " + group.name())) {
      if (one.reason() != Reason.OFFERING_IN_BACKOFF && one.alternative().isEmpty()) {
        findings.add(Finding.of("the group", one.reason(), one.detail()));
      }
    }
    if (findings.isEmpty()) {
      findings.add(Finding.of("the group", Reason.NO_GROUP_FITS, "its provider offers nothing"));
    }
    return new Section(
        "group " + group.name() + (evidence.question().observes(group) ? " (observed)" : ""),
        findings);
  }

  private Finding offering(NodeGroupFact group, OfferingFact offering) {
    String id = offering.id().toString();
    Rejection told = byAlternative.get(group.name() + " " + id);
    if (told != null) {
      String more =
          told.reason() == Reason.INSUFFICIENT_RESOURCES ? ": " + shortages(group, offering) : "";
      return Finding.of(id, told.reason(), told.detail() + more);
    }
    return Backoffs.of(group, offering.id(), evidence.question().now())
        .or(() -> new Advised(evidence).avoided(group, offering))
        .orElseGet(() -> Finding.plain(id, "the newest plan says nothing of it"));
  }

  private String shortages(NodeGroupFact group, OfferingFact offering) {
    return Shortage.of(pod, group, offering, evidence.world()).stream()
        .map(Shortage::text)
        .collect(Collectors.joining("; "));
  }
}
