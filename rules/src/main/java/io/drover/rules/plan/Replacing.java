package io.drover.rules.plan;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Packed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Buys the place of nodes before they go: of those that are to go whatever it costs, and of those
 * that cheaper ones can replace, alone or several by fewer. Nothing is evicted before what was
 * bought serves; then a rule finds the nodes unneeded.
 *
 * <p>As each purchase is a guess at what the cluster will look like when it serves, it is made only
 * while nothing else is under way.
 */
final class Replacing {
  /** How many swaps one plan proposes, in case review has something against the best. */
  private static final int MOST_SWAPS = 3;

  /** Nodes that stay only because there would be too little without them. */
  private static final Set<Reason> LACKING =
      Set.of(Reason.NO_PLACE_TO_MOVE_PODS, Reason.GROUP_AT_MINIMUM);

  private final Question question;
  private final Notes notes;
  private final Market market;
  private final Swaps swaps;
  private final Succession succession;
  private final Map<NodeName, Concluded<Outdated>> outdated = new HashMap<>();
  private final Map<NodeName, Concluded<Replaceable>> replaceable = new HashMap<>();
  private final Set<NodeName> kept = new HashSet<>();
  private final Map<Candidate, Concluded<Outdated>> stuck = new LinkedHashMap<>();
  private final Map<Candidate, Concluded<Replaceable>> dear = new LinkedHashMap<>();

  Replacing(Question question, Notes notes, Market market, Swaps swaps) {
    this.question = question;
    this.notes = notes;
    this.market = market;
    this.swaps = swaps;
    this.succession = new Succession(question.world(), question.now());
  }

  /** What the rules say of the nodes that will be considered. */
  void heed(SaidOfNodes said) {
    outdated.putAll(SaidOfNodes.firstOfEach(said.outdated()));
    replaceable.putAll(SaidOfNodes.firstOfEach(said.replaceable()));
    said.kept().forEach(one -> kept.add(one.conclusion().node()));
  }

  /** A node that stays, for this reason, though its group may shrink. */
  void consider(Candidate node, Reason stays) {
    NodeName name = node.name();
    List<ManagedNodeFact> heirs = succession.heirs(node.record());
    if (kept.contains(name)
        || node.group().spec().size().whole()
        || stays == Reason.REPLACEMENT_AWAITS_PODS
        || stays == Reason.NODE_NEEDED_AGAIN) {
      return;
    }
    if (!heirs.isEmpty()) {
      String heir = heirs.getFirst().identity().name();
      notes.node(name, Reason.REPLACEMENT_ON_ITS_WAY, heir + " was bought for its pods");
      return;
    }
    Concluded<Outdated> goes = outdated.get(name);
    Concluded<Replaceable> mayGo = replaceable.get(name);
    if (LACKING.contains(stays) && goes != null) {
      stuck.put(node, goes);
    } else if (mayGo != null && settled(node)) {
      dear.put(node, mayGo);
    }
  }

  /** Buys for the nodes that were considered. */
  void buy() {
    if (calm()) {
      stuck.forEach(this::outdated);
      if (!notes.buys() && question.world().unsettledNodes().isEmpty()) {
        cheaper(false);
        cheaper(true);
      }
    }
  }

  /** Whether nothing is on its way, and this plan buys nothing. */
  private boolean calm() {
    return !notes.buys() && question.world().unsettledNodes().stream().noneMatch(Counted::counts);
  }

  /**
   * Buys room for the pods of a node that is to go and cannot. How many at once is bounded by the
   * disruption budgets of their groups, in review.
   */
  private void outdated(Candidate node, Concluded<Outdated> why) {
    Swap swap = swaps.of(List.of(node)).atLeastOne(() -> swaps.cheapest(node.group()));
    if (swap.possible()) {
      swaps.settle(swap);
      buy(swap, why, why.reason());
    } else {
      notes.node(node.name(), Reason.NO_REPLACEMENT, swap.whyNot());
    }
  }

  /** Buys the cheapest place for nodes for which there is a cheaper one, the best swaps first. */
  private void cheaper(boolean observed) {
    List<Candidate> left =
        new ArrayList<>(
            dear.keySet().stream()
                .filter(node -> question.observes(node.group()) == observed)
                .filter(this::rested)
                .toList());
    for (int bought = 0; bought < MOST_SWAPS && !left.isEmpty(); bought++) {
      Swaps.Search search = swaps.search(left);
      if (search.best().isEmpty()) {
        search.tried().forEach(this::nothingCheaper);
        return;
      }
      Swap swap = search.best().get();
      swaps.settle(swap);
      Concluded<?> why = Objects.requireNonNull(dear.get(swap.nodes().getFirst()));
      buy(swap, why, Reason.NODE_TOO_DEAR);
      left.removeAll(swap.nodes());
    }
  }

  private void nothingCheaper(NodeName node) {
    notes.node(node, Reason.NO_REPLACEMENT, "nothing that takes its pods is cheaper by enough");
  }

  /** The group has not grown for its cool-down: what was bought just now is not put in question. */
  private boolean rested(Candidate node) {
    return !question.now().isBefore(question.coolUntil(node.group()));
  }

  /**
   * Whether a rule lets the node be replaced, and all its pods have run for as long as that may
   * take to pay back. What is saved lasts only as long as the pods stay as they are, and who has
   * run for an hour will as likely run for another; and no pod is moved twice within that time to
   * save money.
   */
  boolean settled(Candidate node) {
    if (!replaceable.containsKey(node.name())
        || succession.awaited(node.record()).isPresent()
        || !succession.heirs(node.record()).isEmpty()) {
      return false;
    }
    Optional<PodFact> youngest =
        Moving.from(question.world(), node.name()).stream()
            .max(Comparator.comparing((PodFact pod) -> pod.identity().createdAt()));
    Duration payback = node.group().spec().behaviour().scaleDown().consolidation().payback();
    Optional<Instant> due = youngest.map(pod -> pod.identity().createdAt().plus(payback));
    if (due.filter(question.now()::isBefore).isEmpty()) {
      return true;
    }
    notes.node(
        node.name(),
        Reason.NO_REPLACEMENT,
        "pod %s is not older than the payback time before %s"
            .formatted(youngest.get().podKey(), due.get()));
    notes.wakeAt(due.get());
    return false;
  }

  /** The rule that lets it be replaced. */
  Concluded<Replaceable> whyDear(Candidate node) {
    return Objects.requireNonNull(replaceable.get(node.name()));
  }

  private void buy(Swap swap, Concluded<?> why, Reason reason) {
    List<String> facts = new ArrayList<>();
    if (reason == Reason.NODE_TOO_DEAR) {
      facts.add(swap.text());
    }
    facts.addAll(why.facts());
    for (Packed.NewNode node : swap.bought().nodes()) {
      Offer offer = node.offer();
      market.take(offer);
      notes.act(
          new Action.BuyNode(
              offer.group(),
              offer.offering().id(),
              offer.offering().price(),
              node.pods(),
              reason,
              swap.replaced()),
          new Justification(List.of(why.rule()), facts));
    }
    for (Candidate node : swap.nodes()) {
      notes.node(
          node.name(),
          Reason.REPLACEMENT_ON_ITS_WAY,
          "it goes once what is bought for its pods serves");
    }
  }
}
