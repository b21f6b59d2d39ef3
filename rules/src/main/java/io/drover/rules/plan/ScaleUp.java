package io.drover.rules.plan;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NewGroups;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.scheduling.Balance;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Packed;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Room for pods that their scheduler could not place: first on nodes that are there, then on nodes
 * on their way, then the cheapest mix of new nodes; and groups below their minimum.
 *
 * <p>It packs once for the acting groups, and what remains once more for the observed ones, so that
 * what observed groups would buy is never capacity for acting ones.
 */
final class ScaleUp {
  private final Question question;
  private final Notes notes;
  private final Market market;
  private final Budget budget;

  ScaleUp(Question question, Notes notes, Market market, Budget budget) {
    this.question = question;
    this.notes = notes;
    this.market = market;
    this.budget = budget;
  }

  /**
   * Plans purchases.
   *
   * @param said by the rules
   * @param onTheirWay records of nodes that do not serve yet, by the names of these in the model
   * @param expendables who make way for pending pods, and are none themselves
   * @param nominations that hold where they can
   * @return names of the model's nodes that pending pods are about to take
   */
  Set<String> plan(
      ClusterModel model,
      ScaleUpRules.Said said,
      Map<String, ManagedNodeFact> onTheirWay,
      Expendables expendables,
      Nominations nominations) {
    market.advised(said.advice());
    Map<PodKey, Concluded<Demand>> demand = said.demand();
    Map<PodKey, String> settled = nominations.settle(demand.keySet());
    List<PodFact> pods = expendables.inOrder(demand.keySet());
    Disappointments without = new Disappointments(question, model, pods);
    Housing.Housed housed =
        new Housing(question, model, onTheirWay, expendables, without).house(pods, settled);
    housed.places().forEach((pod, node) -> tell(pod, node, onTheirWay.containsKey(node)));
    List<PodFact> homeless = housed.homeless();
    Buyer buyer = new Buyer(model, demand, without);
    Packed acting = buyer.buy(homeless, groups(false));
    Packed told = buyer.buy(unplaced(homeless, acting), groups(true));
    unplaced(homeless, acting).forEach(pod -> without.tell(pod, market, notes));
    explain(homeless, acting, told);
    Packed bought = acting.nodes().isEmpty() ? told : acting;
    if (!bought.nodes().isEmpty()) {
      notes.outlay(Outlay.of(bought));
    }
    groups(model, without(homeless, acting, told), demand);
    FillUp minimum = new FillUp(market, notes, said.advice(), () -> balance(model, bought));
    question.world().groups().forEach(minimum::fill);
    return new HashSet<>(housed.places().values());
  }

  private void tell(PodKey pod, String node, boolean onItsWay) {
    Reason reason = onItsWay ? Reason.POD_FITS_NODE_ON_ITS_WAY : Reason.POD_FITS_EXISTING_NODE;
    notes.pod(pod, node, reason, "the scheduler will place it there");
  }

  private static List<PodFact> without(List<PodFact> pods, Packed acting, Packed told) {
    return unplaced(unplaced(pods, acting), told);
  }

  /** Node groups for those that no group takes, and none for which there is no use. */
  private void groups(
      ClusterModel model, List<PodFact> homeless, Map<PodKey, Concluded<Demand>> demand) {
    NewGroups making = question.settings().newGroups();
    if (making != null) {
      new GroupProposals(question, making, notes, budget, model).propose(homeless, demand);
      new UnusedGroups(question, making, notes).plan();
    }
  }

  private static Balance balance(ClusterModel model, Packed bought) {
    Balance balance = model.balance();
    bought.nodes().forEach(node -> balance.add(node.offer()));
    return balance;
  }

  private List<NodeGroupFact> groups(boolean observed) {
    return question.world().groups().stream()
        .filter(group -> question.observes(group) == observed)
        .toList();
  }

  /** Buys for pods from groups. */
  private final class Buyer {
    private final ClusterModel model;
    private final Map<PodKey, Concluded<Demand>> demand;
    private final Disappointments without;

    Buyer(ClusterModel model, Map<PodKey, Concluded<Demand>> demand, Disappointments without) {
      this.model = model;
      this.demand = demand;
      this.without = without;
    }

    Packed buy(List<PodFact> pods, List<NodeGroupFact> groups) {
      Packed all = null;
      for (Map.Entry<Set<Alike>, List<PodFact>> some : without.apart(pods).entrySet()) {
        Packed packed =
            new WholePacking(model, market, budget, some.getKey()).pack(some.getValue(), groups);
        for (Packed.NewNode node : packed.nodes()) {
          market.take(node.offer());
          notes.act(purchase(node), justification(node, demand));
        }
        all = all == null ? packed : all.and(packed);
      }
      return all == null ? Packed.NOTHING : all;
    }
  }

  private static List<PodFact> unplaced(List<PodFact> pods, Packed packed) {
    Set<PodKey> unplaced =
        packed.unplaced().stream().map(Packed.Unplaced::pod).collect(Collectors.toSet());
    return pods.stream().filter(pod -> unplaced.contains(pod.podKey())).toList();
  }

  /** Says of each pod for which nothing is bought why not, the most telling first. */
  private void explain(List<PodFact> homeless, Packed acting, Packed told) {
    Map<PodKey, Packed.NewNode> wouldBuy = new HashMap<>();
    told.nodes().forEach(node -> node.pods().forEach(pod -> wouldBuy.put(pod, node)));
    Map<PodKey, Set<Packed.Refused>> refusals = new HashMap<>();
    for (Packed packed : List.of(acting, told)) {
      for (Packed.Unplaced pod : packed.unplaced()) {
        refusals.computeIfAbsent(pod.pod(), any -> new LinkedHashSet<>()).addAll(pod.refusals());
      }
    }
    for (PodFact pod : unplaced(homeless, acting)) {
      explain(pod.podKey(), wouldBuy.get(pod.podKey()), refusals.get(pod.podKey()));
    }
  }

  private void explain(
      PodKey pod, Packed.@Nullable NewNode wouldBuy, @Nullable Set<Packed.Refused> refusals) {
    if (wouldBuy != null) {
      Offer offer = wouldBuy.offer();
      notes.pod(
          pod,
          offer.name(),
          Reason.OBSERVE_ONLY,
          "would be bought at " + offer.offering().price() + " USD/h, but is only observed");
    } else if (refusals == null || refusals.isEmpty()) {
      notes.pod(pod, "", Reason.NO_GROUP_FITS, "no group has an offering for it now");
    }
    for (Packed.Refused refused : refusals == null ? Set.<Packed.Refused>of() : refusals) {
      notes.pod(
          pod, refused.alternative(), Reason.of(refused.why().cause()), refused.why().detail());
    }
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
    if (node.pods().isEmpty()) {
      return new Justification(List.of(), List.of("its group buys all of its nodes or none"));
    }
    List<Concluded<Demand>> why = node.pods().stream().map(demand::get).toList();
    return new Justification(
        why.stream().map(Concluded::rule).distinct().toList(),
        why.stream().flatMap(concluded -> concluded.facts().stream()).limit(10).toList());
  }
}
