package io.drover.rules.plan;

import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.ServingNode;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.rules.scheduling.WhyNot;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Nodes that were bought for pods, stand there unused while those still wait, and will not take
 * them: they are not what their group's template says, or the pods' scheduler knows of something
 * that the model does not. Pods of such a kind are no reason to buy another such node, and do not
 * keep this one; nor are others which a taint keeps off it.
 */
final class Disappointments {
  private final Question question;
  private final ClusterModel model;
  private final Map<PodNeeds, PodFact> kinds = new HashMap<>();
  private final Map<PodNeeds, List<Disappointment>> byKind = new HashMap<>();

  /**
   * Looks at every unused node.
   *
   * @param model on which none of the pods stands on a node that serves yet
   * @param pending pods for which nodes may be bought
   */
  Disappointments(Question question, ClusterModel model, Collection<PodFact> pending) {
    this.question = question;
    this.model = model;
    List<ServingNode> unused = pending.isEmpty() ? List.of() : unused();
    if (!unused.isEmpty()) {
      Map<String, PodNeeds> waiting = new HashMap<>();
      for (PodFact pod : pending) {
        waiting.put(pod.identity().uid(), pod.needs());
        kinds.putIfAbsent(pod.needs(), pod);
      }
      unused.forEach(node -> look(node, waiting));
    }
  }

  private List<ServingNode> unused() {
    return question.world().servingNodes().stream().filter(Setback::unused).toList();
  }

  private void look(ServingNode node, Map<String, PodNeeds> waiting) {
    Set<PodNeeds> meant = new HashSet<>();
    node.record()
        .purchase()
        .pods()
        .forEach(uid -> Optional.ofNullable(waiting.get(uid)).ifPresent(meant::add));
    boolean counted = counted(node);
    if (counted ? !meant.isEmpty() : meant.stream().anyMatch(kind -> refusal(kind, node) != null)) {
      for (PodNeeds kind : kinds.keySet()) {
        WhyNot why = refusal(kind, node);
        if (meant.contains(kind) ? why != null || counted : tainted(why)) {
          add(kind, node, why);
        }
      }
    }
  }

  private boolean counted(ServingNode node) {
    return question
        .world()
        .group(node.group())
        .filter(group -> group.history().standing().useless().counts(node.record()))
        .isPresent();
  }

  private @Nullable WhyNot refusal(PodNeeds kind, ServingNode node) {
    return Optional.ofNullable(kinds.get(kind))
        .flatMap(pod -> model.refusal(pod, node.name()))
        .filter(why -> ofNode(node, why))
        .orElse(null);
  }

  private void add(PodNeeds kind, ServingNode node, @Nullable WhyNot why) {
    boolean whole = why == null || ofTemplate(why);
    OfferingId offering = node.record().purchase().offering();
    byKind
        .computeIfAbsent(kind, any -> new ArrayList<>())
        .add(
            new Disappointment(
                node.name().value(),
                new Alike(node.group(), whole ? null : offering),
                why == null ? "its scheduler has not placed it there" : why.detail()));
  }

  /** Whether the node itself is the reason; a cordon is one only if the node goes already. */
  private static boolean ofNode(ServingNode node, WhyNot why) {
    return switch (why.cause()) {
      case TAINT_NOT_TOLERATED,
          NODE_SELECTOR_MISMATCH,
          INSUFFICIENT_RESOURCES,
          HOST_PORT_TAKEN,
          VOLUME_LIMIT_REACHED ->
          true;
      case NODE_UNSCHEDULABLE -> node.record().progress().removal() != null;
      case POD_NOT_SIMULATED,
          NODE_NAME_MISMATCH,
          VOLUME_IN_USE,
          VOLUME_NOT_BINDABLE,
          VOLUME_ELSEWHERE,
          TOPOLOGY_SPREAD,
          POD_AFFINITY,
          POD_ANTI_AFFINITY,
          GROUP_AT_MAXIMUM,
          GROUP_LIMIT_REACHED,
          PLAN_LIMIT_REACHED,
          PLANNING_OUT_OF_TIME ->
          false;
    };
  }

  /** Whether other offerings of the group will be no better. */
  private static boolean ofTemplate(WhyNot why) {
    return tainted(why) || why.cause() == WhyNot.Cause.NODE_UNSCHEDULABLE;
  }

  private static boolean tainted(@Nullable WhyNot why) {
    return why != null && why.cause() == WhyNot.Cause.TAINT_NOT_TOLERATED;
  }

  /** A node that does not take a kind of pods. */
  private record Disappointment(String node, Alike alike, String why) {}

  private List<Disappointment> of(PodFact pod) {
    return byKind.isEmpty() ? List.of() : byKind.getOrDefault(pod.needs(), List.of());
  }

  /** Whether the pod may be thought to take the node of that name. */
  boolean mayTake(PodFact pod, String node) {
    return of(pod).stream().noneMatch(one -> one.node().equals(node));
  }

  /** The pods in the same order, by what is not bought for them. */
  Map<Set<Alike>, List<PodFact>> apart(List<PodFact> pods) {
    Map<Set<Alike>, List<PodFact>> apart = new LinkedHashMap<>();
    for (PodFact pod : pods) {
      Set<Alike> not = new HashSet<>();
      of(pod).forEach(one -> not.add(one.alike()));
      apart.computeIfAbsent(not, any -> new ArrayList<>()).add(pod);
    }
    return apart;
  }

  /** Says of the pod what is not bought for it, and why not. */
  void tell(PodFact pod, Market market, Notes notes) {
    for (Disappointment one : of(pod)) {
      String detail = one.node() + " was bought for such pods and does not take it: " + one.why();
      question.world().group(one.alike().group()).stream()
          .flatMap(group -> market.offers(group).stream())
          .filter(one.alike()::is)
          .forEach(
              offer -> notes.pod(pod.podKey(), offer.name(), Reason.NODES_DO_NOT_HELP, detail));
    }
  }
}
