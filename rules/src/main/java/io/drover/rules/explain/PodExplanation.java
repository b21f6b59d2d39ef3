package io.drover.rules.explain;

import io.drover.rules.facts.PodFact;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Demand;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a pod runs, or why it does not, and what is bought for it. */
final class PodExplanation {
  /** With these a pod is no matter of any group. */
  private static final Set<String> SETTLED =
      Set.of(
          Reason.POD_FITS_EXISTING_NODE.name(),
          Reason.POD_FITS_NODE_ON_ITS_WAY.name(),
          Reason.POD_NOT_DEMAND_BY_POLICY.name(),
          Reason.POD_EXPENDABLE.name(),
          Reason.POD_WAITS.name());

  private final Evidence evidence;

  PodExplanation(Evidence evidence) {
    this.evidence = evidence;
  }

  DecisionRecord of(PodFact pod) {
    return switch (pod.state().scheduling()) {
      case BOUND -> plain(pod, "runs on node " + pod.state().nodeName() + ending(pod));
      case FINISHED -> plain(pod, "has ended and takes no room any more");
      case WAITING ->
          plain(pod, "waits for its scheduler, which has not found it unschedulable yet");
      case GATED ->
          plain(
              pod,
              "is held by a scheduling gate (spec.schedulingGates): its scheduler does not look at"
                  + " it, and no node is bought for it before the gate is gone");
      case NOMINATED ->
          demand(pod).isPresent()
              ? pending(pod)
              : plain(
                  pod,
                  "is nominated for node "
                      + pod.state().nodeName()
                      + " and expected there; it is no demand while that can hold");
      case UNSCHEDULABLE -> pending(pod);
    };
  }

  private static String ending(PodFact pod) {
    return pod.state().deletingSince() == null
        ? ""
        : ", and is being deleted since " + pod.state().deletingSince();
  }

  private DecisionRecord plain(PodFact pod, String summary) {
    return new DecisionRecord(
        Explainer.subject(pod),
        summary,
        evidence.caveats(),
        evidence.basis(),
        List.of(),
        List.of());
  }

  private DecisionRecord pending(PodFact pod) {
    List<Rejection> all = evidence.rejections(Explainer.subject(pod));
    List<Rejection> told = all.stream().filter(one -> !GroupsMade.ofGroups(one)).toList();
    List<Finding> made = new GroupsMade(evidence, pod, all).findings();
    List<Finding> bought = new Purchases(evidence).of(pod, told);
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("is it demand?", demandFindings(pod, told)));
    if (!bought.isEmpty()) {
      sections.add(new Section("bought for it", bought));
    }
    if (!made.isEmpty()) {
      sections.add(new Section("a node group for it", made));
    }
    if (bought.isEmpty() && told.stream().noneMatch(PodExplanation::settled)) {
      sections.addAll(new GroupRefusals(evidence, pod, told).sections());
      if (!evidence.world().nodes().isEmpty()) {
        sections.add(new NodesThere(evidence).section(pod));
      }
    }
    return new DecisionRecord(
        Explainer.subject(pod),
        summary(told, bought),
        evidence.caveats(),
        evidence.basis(),
        sections,
        new PodThresholds(evidence, pod, told).changes());
  }

  private static boolean settled(Rejection one) {
    return SETTLED.contains(one.reason().name());
  }

  private Optional<Concluded<Demand>> demand(PodFact pod) {
    return evidence.considered().demand().stream()
        .filter(one -> one.conclusion().pod().equals(pod.podKey()))
        .findFirst();
  }

  private List<Finding> demandFindings(PodFact pod, List<Rejection> told) {
    List<Finding> findings = new ArrayList<>();
    demand(pod)
        .ifPresent(
            why -> findings.add(Finding.ofRule("yes: " + why.rule(), why.reason(), why.facts())));
    for (Rejection one : told) {
      if (one.reason() == Reason.POD_WAITS) {
        findings.add(Finding.of("not yet", one.reason(), one.detail()));
      }
      if (one.reason() == Reason.POD_EXPENDABLE
          || one.reason() == Reason.POD_NOT_DEMAND_BY_POLICY) {
        findings.add(Finding.of("no", one.reason(), one.detail()));
      }
    }
    evidence
        .rejections("policy scale-up")
        .forEach(one -> findings.add(Finding.of("not known", one.reason(), one.detail())));
    if (findings.isEmpty()) {
      findings.add(
          Finding.plain("not known", "the newest plan has not looked at this pod; ask again"));
    }
    return findings;
  }

  private String summary(List<Rejection> told, List<Finding> bought) {
    if (told.isEmpty()) {
      return bought.isEmpty()
          ? "is pending, and the newest plan says nothing of it"
          : "is pending, and a node is bought for it";
    }
    Rejection first = told.getFirst();
    return switch (first.reason()) {
      case POD_FITS_EXISTING_NODE ->
          "is pending; node "
              + first.alternative()
              + " has room for it, the scheduler will place it there";
      case POD_FITS_NODE_ON_ITS_WAY ->
          "is pending; it fits a node that is bought already (" + first.alternative() + ")";
      case POD_EXPENDABLE, POD_NOT_DEMAND_BY_POLICY ->
          "stays pending: no node is bought for it, " + first.detail();
      case POD_WAITS -> "stays pending for now: it waits " + first.detail();
      case OBSERVE_ONLY -> "stays pending: only observed groups could take it";
      default ->
          bought.isEmpty()
              ? "stays pending: no group has a node for it"
              : "is pending, and a node is bought for it";
    };
  }
}
