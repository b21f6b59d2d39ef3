package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Packed;
import io.drover.rules.scheduling.Packing;
import io.drover.rules.scheduling.Room;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Room for pods that their scheduler could not place: first on nodes that are there, then on nodes
 * on their way, then the cheapest mix of new nodes; and groups below their minimum.
 *
 * <p>It packs once for the acting groups, and what remains once more for the observed ones, so that
 * what observed groups would buy is never capacity for acting ones.
 */
final class ScaleUp {
  private final ScalingPolicy policy;
  private final Question question;
  private final Notes notes;
  private final Market market;

  ScaleUp(ScalingPolicy policy, Question question, Notes notes, Market market) {
    this.policy = policy;
    this.question = question;
    this.notes = notes;
    this.market = market;
  }

  /**
   * Plans purchases.
   *
   * @param onTheirWay names of the model's nodes that do not serve yet
   * @return names of the model's nodes that pending pods are about to take
   */
  Set<String> plan(ClusterModel model, Set<String> onTheirWay) {
    Map<PodKey, Concluded<Demand>> demand = demand();
    Set<String> taken = new HashSet<>();
    List<PodFact> homeless = new ArrayList<>();
    for (PodKey key : demand.keySet().stream().sorted().toList()) {
      PodFact pod = question.world().pod(key).orElseThrow();
      Optional<String> node = model.place(pod, any -> true);
      if (node.isEmpty()) {
        homeless.add(pod);
      } else {
        taken.add(node.get());
        Reason reason =
            onTheirWay.contains(node.get())
                ? Reason.POD_FITS_NODE_ON_ITS_WAY
                : Reason.POD_FITS_EXISTING_NODE;
        notes.pod(key, node.get(), reason, "the scheduler will place it there");
      }
    }
    Map<GroupName, Integer> bought = new HashMap<>();
    List<PodFact> left = buy(homeless, groups(false), demand, bought);
    List<PodFact> unplaced = buy(left, groups(true), demand, bought);
    if (unplaced.isEmpty() && !homeless.isEmpty()) {
      noteObservedOnly(left);
    }
    question.world().groups().forEach(group -> fillToMinimum(group, bought));
    return taken;
  }

  private void noteObservedOnly(List<PodFact> left) {
    for (PodFact pod : left) {
      notes.pod(pod.podKey(), "", Reason.OBSERVE_ONLY, "only observed groups could take it");
    }
  }

  private Map<PodKey, Concluded<Demand>> demand() {
    Map<PodKey, Concluded<Demand>> demand = new HashMap<>();
    List<PendingPod> pending = new ArrayList<>();
    for (PodFact pod : question.world().pods()) {
      if (pod.state().scheduling() == PodFact.Scheduling.UNSCHEDULABLE
          && pod.state().deletingSince() == null) {
        pending.add(pending(pod));
      }
    }
    if (pending.isEmpty()) {
      return demand;
    }
    switch (policy.demand(pending)) {
      case PolicyAnswer.CutOff<Demand>(String detail) -> notes.policy("scale-up", detail);
      case PolicyAnswer.Answered<Demand>(List<Concluded<Demand>> conclusions) -> {
        Set<PodKey> asked = pending.stream().map(PendingPod::pod).collect(Collectors.toSet());
        conclusions.stream()
            .filter(c -> asked.contains(c.conclusion().pod()))
            .forEach(c -> demand.putIfAbsent(c.conclusion().pod(), c));
        pending.stream()
            .filter(pod -> !demand.containsKey(pod.pod()))
            .forEach(
                pod ->
                    notes.pod(
                        pod.pod(), "", Reason.POD_NOT_DEMAND_BY_POLICY, "no scale-up rule fired"));
      }
    }
    return demand;
  }

  private PendingPod pending(PodFact pod) {
    Instant since = pod.state().pendingSince();
    Duration pendingFor = since == null ? Duration.ZERO : Duration.between(since, question.now());
    return new PendingPod(
        pod.podKey(),
        pod.traits().priority(),
        pendingFor.isNegative() ? Duration.ZERO : pendingFor,
        pod.daemon());
  }

  private List<NodeGroupFact> groups(boolean observed) {
    return question.world().groups().stream()
        .filter(group -> question.observes(group) == observed)
        .toList();
  }

  /** Buys for the pods from the groups; returns the pods that found no place. */
  private List<PodFact> buy(
      List<PodFact> pods,
      List<NodeGroupFact> groups,
      Map<PodKey, Concluded<Demand>> demand,
      Map<GroupName, Integer> bought) {
    if (pods.isEmpty()) {
      return pods;
    }
    List<Offer> offers = new ArrayList<>();
    Map<GroupName, Room> room = new HashMap<>();
    for (NodeGroupFact group : groups) {
      offers.addAll(market.offers(group));
      room.put(group.name(), market.room(group));
    }
    Packed packed = Packing.pack(pods, offers, room);
    for (Packed.NewNode node : packed.nodes()) {
      bought.merge(node.offer().group(), 1, Integer::sum);
      notes.act(purchase(node), justification(node, demand));
    }
    Set<PodKey> unplaced = new HashSet<>();
    for (Packed.Unplaced pod : packed.unplaced()) {
      unplaced.add(pod.pod());
      if (pod.refusals().isEmpty()) {
        notes.pod(pod.pod(), "", Reason.NO_GROUP_FITS, "no group has an offering for it now");
      }
      pod.refusals()
          .forEach(
              refused ->
                  notes.pod(
                      pod.pod(),
                      refused.alternative(),
                      Reason.of(refused.why().cause()),
                      refused.why().detail()));
    }
    return pods.stream().filter(pod -> unplaced.contains(pod.podKey())).toList();
  }

  private static Action.BuyNode purchase(Packed.NewNode node) {
    return new Action.BuyNode(
        node.offer().group(),
        node.offer().offering().id(),
        node.offer().offering().price(),
        node.pods(),
        Reason.PODS_UNSCHEDULABLE);
  }

  private static Justification justification(
      Packed.NewNode node, Map<PodKey, Concluded<Demand>> demand) {
    List<Concluded<Demand>> why = node.pods().stream().map(demand::get).toList();
    return new Justification(
        why.stream().map(Concluded::rule).distinct().toList(),
        why.stream().flatMap(concluded -> concluded.facts().stream()).limit(10).toList());
  }

  /** The cheapest offers that bring a group up to its minimum, beyond what is bought anyway. */
  private void fillToMinimum(NodeGroupFact group, Map<GroupName, Integer> bought) {
    int min = group.spec().size().min();
    int missing = min - market.wanted(group.name()) - bought.getOrDefault(group.name(), 0);
    if (missing <= 0) {
      return;
    }
    Optional<Offer> cheapest =
        market.offers(group).stream()
            .min(
                Comparator.comparing((Offer offer) -> offer.offering().price())
                    .thenComparing(offer -> offer.offering().id()));
    if (cheapest.isEmpty()) {
      notes.group(group.name(), Reason.NO_GROUP_FITS, "no offering to fill up to min " + min);
      return;
    }
    int room = market.room(group).nodes() - bought.getOrDefault(group.name(), 0);
    int most = Math.min(missing, room);
    for (int i = 0; i < most; i++) {
      notes.act(
          new Action.BuyNode(
              group.name(),
              cheapest.get().offering().id(),
              cheapest.get().offering().price(),
              List.of(),
              Reason.GROUP_BELOW_MINIMUM),
          new Justification(List.of(), List.of("min is " + min + ", missing " + missing)));
    }
  }
}
