package io.drover.rules.scheduling;

import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that are to be bought, with the pods that will run on them: in the model, so that every
 * filter is asked, and in the ledger, so that every limit is kept.
 */
final class PlannedNodes {
  /** How many nodes are looked at for one that could be larger. */
  private static final int MOST_GROWN = 512;

  private final ClusterModel model;
  private final List<Offer> offers;
  private final Ledger ledger;
  private final Places places;
  private final Map<NodeSpace, Planned> bySpace = new HashMap<>();
  private final List<Planned> inOrder = new ArrayList<>();
  private int ever;
  private int growing;

  /** A node that is to be bought, of the offer that it has at the moment. */
  static final class Planned {
    private final Map<PodKey, PodFact> pods = new TreeMap<>();
    private NodeSpace space;
    private int offer;

    Planned(NodeSpace space, int offer) {
      this.space = space;
      this.offer = offer;
    }

    NodeSpace space() {
      return space;
    }

    int offer() {
      return offer;
    }

    List<PodFact> pods() {
      return List.copyOf(pods.values());
    }
  }

  /**
   * None yet.
   *
   * @param model forked by the caller, who reverts it
   */
  PlannedNodes(ClusterModel model, List<Offer> offers, Ledger ledger) {
    this.model = model;
    this.offers = offers;
    this.ledger = ledger;
    this.places = new Places(model, offers);
    model.searchOnlyNew();
  }

  Places places() {
    return places;
  }

  List<Planned> all() {
    return List.copyOf(inOrder);
  }

  /** Puts the pod on the first planned node that takes it; null if none does. */
  @Nullable Planned beside(PodFact pod) {
    NodeSpace space = model.settle(pod);
    if (space == null) {
      return null;
    }
    Planned node = of(space);
    node.pods.put(pod.podKey(), pod);
    return node;
  }

  private Planned of(NodeSpace space) {
    Planned planned = bySpace.get(space);
    if (planned == null) {
      throw new IllegalStateException(
          "a pod was put on a node that is not planned: " + space.name());
    }
    return planned;
  }

  /** Plans one more node of the offer for the pod, unless something refuses the pod there. */
  @Nullable WhyNot open(PodFact pod, int offer) {
    WhyNot limit = ledger.refusal(offer);
    if (limit != null) {
      return limit;
    }
    model.fork();
    NodeSpace space = model.add("planned-" + ever, offers.get(offer).template());
    WhyNot refusal = model.settle(pod, space);
    if (refusal != null) {
      model.revert();
      return refusal;
    }
    model.commit();
    ever++;
    ledger.reserve(offer, 1);
    Planned made = new Planned(space, offer);
    made.pods.put(pod.podKey(), pod);
    bySpace.put(space, made);
    inOrder.add(made);
    return null;
  }

  /**
   * Plans a larger node where only room is missing for the pod.
   *
   * @param mostMicros what the larger node may cost more
   * @return the node, null if none of those that are tried can be larger
   */
  @Nullable Planned grow(PodFact pod, long mostMicros) {
    PodClass pods = model.classOf(pod);
    for (int tried = 0; tried < Math.min(MOST_GROWN, inOrder.size()); tried++) {
      Planned node = inOrder.get(growing % inOrder.size());
      if (model.lacksRoomOnly(pods, node.space)) {
        for (int offer : places.insteadOf(node.offer)) {
          if (places.cost(offer) <= places.cost(node.offer) + mostMicros
              && model.hasRoom(offers.get(offer).template(), node.space, pods)
              && grown(pod, node, offer)) {
            return node;
          }
        }
      }
      growing++;
    }
    return null;
  }

  private boolean grown(PodFact pod, Planned node, int offer) {
    model.fork();
    NodeTemplate template = offers.get(offer).template();
    NodeSpace larger = model.exchange(node.space, template);
    if (!model.holds(template, larger)
        || model.settle(pod, larger) != null
        || !ledger.exchange(node.offer, offer)) {
      model.revert();
      return false;
    }
    model.commit();
    become(node, larger, offer);
    node.pods.put(pod.podKey(), pod);
    return true;
  }

  /**
   * Has the node become one of another offer, and take pods for which one was to be bought.
   *
   * @param instead the offer that is bought no more for them
   * @return the pods that it does not take; null if it cannot become such a node
   */
  @Nullable List<PodFact> lodge(Planned node, List<PodFact> pods, int instead, int offer) {
    model.fork();
    NodeTemplate template = offers.get(offer).template();
    NodeSpace larger = model.exchange(node.space, template);
    if (!model.holds(template, larger) || !ledger.exchange(node.offer, instead, offer)) {
      model.revert();
      return null;
    }
    model.commit();
    become(node, larger, offer);
    List<PodFact> refused = new ArrayList<>();
    for (PodFact pod : pods) {
      if (model.settle(pod, larger) == null) {
        node.pods.put(pod.podKey(), pod);
      } else {
        refused.add(pod);
      }
    }
    return refused;
  }

  private void become(Planned node, NodeSpace space, int offer) {
    bySpace.remove(node.space);
    node.space = space;
    node.offer = offer;
    bySpace.put(space, node);
  }

  /** Why a new node of the offer does not take the pod, or may not be bought; null if it would. */
  @Nullable WhyNot refusal(PodFact pod, int offer) {
    model.fork();
    NodeSpace space = model.add("planned-" + ever, offers.get(offer).template());
    WhyNot refusal = model.settle(pod, space);
    model.revert();
    return refusal != null ? refusal : ledger.refusal(offer);
  }

  /** Makes the node the cheapest offer of its place that holds its pods. */
  void shrink(Planned node) {
    for (int offer : places.insteadOf(node.offer)) {
      if (places.cost(offer) >= places.cost(node.offer)) {
        return;
      }
      if (model.holds(offers.get(offer).template(), node.space)
          && ledger.exchange(node.offer, offer)) {
        become(node, model.exchange(node.space, offers.get(offer).template()), offer);
        return;
      }
    }
  }

  /**
   * Moves the pod to another planned node that has room for it.
   *
   * @return whether there was one, and nobody misses the pod where it stood
   */
  boolean move(PodFact pod, Planned from) {
    model.fork();
    NodeSpace to = resettle(pod, from);
    if (to == null) {
      model.revert();
      return false;
    }
    model.commit();
    from.pods.remove(pod.podKey());
    of(to).pods.put(pod.podKey(), pod);
    return true;
  }

  /** Another node that takes the pod, and where nobody misses it; null if there is none. */
  private @Nullable NodeSpace resettle(PodFact pod, Planned from) {
    List<Census> missedBy = model.missedBy(pod);
    model.remove(pod);
    NodeSpace to = model.settle(pod);
    return to != null && missedBy.stream().allMatch(census -> census.near(from.space, to))
        ? to
        : null;
  }

  /** Plans the node no more if other planned nodes take all its pods. */
  boolean dissolve(Planned node) {
    Map<PodFact, Planned> moved = new HashMap<>();
    model.fork();
    model.close(node.space);
    for (PodFact pod : node.pods()) {
      NodeSpace to = resettle(pod, node);
      if (to == null) {
        model.revert();
        return false;
      }
      moved.put(pod, of(to));
    }
    model.withdraw(node.space);
    model.commit();
    moved.forEach((pod, to) -> to.pods.put(pod.podKey(), pod));
    bySpace.remove(node.space);
    inOrder.remove(node);
    ledger.giveBack(node.offer);
    return true;
  }

  /**
   * Plans one node of the other's place for the pods of both, if that costs no more than both.
   *
   * @return whether there is such an offer, and the pods may all stand together
   */
  boolean merge(Planned node, Planned into) {
    if (!mayStandBeside(node, into)) {
      return false;
    }
    for (int offer : places.insteadOf(into.offer)) {
      if (places.cost(offer) > places.cost(node.offer) + places.cost(into.offer)) {
        return false;
      }
      NodeTemplate template = offers.get(offer).template();
      if (model.haveRoom(template, node.space, into.space)) {
        return merge(node, into, offer);
      }
    }
    return false;
  }

  /** Whether nobody misses the pods where they stand, and nobody on the other node minds them. */
  private boolean mayStandBeside(Planned node, Planned into) {
    return node.pods.values().stream()
        .allMatch(
            pod ->
                model.classOf(pod).rules().company().refuses(into.space) == null
                    && model.missedBy(pod).stream()
                        .allMatch(census -> census.near(node.space, into.space)));
  }

  private boolean merge(Planned node, Planned into, int offer) {
    model.fork();
    List<PodFact> moving = node.pods();
    moving.forEach(model::remove);
    model.withdraw(node.space);
    NodeSpace larger = model.exchange(into.space, offers.get(offer).template());
    boolean all = model.holds(offers.get(offer).template(), larger);
    for (int i = 0; i < moving.size() && all; i++) {
      all = model.settle(moving.get(i), larger) == null;
    }
    if (!all || !ledger.exchange(node.offer, into.offer, offer)) {
      model.revert();
      return false;
    }
    model.commit();
    bySpace.remove(node.space);
    inOrder.remove(node);
    become(into, larger, offer);
    into.pods.putAll(node.pods);
    return true;
  }

  /** From now on the node takes no more pods. */
  void close(Planned node) {
    model.close(node.space);
  }

  /** As they are to be bought. */
  List<Packed.NewNode> told() {
    return inOrder.stream()
        .map(node -> new Packed.NewNode(offers.get(node.offer), List.copyOf(node.pods.keySet())))
        .toList();
  }
}
