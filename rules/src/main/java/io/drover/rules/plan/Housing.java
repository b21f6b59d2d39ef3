package io.drover.rules.plan;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.scheduling.ClusterModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Room for pods on nodes that are there or on their way: on the first node that takes each, or,
 * where not all find room that way, first on those that were bought for them.
 */
final class Housing {
  private final Question question;
  private final ClusterModel model;
  private final Map<String, ManagedNodeFact> onTheirWay;
  private final Expendables expendables;
  private final Disappointments without;

  /**
   * Room on this model.
   *
   * @param onTheirWay records of nodes that do not serve yet, by the names of these in the model
   * @param expendables who make way where they must
   * @param without which pods take which nodes not
   */
  Housing(
      Question question,
      ClusterModel model,
      Map<String, ManagedNodeFact> onTheirWay,
      Expendables expendables,
      Disappointments without) {
    this.question = question;
    this.model = model;
    this.onTheirWay = onTheirWay;
    this.expendables = expendables;
    this.without = without;
  }

  /**
   * Who stands where, and who nowhere.
   *
   * @param places names of the model's nodes, in the order of the pods
   */
  record Housed(Map<PodKey, String> places, List<PodFact> homeless) {}

  /**
   * Puts the pods onto the model.
   *
   * @param settled those that stand there already
   */
  Housed house(List<PodFact> pods, Map<PodKey, String> settled) {
    model.fork();
    Housed anywhere = oneByOne(pods, settled);
    if (anywhere.homeless().isEmpty()) {
      return kept(anywhere);
    }
    Meant meant = meant(pods, settled.keySet());
    if (meant.nothing()) {
      return kept(anywhere);
    }
    undo();
    model.fork();
    Map<PodKey, String> first = new HashMap<>(settled);
    first.putAll(meant.settle());
    Housed asMeant = oneByOne(pods, first);
    if (asMeant.homeless().size() <= anywhere.homeless().size()) {
      return kept(asMeant);
    }
    undo();
    return oneByOne(pods, settled);
  }

  private Meant meant(List<PodFact> pods, Set<PodKey> settled) {
    List<PodFact> waiting = pods.stream().filter(pod -> !settled.contains(pod.podKey())).toList();
    return new Meant(question, model, without, onTheirWay, waiting);
  }

  private Housed kept(Housed housed) {
    model.commit();
    return housed;
  }

  private void undo() {
    model.revert();
    expendables.takenBack();
  }

  private Housed oneByOne(List<PodFact> pods, Map<PodKey, String> settled) {
    Map<PodKey, String> places = new LinkedHashMap<>();
    List<PodFact> homeless = new ArrayList<>();
    for (PodFact pod : pods) {
      expendables.makeWayFor(pod, model);
      Optional.ofNullable(settled.get(pod.podKey()))
          .or(() -> model.place(pod, name -> without.mayTake(pod, name)))
          .ifPresentOrElse(node -> places.put(pod.podKey(), node), () -> homeless.add(pod));
    }
    return new Housed(places, homeless);
  }
}
