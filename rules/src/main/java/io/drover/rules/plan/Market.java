package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Resources;
import io.drover.rules.scheduling.NodeTemplate;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Room;
import io.drover.rules.scheduling.Templates;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What each group may buy now, and how much of it. */
final class Market {
  private final Question question;
  private final Notes notes;

  Market(Question question, Notes notes) {
    this.question = question;
    this.notes = notes;
  }

  /** The template of a node that was bought, empty if its group or offering is not known. */
  Optional<NodeTemplate> template(ManagedNodeFact record) {
    Optional<NodeTemplate> template =
        question
            .world()
            .group(record.group())
            .flatMap(
                group ->
                    offering(group, record.purchase().offering())
                        .map(
                            offering ->
                                Templates.of(group, offering, question.world().daemonSets())));
    if (template.isEmpty()) {
      notes.group(
          record.group(),
          Reason.OFFERINGS_UNKNOWN,
          "what " + record.identity().name() + " will be is not known, so nothing more is bought");
    }
    return template;
  }

  private Optional<OfferingFact> offering(NodeGroupFact group, OfferingId id) {
    return question.offerings().getOrDefault(group.spec().provider(), List.of()).stream()
        .filter(offering -> offering.id().equals(id))
        .findFirst();
  }

  /** The offers of a group; those in backoff are left out and looked at again when it ends. */
  List<Offer> offers(NodeGroupFact group) {
    List<OfferingFact> all = question.offerings().get(group.spec().provider());
    if (all == null) {
      notes.group(
          group.name(),
          Reason.OFFERINGS_UNKNOWN,
          "provider " + group.spec().provider() + " has not told its offerings");
      return List.of();
    }
    List<Offer> offers = new ArrayList<>();
    for (OfferingFact offering : all) {
      if (group.spec().choice().allows(offering.id()) && !inBackoff(group, offering.id())) {
        NodeTemplate template = Templates.of(group, offering, question.world().daemonSets());
        offers.add(new Offer(group.name(), group.spec().priority(), offering, template));
      }
    }
    return offers;
  }

  private boolean inBackoff(NodeGroupFact group, OfferingId id) {
    NodeGroupFact.Backoff backoff = group.history().backoffs().get(id.toString());
    if (backoff == null || !question.now().isBefore(backoff.until())) {
      return false;
    }
    notes.wakeAt(backoff.until());
    notes.group(
        group.name(),
        Reason.OFFERING_IN_BACKOFF,
        id + " until " + backoff.until() + " after " + backoff.reason());
    return true;
  }

  /** What the group may still buy under its limits. */
  Room room(NodeGroupFact group) {
    Resources has = Resources.NONE;
    Price spends = Price.ZERO;
    for (ManagedNodeFact record : question.world().managedNodes()) {
      if (record.group().equals(group.name()) && record.phase() != ManagedNodeFact.Phase.GONE) {
        spends = spends.plus(record.purchase().price());
        has =
            has.plus(
                offering(group, record.purchase().offering())
                    .map(OfferingFact::capacity)
                    .orElse(Resources.NONE));
      }
    }
    int nodes =
        Math.min(
            group.spec().size().max() - wanted(group.name()),
            group.spec().behaviour().scaleUp().maxNodesPerPlan());
    return Room.under(group.spec().limits(), Math.max(0, nodes), has, spends);
  }

  /** Nodes of the group that are there or on their way, and not on their way out. */
  int wanted(GroupName group) {
    return Math.toIntExact(
        question.world().managedNodes().stream()
            .filter(record -> record.group().equals(group))
            .filter(Counted::counts)
            .count());
  }
}
