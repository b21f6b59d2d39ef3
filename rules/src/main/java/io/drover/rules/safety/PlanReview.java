package io.drover.rules.safety;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.RemovalCandidate;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Counted;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Succession;
import io.drover.rules.safety.GroupTally.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The review of a plan. The safety rules may object; the invariants below hold whatever the rules
 * say, with an empty or hostile policy folder too.
 */
public final class PlanReview {
  private final SafetyPolicy policy;
  private final Limits limits;

  public PlanReview(SafetyPolicy policy, Limits limits) {
    this.policy = policy;
    this.limits = limits;
  }

  /**
   * Splits the plan. Actions are accepted in the plan's order, each counted before the next.
   *
   * @param offerings by provider, as asked of it past the plan; only groups with limits need them
   */
  public Judgement review(
      Plan plan,
      World world,
      Circumstances circumstances,
      Map<ProviderName, List<OfferingFact>> offerings) {
    PolicyAnswer<Objection> objections = objections(plan, world, circumstances.now());
    Hearing hearing =
        new Hearing(
            plan,
            world,
            circumstances,
            objections,
            MadeGroups.asked(policy, plan, world, limits.newGroups()),
            offerings);
    Wholes wholes = new Wholes();
    while (true) {
      Bench bench = new Bench(hearing, wholes);
      Judgement judgement = judged(plan, bench);
      List<Planned> accepted = new ArrayList<>(judgement.approved().actions());
      accepted.addAll(judgement.observed().actions());
      if (!wholes.tears(accepted, judgement.refused(), bench.tallies.values())) {
        return judgement;
      }
    }
  }

  private static Judgement judged(Plan plan, Bench bench) {
    List<Planned> approved = new ArrayList<>();
    List<Planned> observed = new ArrayList<>();
    List<Verdict> refused = new ArrayList<>();
    for (Planned planned : plan.actions()) {
      Optional<Refusal> refusal = bench.judge(planned.action());
      if (refusal.isPresent()) {
        refused.add(new Verdict(planned, refusal.get().reason(), refusal.get().detail()));
      } else if (bench.observed(planned.action())) {
        observed.add(planned);
      } else {
        approved.add(planned);
      }
    }
    return new Judgement(
        plan,
        new ApprovedPlan(plan.id(), approved, plan.counted()),
        new ObservedPlan(plan.id(), observed),
        refused);
  }

  /**
   * What the safety rules have against the removals of the plan, and against those that its
   * purchases are made for; or that they were cut off.
   */
  public PolicyAnswer<Objection> objections(Plan plan, World world, Instant now) {
    Candidates nodes =
        new Candidates(world, limits.expendableBelow(), limits.requestedAfterRemoval(), now);
    List<RemovalCandidate> candidates = new ArrayList<>();
    for (Planned planned : plan.actions()) {
      switch (planned.action()) {
        case Action.RemoveNode remove ->
            candidates.add(nodes.of(remove.node(), remove.group(), remove.interrupted()));
        case Action.BuyNode buy ->
            buy.replaces().stream()
                .map(place -> nodes.replaced(place.node(), place.group()))
                .forEach(candidates::add);
        case Action.MarkCandidate mark -> {}
        case Action.ClearCandidate clear -> {}
        case Action.MakeGroup make -> {}
        case Action.DropGroup drop -> {}
      }
    }
    return candidates.isEmpty()
        ? new PolicyAnswer.Answered<>(List.of())
        : policy.objections(candidates);
  }

  /** What is judged, on what is known. */
  private record Hearing(
      Plan plan,
      World world,
      Circumstances circumstances,
      PolicyAnswer<Objection> objections,
      PolicyAnswer<GroupObjection> groupObjections,
      Map<ProviderName, List<OfferingFact>> offerings) {}

  /** One sitting: the tallies change with each action that is accepted. */
  private final class Bench {
    private final World world;
    private final Circumstances circumstances;
    private final PolicyAnswer<Objection> objections;
    private final Map<GroupName, GroupTally> tallies = new HashMap<>();
    private final Map<NodeName, List<ManagedNodeFact>> records = new HashMap<>();
    private final Optional<Refusal> unhealthy;
    private final ClusterTally cluster;
    private final Wholes wholes;
    private final MadeGroups made;
    private int removals;

    Bench(Hearing hearing, Wholes wholes) {
      this.world = hearing.world();
      this.circumstances = hearing.circumstances();
      this.objections = hearing.objections();
      this.cluster = new ClusterTally(hearing.plan(), world, limits);
      this.wholes = wholes;
      this.made =
          new MadeGroups(world, circumstances.now(), limits.newGroups(), hearing.groupObjections());
      Succession succession = new Succession(world, circumstances.now());
      for (NodeGroupFact group : world.groups()) {
        List<OfferingFact> offered =
            hearing.offerings().getOrDefault(group.spec().provider(), List.of());
        tallies.put(
            group.name(),
            new GroupTally(group, world, succession, circumstances.now(), limits, offered));
      }
      for (ManagedNodeFact record : world.managedNodes()) {
        NodeName node = record.progress().nodeName();
        if (node != null) {
          records.computeIfAbsent(node, any -> new ArrayList<>()).add(record);
        }
      }
      this.unhealthy = unhealthy();
    }

    boolean observed(Action action) {
      return !circumstances.observeOnly().isEmpty()
          || (action instanceof Action.MakeGroup make
              ? make.spec().mode() == GroupSpec.Mode.OBSERVE
              : observed(action.group()))
          || (action instanceof Action.BuyNode buy
              && buy.replaces().stream().anyMatch(place -> observed(place.group())));
    }

    private boolean observed(GroupName group) {
      return world.group(group).map(NodeGroupFact::observed).orElse(true);
    }

    Optional<Refusal> judge(Action action) {
      return frozen(action).or(() -> wholes.refuses(action)).or(() -> judgeAlone(action));
    }

    private Optional<Refusal> judgeAlone(Action action) {
      if (action instanceof Action.MakeGroup make) {
        return made.make(make);
      }
      GroupTally tally = tallies.get(action.group());
      if (tally == null) {
        return Refusal.of(Reason.NODE_NOT_OURS, "there is no group " + action.group());
      }
      Optional<Refusal> nobodys = withoutRecord(action);
      if (nobodys.isPresent()) {
        return nobodys;
      }
      return switch (action) {
        case Action.BuyNode buy -> replace(buy).or(() -> tally.buy(buy)).or(() -> count(buy));
        case Action.RemoveNode remove -> remove(remove, tally);
        case Action.MarkCandidate mark -> ours(mark.node());
        case Action.ClearCandidate clear -> ours(clear.node());
        case Action.MakeGroup make -> made.make(make);
        case Action.DropGroup drop -> made.drop(drop);
      };
    }

    /** A group whose provider has many machines that are nobody's neither grows nor shrinks. */
    private Optional<Refusal> withoutRecord(Action action) {
      boolean changesSize =
          switch (action) {
            case Action.BuyNode buy -> true;
            case Action.RemoveNode remove -> !remove.interrupted();
            case Action.MarkCandidate mark -> false;
            case Action.ClearCandidate clear -> false;
            case Action.MakeGroup make -> false;
            case Action.DropGroup drop -> true;
          };
      return world
          .group(action.group())
          .map(group -> group.history().standing().frozen())
          .filter(frozen -> changesSize)
          .map(frozen -> new Refusal(Reason.TOO_MANY_WITHOUT_RECORD, "the group is frozen"));
    }

    /** What stops every action. */
    private Optional<Refusal> frozen(Action action) {
      Optional<Refusal> stale =
          circumstances.stale(limits).map(text -> new Refusal(Reason.VIEW_STALE, text));
      if (stale.isPresent()) {
        return stale;
      }
      if (!circumstances.owner() && circumstances.observeOnly().isEmpty()) {
        return Refusal.of(Reason.NOT_OWNER, "this member does not hold the cluster's claim");
      }
      return action instanceof Action.RemoveNode remove && remove.interrupted()
          ? Optional.empty()
          : unhealthy;
    }

    private Optional<Refusal> unhealthy() {
      int all = world.nodes().size();
      long unready = world.nodes().stream().filter(this::unready).count();
      boolean tooMany =
          unready > Limits.UNHEALTHY_ALWAYS_ALLOWED && unready > limits.unhealthyShare() * all;
      return tooMany
          ? Refusal.of(Reason.TOO_MANY_UNHEALTHY, unready + " of " + all + " nodes are not ready")
          : Optional.empty();
    }

    /** A node that is still joining is not ill. */
    private boolean unready(NodeFact node) {
      return !node.ready()
          && records(node.name()).stream()
              .noneMatch(record -> record.phase() != ManagedNodeFact.Phase.READY);
    }

    private List<ManagedNodeFact> records(NodeName node) {
      return records.getOrDefault(node, List.of());
    }

    private Optional<Refusal> remove(Action.RemoveNode remove, GroupTally tally) {
      return ours(remove.node())
          .or(() -> recorded(remove))
          .or(() -> remove.interrupted() ? Optional.empty() : blastRadius())
          .or(() -> objected(remove))
          .or(() -> cluster.refuses(remove))
          .or(() -> tally.remove(remove))
          .or(
              () -> {
                counted(remove);
                return Optional.empty();
              });
    }

    /** What is only told takes nothing from what is done. */
    private void counted(Action.RemoveNode remove) {
      if (!observed(remove)) {
        removals++;
        cluster.count(remove);
      }
    }

    /** Nothing is bought in the place of a node that could not be removed afterwards. */
    private Optional<Refusal> replace(Action.BuyNode buy) {
      return buy.replaces().stream()
          .map(place -> replace(place, buy))
          .flatMap(Optional::stream)
          .findFirst();
    }

    private Optional<Refusal> replace(Action.Replaced place, Action.BuyNode buy) {
      GroupTally tally = tallies.get(place.group());
      Action.RemoveNode removal = place.removal(buy.reason());
      List<Action.Replaced> ofItsGroup =
          buy.replaces().stream().filter(one -> one.group().equals(place.group())).toList();
      if (tally != null && tally.whole()) {
        return Refusal.of(Reason.GROUP_GOES_WHOLE, "its group is not replaced node by node");
      }
      return tally == null
          ? Refusal.of(Reason.NODE_NOT_OURS, "there is no group " + place.group())
          : withoutRecord(removal)
              .or(() -> ours(place.node()))
              .or(() -> recorded(removal))
              .or(this::blastRadius)
              .or(() -> objected(removal))
              .or(() -> tally.replaceable(ofItsGroup, buy.reason()));
    }

    private Optional<Refusal> count(Action.BuyNode buy) {
      for (Action.Replaced place : buy.replaces()) {
        Objects.requireNonNull(tallies.get(place.group()), "it was asked before").replace(place);
      }
      return Optional.empty();
    }

    private Optional<Refusal> ours(NodeName name) {
      Optional<NodeFact> node = world.node(name);
      if (node.isEmpty()) {
        return Refusal.of(Reason.NODE_CHANGED, "there is no Node " + name);
      }
      if (node.get().controlPlane()) {
        return Refusal.of(Reason.CONTROL_PLANE_NODE, name + " is of the control plane");
      }
      return records(name).isEmpty()
          ? Refusal.of(Reason.NODE_NOT_OURS, name + " has no ManagedNode")
          : Optional.empty();
    }

    private Optional<Refusal> recorded(Action.RemoveNode remove) {
      boolean agrees =
          records(remove.node()).stream()
              .anyMatch(
                  record ->
                      record.identity().name().equals(remove.record())
                          && remove.group().equals(record.group())
                          && record.phase() == ManagedNodeFact.Phase.READY
                          && Counted.counts(record)
                          && sameMachine(record));
      return agrees
          ? Optional.empty()
          : Refusal.of(Reason.NODE_CHANGED, remove.node() + " is not a READY node of the group");
    }

    /** The Node runs on the record's machine: another one may have taken the name since. */
    private boolean sameMachine(ManagedNodeFact record) {
      return Optional.ofNullable(record.progress().nodeName())
          .flatMap(world::node)
          .map(NodeFact::providerId)
          .map(machine -> machine.equals(record.progress().providerId()))
          .orElse(true);
    }

    private Optional<Refusal> blastRadius() {
      if (removals >= limits.removalsPerPlan()) {
        return Refusal.of(
            Reason.PLAN_LIMIT_REACHED, "one plan removes at most " + limits.removalsPerPlan());
      }
      return circumstances.removedInWindow() + removals >= limits.removalsPerWindow()
          ? Refusal.of(
              Reason.BLAST_RADIUS,
              "at most " + limits.removalsPerWindow() + " removals within " + limits.window())
          : Optional.empty();
    }

    private Optional<Refusal> objected(Action.RemoveNode remove) {
      return switch (objections) {
        case PolicyAnswer.CutOff<Objection>(String detail) ->
            Refusal.of(Reason.POLICY_CUT_OFF, detail);
        case PolicyAnswer.Answered<Objection>(List<Concluded<Objection>> conclusions) ->
            conclusions.stream()
                .filter(objection -> objection.conclusion().node().equals(remove.node()))
                .findFirst()
                .map(first -> new Refusal(first.reason(), first.rule()));
      };
    }
  }
}
