package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.scheduling.NodeTemplate;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Room;
import io.drover.rules.scheduling.Templates;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What each group may buy now, and how much of it is left while the plan is made. */
final class Market {
  private final Question question;
  private final Notes notes;
  private final Map<GroupName, Holdings> holdings = new HashMap<>();
  private final Map<GroupName, List<Offer>> offers = new HashMap<>();
  private final Map<GroupName, Room> left = new HashMap<>();
  private final Map<GroupName, Integer> bought = new HashMap<>();
  private Advice advice = Advice.NONE;

  Market(Question question, Notes notes) {
    this.question = question;
    this.notes = notes;
    question.world().groups().forEach(this::open);
  }

  private void open(NodeGroupFact group) {
    Holdings has = has(group);
    int max = group.spec().size().max();
    left.put(
        group.name(),
        Room.under(
                group.spec().limits(),
                Math.max(0, Math.min(max - has.wanted(), tryable(group))),
                has.capacity(),
                has.price())
            .inOnePlan(group.spec().behaviour().scaleUp().maxNodesPerPlan()));
    if (has.wanted() > max) {
      notes.group(
          group.name(),
          Reason.GROUP_ABOVE_MAXIMUM,
          has.wanted()
              + " nodes, max is "
              + max
              + "; they go only as rules find them unneeded, and then at once");
    }
  }

  /** How many nodes may be bought although those before were in vain, or the group is going. */
  private int tryable(NodeGroupFact group) {
    if (group.end().deleting()) {
      notes.group(group.name(), Reason.GROUP_DELETED, "somebody has deleted its NodeGroup");
      return 0;
    }
    return Setback.of(group, question.now()).map(this::tryable).orElse(Integer.MAX_VALUE);
  }

  private int tryable(Setback setback) {
    int most = setback.most(question.now());
    Instant until = setback.bought().until();
    if (most == 0 && until != null) {
      notes.wakeAt(until);
    }
    notes.group(
        setback.group().name(),
        setback.reason(),
        setback.text()
            + "; "
            + (most == 0 ? "none is bought before " + until : "one at a time is tried"));
    return most - setback.tried(question.world());
  }

  /** Offers by what the rules say of them. */
  void advised(Advice said) {
    advice = said;
  }

  /** The template of a node that was bought, empty if its group or offering is not known. */
  Optional<NodeTemplate> template(ManagedNodeFact record) {
    Optional<NodeTemplate> template =
        question
            .world()
            .group(record.group())
            .flatMap(
                group ->
                    Holdings.offering(record.purchase().offering(), offerings(group))
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

  private List<OfferingFact> offerings(NodeGroupFact group) {
    return question.offerings().getOrDefault(group.spec().provider(), List.of());
  }

  /**
   * The offers of a group. Those that rules avoid are left out, and so are those in backoff, which
   * are looked at again when it ends.
   */
  List<Offer> offers(NodeGroupFact group) {
    return offers.computeIfAbsent(group.name(), any -> known(group));
  }

  private List<Offer> known(NodeGroupFact group) {
    if (!question.offerings().containsKey(group.spec().provider())) {
      notes.group(
          group.name(),
          Reason.OFFERINGS_UNKNOWN,
          "provider " + group.spec().provider() + " has not told its offerings");
      return List.of();
    }
    String unknown = has(group).unknown();
    if (!unknown.isEmpty()) {
      notes.group(
          group.name(),
          Reason.OFFERINGS_UNKNOWN,
          "how much of the group's limits " + unknown + " takes is not known");
      return List.of();
    }
    if (inBackoff(group, NodeGroupFact.Backoff.EVERY_OFFERING, "every offering")) {
      return List.of();
    }
    List<Offer> known = new ArrayList<>();
    for (OfferingFact offering : offerings(group)) {
      if (offering.sold()
          && group.spec().choice().allows(offering.id())
          && !inBackoff(group, offering.id())
          && !avoided(new Alternative(group.name(), offering.id()))) {
        known.add(offer(group, offering));
      }
    }
    return known;
  }

  private Offer offer(NodeGroupFact group, OfferingFact offering) {
    return new Offer(
        group.name(),
        group.spec().priority(),
        Holdings.counted(group, offering),
        Templates.of(group, offering, question.world().daemonSets()),
        advice.surchargeMicros(group.name(), offering));
  }

  private boolean avoided(Alternative offering) {
    Concluded<Avoided> by = advice.avoided().get(offering);
    if (by != null) {
      notes.offering(offering, by.reason(), "avoided by a rule: " + by.rule());
    }
    return by != null;
  }

  private boolean inBackoff(NodeGroupFact group, OfferingId id) {
    return !group.history().backoffs().isEmpty() && inBackoff(group, id.toString(), id.toString());
  }

  private boolean inBackoff(NodeGroupFact group, String what, String name) {
    NodeGroupFact.Backoff backoff = group.history().backoffs().get(what);
    if (backoff == null || !question.now().isBefore(backoff.until())) {
      return false;
    }
    notes.wakeAt(backoff.until());
    notes.group(
        group.name(),
        Reason.OFFERING_IN_BACKOFF,
        name + " until " + backoff.until() + " after " + backoff.reason());
    return true;
  }

  private Holdings has(NodeGroupFact group) {
    return holdings.computeIfAbsent(
        group.name(), any -> Holdings.of(group, question.world(), offerings(group)));
  }

  /** What each group may still buy under its limits, after what the plan buys already. */
  Map<GroupName, Room> left() {
    return left;
  }

  /** Takes a node out of what is left. */
  void take(Offer offer) {
    left.computeIfPresent(offer.group(), (group, room) -> room.less(offer.offering(), 1));
    bought.merge(offer.group(), 1, Integer::sum);
  }

  /** Nodes that the group lacks to so many, beyond what the plan buys already. */
  int missing(NodeGroupFact group, int least) {
    return group.end().deleting()
        ? 0
        : least - has(group).wanted() - bought.getOrDefault(group.name(), 0);
  }
}
