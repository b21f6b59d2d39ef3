package io.drover.rules.plan;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NewGroups;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.rules.scheduling.Templates;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Proposes a node group for pods that none of the groups can ever take, whatever they may buy now;
 * one at a time, so that its nodes are seen before the next.
 */
final class GroupProposals {
  /** So many kinds of pods are looked at for one plan. */
  private static final int MOST_KINDS = 16;

  private final Question question;
  private final NewGroups making;
  private final Notes notes;
  private final Budget budget;
  private final ClusterModel model;
  private final Set<GroupWish> decided = new HashSet<>();
  private @Nullable GroupWish proposed;

  GroupProposals(
      Question question, NewGroups making, Notes notes, Budget budget, ClusterModel model) {
    this.question = question;
    this.making = making;
    this.notes = notes;
    this.budget = budget;
    this.model = model;
  }

  /**
   * Proposes at most one.
   *
   * @param homeless pods that are demand and that nothing is bought for, the most urgent first
   * @param demand why each is demand
   */
  void propose(List<PodFact> homeless, Map<PodKey, Concluded<Demand>> demand) {
    Set<PodNeeds> seen = new HashSet<>();
    for (PodFact pod : homeless) {
      boolean fresh = seen.add(pod.needs()) && seen.size() <= MOST_KINDS;
      if (fresh && !budget.spent() && !someGroupTakes(pod)) {
        consider(pod, homeless, demand);
      }
    }
  }

  /** One whose offerings are not known may. */
  private boolean someGroupTakes(PodFact pod) {
    for (NodeGroupFact group : question.world().groups()) {
      boolean known = question.offerings().containsKey(group.spec().provider());
      if (!group.end().deleting() && (!known || budget.spent() || takes(group, pod))) {
        return true;
      }
    }
    return false;
  }

  private boolean takes(NodeGroupFact group, PodFact pod) {
    return question.offerings().getOrDefault(group.spec().provider(), List.of()).stream()
        .filter(offering -> group.spec().choice().allows(offering.id()))
        .anyMatch(offering -> takes(group, offering, pod));
  }

  private boolean takes(NodeGroupFact group, OfferingFact offering, PodFact pod) {
    model.fork();
    try {
      String name = "one of " + group.name() + " " + offering.id();
      model.addInFlight(name, Templates.of(group, offering, question.world().daemonSets()));
      return model.place(pod, name);
    } finally {
      model.revert();
    }
  }

  /** Of pods with the same needs only the first is told what stands against a group. */
  private void consider(
      PodFact pod, List<PodFact> homeless, Map<PodKey, Concluded<Demand>> demand) {
    String refusal = "";
    for (GroupWish wish : GroupWish.of(pod.needs().nodes())) {
      Optional<String> key = wish.notAdmitted(making);
      if (key.isPresent()) {
        notes.pod(
            pod.podKey(),
            "",
            Reason.LABEL_NOT_ALLOWED,
            "no group is made for it: newGroups.labelPrefixes has nothing for " + key.get());
        return;
      }
      refusal = refusal(wish, pod);
      if (refusal.isEmpty()) {
        act(wish, homeless, demand);
        return;
      }
    }
    notes.pod(pod.podKey(), "", Reason.NO_GROUP_MADE, "no group is made for it: " + refusal);
  }

  private String refusal(GroupWish wish, PodFact pod) {
    if (proposed != null && !proposed.equals(wish)) {
      return "one is made at a time, " + proposed.name() + " is first";
    }
    if (!question.offerings().containsKey(making.template().provider())) {
      return "provider " + making.template().provider() + " has not told its offerings";
    }
    if (question.world().group(wish.name()).isPresent()) {
      return wish.name() + " was made for such pods, and does not take it";
    }
    return takes(groupOf(wish), pod)
        ? ""
        : "no offering of "
            + making.template().provider()
            + " that newGroups allows would take it, with "
            + wish.text();
  }

  private NodeGroupFact groupOf(GroupWish wish) {
    return new NodeGroupFact(
        wish.name(),
        "",
        "",
        making.carrying(wish.labels(), wish.taints()),
        NodeGroupFact.History.NONE);
  }

  private void act(GroupWish wish, List<PodFact> homeless, Map<PodKey, Concluded<Demand>> demand) {
    if (!decided.add(wish)) {
      return;
    }
    GroupName name = wish.name();
    List<PodKey> pods =
        homeless.stream()
            .filter(one -> GroupWish.of(one.needs().nodes()).contains(wish))
            .map(PodFact::podKey)
            .toList();
    long made = question.world().groups().stream().filter(one -> one.madeAt() != null).count();
    if (made >= making.most()) {
      pods.forEach(
          pod ->
              notes.pod(
                  pod,
                  name.value(),
                  Reason.TOO_MANY_GROUPS,
                  "no group is made for it: there are %d of newGroups.maxGroups (%d)"
                      .formatted(made, making.most())));
      return;
    }
    proposed = wish;
    notes.act(
        new Action.MakeGroup(
            name, making.carrying(wish.labels(), wish.taints()), pods, Reason.GROUP_FOR_PODS),
        new Justification(
            pods.stream().map(demand::get).map(Concluded::rule).distinct().toList(),
            List.of("no group takes a pod with " + wish.text())));
    pods.forEach(
        pod ->
            notes.pod(
                pod,
                name.value(),
                Reason.GROUP_FOR_PODS,
                "a node group is to be made for it, with " + wish.text()));
  }
}
