package io.drover.rules.explain;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is bought for a pod: which node, at what price, by which rule and plan, how far it is. */
final class Purchases {
  private final Evidence evidence;

  Purchases(Evidence evidence) {
    this.evidence = evidence;
  }

  /**
   * The newest purchase for the pod, or the node on its way that it fits.
   *
   * @param told of the pod
   */
  List<Finding> of(PodFact pod, List<Rejection> told) {
    Optional<ManagedNodeFact> onItsWay =
        told.stream()
            .filter(one -> one.reason() == Reason.POD_FITS_NODE_ON_ITS_WAY)
            .map(one -> one.alternative().substring(one.alternative().indexOf(": ") + 2))
            .findFirst()
            .flatMap(evidence.world()::managedNode);
    if (onItsWay.isPresent()) {
      return List.of(
          new Finding(
              record(onItsWay.get()), "", paid(onItsWay.get()), rules(onItsWay.get(), pod)));
    }
    boolean current = told.isEmpty();
    return current ? planned(pod) : List.of();
  }

  private List<String> rules(ManagedNodeFact record, PodFact pod) {
    return evidence.plans().stream()
        .filter(plan -> plan.id().equals(record.purchase().plan()))
        .flatMap(plan -> purchases(plan, pod).stream())
        .flatMap(planned -> planned.why().rules().stream())
        .distinct()
        .toList();
  }

  private List<Finding> planned(PodFact pod) {
    List<Finding> findings = new ArrayList<>();
    for (Plan plan : evidence.plans()) {
      for (Planned planned : purchases(plan, pod)) {
        if (findings.isEmpty() && planned.action() instanceof Action.BuyNode buy) {
          findings.add(
              new Finding(
                  buy.group() + " " + buy.offering(),
                  buy.reason().name(),
                  buy.price()
                      + " USD/h, plan "
                      + plan.id()
                      + ", "
                      + new Verdicts(evidence).of(plan, planned)
                      + records(plan, buy),
                  planned.why().rules()));
        }
      }
    }
    return findings;
  }

  private static List<Planned> purchases(Plan plan, PodFact pod) {
    return plan.actions().stream()
        .filter(
            planned ->
                planned.action() instanceof Action.BuyNode buy && buy.pods().contains(pod.podKey()))
        .toList();
  }

  private String records(Plan plan, Action.BuyNode buy) {
    String made =
        evidence.world().managedNodes().stream()
            .filter(record -> record.purchase().plan().equals(plan.id()))
            .filter(record -> record.group().equals(buy.group()))
            .filter(record -> record.purchase().offering().equals(buy.offering()))
            .map(this::record)
            .collect(Collectors.joining(" or "));
    return made.isEmpty() ? "" : "; " + made;
  }

  private String record(ManagedNodeFact record) {
    Duration since = Duration.between(record.progress().since(), evidence.question().now());
    return record.identity().name()
        + " is "
        + record.phase()
        + " for "
        + RecordText.age(since)
        + (record.progress().failure() == null
            ? ""
            : ", last failure " + record.progress().failure());
  }

  private static String paid(ManagedNodeFact record) {
    return record.purchase().offering()
        + " of group "
        + record.group()
        + " at "
        + record.purchase().price()
        + " USD/h, plan "
        + record.purchase().plan();
  }
}
