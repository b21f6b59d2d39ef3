package io.drover.rules.safety;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NewGroups;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.ProposedGroup;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import io.drover.rules.safety.GroupTally.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a node group may be made for pods, and whether one that was made may be removed: only as
 * the configuration's template says, under labels that it admits, so many at most, and removed only
 * with nothing in it. What the plan says of that is not believed.
 */
final class MadeGroups {
  private final World world;
  private final Instant now;
  private final @Nullable NewGroups making;
  private final PolicyAnswer<GroupObjection> objections;
  private int made;

  MadeGroups(
      World world,
      Instant now,
      @Nullable NewGroups making,
      PolicyAnswer<GroupObjection> objections) {
    this.world = world;
    this.now = now;
    this.making = making;
    this.objections = objections;
    this.made = made(world);
  }

  private static int made(World world) {
    return Math.toIntExact(world.groups().stream().filter(group -> group.madeAt() != null).count());
  }

  /** What the safety rules have against the groups that the plan would make. */
  static PolicyAnswer<GroupObjection> asked(
      SafetyPolicy policy, Plan plan, World world, @Nullable NewGroups making) {
    List<ProposedGroup> proposed = new ArrayList<>();
    for (Planned planned : plan.actions()) {
      if (planned.action() instanceof Action.MakeGroup make) {
        proposed.add(
            new ProposedGroup(
                make.group(),
                make.spec().provider(),
                make.spec().template().labels().entrySet().stream()
                    .map(Map.Entry::toString)
                    .sorted()
                    .toList(),
                make.spec().size().max(),
                make.pods().size(),
                made(world),
                making == null ? 0 : making.most()));
      }
    }
    return proposed.isEmpty()
        ? new PolicyAnswer.Answered<>(List.of())
        : policy.groupObjections(proposed);
  }

  /** Why the group is not made, empty when it may be; then it counts. */
  Optional<Refusal> make(Action.MakeGroup make) {
    if (making == null) {
      return Refusal.of(Reason.NO_GROUP_MADE, "the cluster's configuration has no newGroups");
    }
    Optional<Refusal> refusal =
        there(make.group())
            .or(() -> tooMany(making))
            .or(() -> label(make.spec(), making))
            .or(() -> other(make.spec(), making))
            .or(() -> objected(make.group()));
    made += refusal.isEmpty() ? 1 : 0;
    return refusal;
  }

  private Optional<Refusal> there(GroupName group) {
    return world.group(group).isPresent()
        ? Refusal.of(Reason.NO_GROUP_MADE, "there is a group " + group + " already")
        : Optional.empty();
  }

  private Optional<Refusal> tooMany(NewGroups limits) {
    return made >= limits.most()
        ? Refusal.of(Reason.TOO_MANY_GROUPS, "there are " + made + " of at most " + limits.most())
        : Optional.empty();
  }

  private static Optional<Refusal> label(GroupSpec spec, NewGroups limits) {
    Map<String, String> own = limits.template().template().labels();
    return spec.template().labels().keySet().stream()
        .filter(key -> !own.containsKey(key) && !limits.admits(key))
        .sorted()
        .findFirst()
        .map(key -> new Refusal(Reason.LABEL_NOT_ALLOWED, "no pod has nodes given " + key));
  }

  /** Whether it is the template with labels, and taints of nothing but those labels. */
  private static Optional<Refusal> other(GroupSpec spec, NewGroups limits) {
    Map<String, String> labels = spec.template().labels();
    List<Taint> added =
        spec.template().taints().stream()
            .filter(taint -> !limits.template().template().taints().contains(taint))
            .toList();
    boolean ofLabels =
        added.stream()
            .allMatch(
                taint ->
                    limits.admits(taint.key())
                        && taint.value().equals(labels.get(taint.key()))
                        && taint.effect() == Taint.Effect.NO_SCHEDULE);
    return ofLabels && spec.equals(limits.carrying(labels, added))
        ? Optional.empty()
        : Refusal.of(Reason.NO_GROUP_MADE, "it is not as newGroups says");
  }

  private Optional<Refusal> objected(GroupName group) {
    return switch (objections) {
      case PolicyAnswer.CutOff<GroupObjection>(String detail) ->
          Refusal.of(Reason.POLICY_CUT_OFF, detail);
      case PolicyAnswer.Answered<GroupObjection>(List<Concluded<GroupObjection>> conclusions) ->
          conclusions.stream()
              .filter(one -> one.conclusion().group().equals(group))
              .findFirst()
              .map(first -> new Refusal(first.reason(), first.rule()));
    };
  }

  /** Why the group is not removed, empty when it may be. */
  Optional<Refusal> drop(Action.DropGroup drop) {
    Optional<NodeGroupFact> found = world.group(drop.group());
    Instant since = found.map(NodeGroupFact::emptySince).orElse(null);
    if (found.isEmpty() || since == null) {
      return Refusal.of(Reason.NODE_NOT_OURS, drop.group() + " was not made for pods");
    }
    if (making == null || now.isBefore(since.plus(making.emptyFor()))) {
      return Refusal.of(Reason.NOT_UNNEEDED_LONG_ENOUGH, "without nodes since " + since);
    }
    if (!found.get().hold().isEmpty()) {
      return Refusal.of(Reason.HELD, found.get().hold());
    }
    return world.count(drop.group()).records() > 0 || hasNode(drop.group())
        ? Refusal.of(Reason.NODE_CHANGED, drop.group() + " has nodes")
        : Optional.empty();
  }

  private boolean hasNode(GroupName group) {
    return world.nodes().stream()
        .anyMatch(node -> group.value().equals(node.labels().get(NodeFact.GROUP_LABEL)));
  }
}
