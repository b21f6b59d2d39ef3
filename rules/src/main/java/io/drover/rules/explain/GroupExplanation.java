package io.drover.rules.explain;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.Money;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Spending;
import io.drover.rules.plan.Counted;
import io.drover.rules.plan.Holdings;
import io.drover.rules.plan.Reason;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Room;
import io.drover.rules.scheduling.Templates;
import io.drover.rules.scheduling.WhyNot;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a node group stands: its size, what it may still buy, and what went wrong. */
final class GroupExplanation {
  private final Evidence evidence;
  private final Advised advised;

  GroupExplanation(Evidence evidence) {
    this.evidence = evidence;
    this.advised = new Advised(evidence);
  }

  DecisionRecord of(NodeGroupFact group) {
    Holdings has = Holdings.of(group, evidence.world(), evidence.offerings(group));
    List<ManagedNodeFact> records =
        evidence.world().managedNodes().stream()
            .filter(record -> record.group().equals(group.name()))
            .toList();
    List<Section> sections = new ArrayList<>();
    sections.add(new Section("size", size(group, has, records)));
    sections.add(new Section("what it may buy", offerings(group, has)));
    sections.add(new Section("history", history(group, records)));
    List<Finding> told =
        evidence.rejections("group " + group.name()).stream()
            .filter(one -> one.alternative().isEmpty())
            .map(one -> Finding.of("the newest plan", one.reason(), one.detail()))
            .toList();
    if (!told.isEmpty()) {
      sections.add(new Section("what is not done", told));
    }
    return new DecisionRecord(
        "group " + group.name(),
        summary(group, has),
        evidence.caveats(),
        evidence.basis(),
        sections,
        List.of());
  }

  private String summary(NodeGroupFact group, Holdings has) {
    int most = group.spec().size().max();
    String mode = evidence.question().observes(group) ? ", only observed" : "";
    return has.wanted()
        + " nodes of at most "
        + most
        + ", "
        + Math.max(0, most - has.wanted())
        + " more may be bought"
        + mode;
  }

  private List<Finding> size(NodeGroupFact group, Holdings has, List<ManagedNodeFact> records) {
    List<Finding> findings = new ArrayList<>();
    GroupSpec spec = group.spec();
    findings.add(
        Finding.plain(
            "nodes",
            "%d counted, %d ready, %d going; min %d, max %d"
                .formatted(
                    has.wanted(),
                    records.stream()
                        .filter(Counted::counts)
                        .filter(record -> record.phase() == ManagedNodeFact.Phase.READY)
                        .count(),
                    records.stream()
                        .filter(record -> !Counted.counts(record) && !record.over())
                        .count(),
                    spec.size().min(),
                    spec.size().max())));
    advised.minimum(group).ifPresent(findings::add);
    String most = spec.limits().price() == null ? "" : " of at most " + spec.limits().price();
    findings.add(Finding.plain("price", has.price() + most + " USD/h"));
    findings.add(Finding.plain("this month", spent(group)));
    spec.limits()
        .resources()
        .forEach(
            (name, limit) ->
                findings.add(
                    Finding.plain(
                        "limit of " + name,
                        AmountText.of(name, has.capacity().get(name))
                            + " of at most "
                            + AmountText.of(name, limit))));
    findings.add(Finding.plain("mode", mode(group)));
    return findings;
  }

  private String spent(NodeGroupFact group) {
    Spending spending = group.history().spending();
    Money budget = group.spec().behaviour().scaleUp().aims().monthlyBudget();
    String most = budget == null ? "" : " of at most " + budget;
    return spending == null
        ? "nobody has begun to count" + (budget == null ? "" : ", at most " + budget + " USD")
        : spending
                .until(
                    evidence.question().now(), evidence.world().count(group.name()).runningPrice())
                .amount()
            + most
            + " USD";
  }

  private String mode(NodeGroupFact group) {
    String cluster = evidence.guard().circumstances().observeOnly();
    if (!cluster.isEmpty()) {
      return "observed: " + cluster;
    }
    return evidence.question().observes(group) ? "observed: its mode is Observe" : "acting";
  }

  private List<Finding> offerings(NodeGroupFact group, Holdings has) {
    Room room =
        Room.under(
                group.spec().limits(),
                Math.max(0, group.spec().size().max() - has.wanted()),
                has.capacity(),
                has.price())
            .inOnePlan(group.spec().behaviour().scaleUp().maxNodesPerPlan());
    List<Finding> findings = new ArrayList<>();
    evidence.offerings(group).stream()
        .filter(OfferingFact::sold)
        .filter(offering -> group.spec().choice().allows(offering.id()))
        .sorted(Comparator.comparing(OfferingFact::price).thenComparing(OfferingFact::id))
        .forEach(offering -> findings.add(offering(group, offering, room)));
    if (findings.isEmpty()) {
      boolean told = evidence.question().offerings().containsKey(group.spec().provider());
      findings.add(
          Finding.of(
              "provider " + group.spec().provider(),
              told ? Reason.NO_GROUP_FITS : Reason.OFFERINGS_UNKNOWN,
              told ? "none of its offerings is allowed" : "it has not told its offerings"));
    }
    return findings;
  }

  private Finding offering(NodeGroupFact group, OfferingFact offering, Room room) {
    OfferingFact counted = Holdings.counted(group, offering);
    WhyNot why =
        room.refusal(
            new Offer(
                group.name(),
                group.spec().priority(),
                counted,
                Templates.of(group, offering, evidence.world().daemonSets())));
    return Backoffs.of(group, offering.id(), evidence.question().now())
        .or(() -> advised.avoided(group, offering))
        .orElseGet(
            () ->
                why == null
                    ? advised.priced(group, offering)
                    : Finding.of(offering.id().toString(), Reason.of(why.cause()), why.detail()));
  }

  private List<Finding> history(NodeGroupFact group, List<ManagedNodeFact> records) {
    NodeGroupFact.History history = group.history();
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.plain("last scale-up", when(history.lastScaleUp())));
    findings.add(Finding.plain("last scale-down", when(history.lastScaleDown())));
    Instant cool = evidence.question().coolUntil(group);
    if (evidence.question().now().isBefore(cool)) {
      findings.add(
          Finding.of("rests", Reason.GROUP_COOLING_DOWN, "no node of it goes before " + cool));
    }
    if (!group.hold().isEmpty()) {
      findings.add(Finding.of("held", Reason.HELD, group.hold()));
    }
    if (history.standing().frozen() != null) {
      findings.add(Finding.plain("frozen", history.standing().frozen()));
    }
    for (ManagedNodeFact record : records) {
      String failure = record.progress().failure();
      if (failure != null) {
        findings.add(Finding.plain("failure of " + record.identity().name(), failure));
      }
    }
    return findings;
  }

  private static String when(@Nullable Instant at) {
    return at == null ? "not on record" : at.toString();
  }
}
