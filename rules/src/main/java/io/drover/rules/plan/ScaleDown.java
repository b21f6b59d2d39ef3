package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.PodFact;
import io.drover.rules.scheduling.ClusterModel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which nodes are not needed: those that the policy calls unneeded and does not keep, whose pods
 * all fit on other nodes, for the group's unneeded time. Since when is noted on the node itself, or
 * remembered where the group is only observed.
 */
final class ScaleDown {
  private static final Concluded<String> CLOSING =
      new Concluded<>(
          "Delete",
          "its NodeGroup is deleted, and its deletionPolicy is Delete",
          Reason.GROUP_DELETED,
          List.of());

  private final ScalingPolicy policy;
  private final Question question;
  private final Notes notes;
  private final Expendables expendables;
  private final Surroundings around;
  private final Advice advice;
  private final Succession succession;
  private final Sickness sickness;
  private final Removals removals;
  private final Allowance allowance;

  /** How many nodes of each group this plan finds to have a place for their pods elsewhere. */
  private final Map<GroupName, Integer> spared = new HashMap<>();

  /** How many nodes of each group go in this plan because it has more than it may. */
  private final Map<GroupName, Integer> excess = new HashMap<>();

  /** The larger fraction of cpu and memory that is really used, where it is known. */
  private final Map<NodeName, Double> used = new HashMap<>();

  ScaleDown(
      ScalingPolicy policy,
      Question question,
      Notes notes,
      Expendables expendables,
      Surroundings around,
      Advice advice) {
    this.policy = policy;
    this.question = question;
    this.notes = notes;
    this.expendables = expendables;
    this.around = around;
    this.advice = advice;
    this.succession = new Succession(question.world(), question.now());
    this.sickness = new Sickness(question.world());
    this.removals = new Removals(question, notes);
    this.allowance = new Allowance(question.world().disruptionBudgets());
    question.usage().samples().forEach(one -> used.merge(one.node(), one.used(), Math::max));
  }

  /**
   * Plans marks and removals.
   *
   * @param taken names of nodes that pending pods are about to take: they are needed
   * @param replacing who buys the place of nodes that cannot go without
   */
  void plan(ClusterModel model, Set<NodeName> leaving, Set<String> taken, Replacing replacing) {
    List<Candidate> candidates =
        new Candidates(question, notes, expendables, used).without(leaving);
    if (candidates.isEmpty()) {
      return;
    }
    List<NodeStats> stats = candidates.stream().map(Candidate::stats).toList();
    notes.weighed(stats, SaidOfNodes.NOTHING);
    switch (policy.unneeded(stats, question.usage().samples(), around)) {
      case PolicyAnswer.CutOff<NodeConclusion>(String detail) -> notes.policy("scale-down", detail);
      case PolicyAnswer.Answered<NodeConclusion>(List<Concluded<NodeConclusion>> conclusions) -> {
        SaidOfNodes said = SaidOfNodes.of(conclusions);
        notes.weighed(stats, said);
        replacing.heed(said);
        decide(candidates, said, model, taken, replacing);
        if (taken.isEmpty()) {
          replacing.buy();
        }
      }
    }
  }

  private void decide(
      List<Candidate> candidates,
      SaidOfNodes said,
      ClusterModel model,
      Set<String> taken,
      Replacing replacing) {
    Map<NodeName, Concluded<Unneeded>> unneeded = SaidOfNodes.firstOfEach(said.unneeded());
    Map<NodeName, Concluded<Kept>> kept = SaidOfNodes.firstOfEach(said.kept());
    candidates.sort(
        Comparator.comparing((Candidate c) -> question.observes(c.group()))
            .thenComparing(Candidate.ORDER));
    List<Candidate> settled = new ArrayList<>();
    for (Candidate candidate : candidates) {
      if (candidate.group().closing()) {
        removals.add(candidate, CLOSING, allowance);
        continue;
      }
      Concluded<Unneeded> why = unneeded.get(candidate.name());
      if (why == null && !kept.containsKey(candidate.name()) && replacing.settled(candidate)) {
        settled.add(candidate);
        continue;
      }
      Optional<Staying> stays =
          by(kept.get(candidate.name()), candidate, why != null, taken)
              .or(() -> stays(candidate, model));
      if (stays.isPresent()) {
        stay(candidate, stays.get());
        if (hindrance(candidate).isEmpty()) {
          replacing.consider(candidate, stays.get().reason());
        }
      } else if (why != null) {
        go(candidate, why);
      }
    }
    settled.forEach(candidate -> settled(candidate, model, taken, replacing));
    removals.plan();
  }

  /** A node that is well used, and whose pods others may have room for all the same. */
  private void settled(
      Candidate candidate, ClusterModel model, Set<String> taken, Replacing replacing) {
    Optional<Staying> stays =
        taken.contains(candidate.name().value())
            ? Optional.of(new Staying(Reason.NODE_NEEDED_AGAIN, "pending pods fit on it"))
            : stays(candidate, model);
    if (stays.isEmpty()) {
      go(candidate, replacing.whyDear(candidate));
      return;
    }
    boolean full = stays.get().reason() == Reason.NO_PLACE_TO_MOVE_PODS;
    double really = used.getOrDefault(candidate.name(), -1.0);
    Staying told = full ? Staying.needed(candidate.stats(), really) : stays.get();
    stay(candidate, told);
    if (hindrance(candidate).isEmpty()) {
      replacing.consider(candidate, told.reason());
    }
  }

  /** Whether pods or rules have it stay; a rule that keeps it outweighs all that would not. */
  private Optional<Staying> by(
      @Nullable Concluded<Kept> kept, Candidate candidate, boolean unneeded, Set<String> taken) {
    if (unneeded && taken.contains(candidate.name().value())) {
      return Optional.of(new Staying(Reason.NODE_NEEDED_AGAIN, "pending pods fit on it"));
    }
    Optional<ManagedNodeFact> awaited = succession.awaited(candidate.record());
    if (awaited.isPresent()) {
      String whose = awaited.get().identity().name();
      return Optional.of(
          new Staying(Reason.REPLACEMENT_AWAITS_PODS, "it was bought for the pods of " + whose));
    }
    if (kept != null) {
      return Optional.of(Staying.kept(kept));
    }
    double really = used.getOrDefault(candidate.name(), -1.0);
    return unneeded ? Optional.empty() : Optional.of(Staying.needed(candidate.stats(), really));
  }

  private Optional<Staying> stays(Candidate candidate, ClusterModel model) {
    NodeGroupFact group = candidate.group();
    Optional<Staying> hindered = hindrance(candidate);
    if (hindered.isPresent()) {
      return hindered;
    }
    boolean sick = candidate.stats().sick();
    if (serving(group.name()) - (sick ? 0 : 1) < advice.least(group)) {
      return Optional.of(new Staying(Reason.GROUP_AT_MINIMUM, advice.leastText(group)));
    }
    return noPlace(candidate, model);
  }

  /** What keeps the node whatever else there is room for. */
  private Optional<Staying> hindrance(Candidate candidate) {
    NodeGroupFact group = candidate.group();
    if (!group.spec().behaviour().scaleDown().enabled()) {
      return Optional.of(new Staying(Reason.SCALE_DOWN_DISABLED, "scaleDown.enabled is false"));
    }
    Optional<Instant> frozen = group.history().swings().frozenUntil(question.now());
    if (frozen.isPresent() && !candidate.stats().sick()) {
      notes.wakeAt(frozen.get());
      return Optional.of(
          new Staying(
              Reason.GROUP_OSCILLATES,
              "its group bought room again for the same pods too often; wait until "
                  + frozen.get()));
    }
    if (!advice.cutOff().isEmpty()) {
      return Optional.of(
          new Staying(
              Reason.POLICY_CUT_OFF, "how many nodes its group is to have: " + advice.cutOff()));
    }
    if (candidate.stats().sick()) {
      return sickness.keeps(candidate.stats());
    }
    if (candidate.stats().pods() > 0 && unmeasured(candidate.name())) {
      return Optional.of(
          new Staying(
              Reason.USAGE_UNKNOWN, "its usage should be measured, and no sample is fresh enough"));
    }
    return Optional.empty();
  }

  /**
   * Ready nodes of the group that stay: one on its way may never come, and keeps no group at its
   * minimum.
   */
  private int serving(GroupName group) {
    return sickness.ready(group) - spared.getOrDefault(group, 0);
  }

  /** Whether the node should have been measured, and was not lately. */
  private boolean unmeasured(NodeName node) {
    return question.usage().expected() && !used.containsKey(node);
  }

  /** Tries to move the pods; on success the model keeps them where they went. */
  private Optional<Staying> noPlace(Candidate candidate, ClusterModel model) {
    NodeName name = candidate.name();
    model.fork();
    model.close(name);
    for (PodFact pod : Moving.from(question.world(), model, name, expendables)) {
      model.remove(pod);
      Optional<String> place =
          model.place(pod, other -> question.world().node(new NodeName(other)).isPresent());
      if (place.isEmpty()) {
        model.revert();
        return Optional.of(
            new Staying(
                Reason.NO_PLACE_TO_MOVE_PODS, "pod " + pod.podKey() + " fits on no other node"));
      }
    }
    model.commit();
    spared.merge(candidate.group().name(), candidate.stats().sick() ? 0 : 1, Integer::sum);
    return Optional.empty();
  }

  private void stay(Candidate candidate, Staying staying) {
    NodeName name = candidate.name();
    notes.node(name, staying.reason(), staying.detail());
    if (candidate.mark().there()) {
      notes.act(
          new Action.ClearCandidate(candidate.group().name(), name, staying.reason()),
          staying.why());
    }
  }

  private void go(Candidate candidate, Concluded<?> why) {
    NodeName name = candidate.name();
    GroupName group = candidate.group().name();
    Justification justification = new Justification(List.of(why.rule()), why.facts());
    Duration unneededTime = candidate.group().spec().behaviour().scaleDown().unneededTime();
    if (candidate.stats().replaced() || candidate.stats().sick() || isExcess(candidate)) {
      removals.add(candidate, why, allowance);
      return;
    }
    Instant since = candidate.mark().since();
    if (since == null) {
      notes.act(new Action.MarkCandidate(group, name, question.now(), why.reason()), justification);
      notes.wakeAt(question.now().plus(unneededTime));
      return;
    }
    Duration lost = lost(candidate, why.reason());
    Instant due = since.plus(lost.compareTo(unneededTime) > 0 ? lost : unneededTime);
    Instant cool = question.coolUntil(candidate.group());
    if (question.now().isBefore(due)) {
      notes.node(
          name,
          Reason.NOT_UNNEEDED_LONG_ENOUGH,
          "unneeded until "
              + due
              + " at least"
              + (lost.isZero() ? "" : "; its Jobs would lose " + lost + " of its work"));
      notes.wakeAt(due);
    } else if (question.now().isBefore(cool)) {
      notes.node(
          name, Reason.GROUP_COOLING_DOWN, scaledUp(candidate.group()) + "; wait until " + cool);
      notes.wakeAt(cool);
    } else {
      removals.add(candidate, why, allowance);
    }
  }

  /**
   * Whether its group has more nodes than it may, so that it need not be unneeded for long: what
   * was bought while a node was drained is too much once that drain is given up. The node whose
   * drain it was waits like any other: tried again at once, it would only be cordoned in vain.
   */
  private boolean isExcess(Candidate candidate) {
    GroupName group = candidate.group().name();
    int most = candidate.group().spec().size().max() + excess.getOrDefault(group, 0);
    String failure = candidate.record().progress().failure();
    boolean above = question.world().count(group).wanted() > most && failure == null;
    if (above) {
      excess.merge(group, 1, Integer::sum);
    }
    return above;
  }

  /** What Jobs would lose if the node went to save money. */
  private Duration lost(Candidate candidate, Reason reason) {
    boolean saves = reason == Reason.NODE_UNDERUTILIZED || reason == Reason.NODE_TOO_DEAR;
    return question
        .world()
        .node(candidate.name())
        .filter(node -> saves)
        .map(node -> Unfinished.lost(question.world(), node, question.now()))
        .orElse(Duration.ZERO);
  }

  private static String scaledUp(NodeGroupFact group) {
    return group.history().lastScaleUp() == null
        ? "when the group was scaled up is not on record, which counts as just now"
        : "the group was scaled up";
  }
}
