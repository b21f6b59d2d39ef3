package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is written down while a plan is being thought. */
final class Notes {
  private final List<Planned> actions = new ArrayList<>();
  private final List<Rejection> rejections = new ArrayList<>();
  private @Nullable Instant nextWake;
  private @Nullable Outlay outlay;
  private List<Concluded<Demand>> demand = List.of();
  private List<NodeStats> nodes = List.of();
  private SaidOfNodes said = SaidOfNodes.NOTHING;
  private Advice advice = Advice.NONE;

  void act(Action action, Justification why) {
    actions.add(new Planned(action, why));
  }

  /** Whether anything is to be bought. */
  boolean buys() {
    return actions.stream().anyMatch(planned -> planned.action() instanceof Action.BuyNode);
  }

  void pod(PodKey pod, String alternative, Reason reason, String detail) {
    rejections.add(new Rejection("pod " + pod, alternative, reason, detail));
  }

  void node(NodeName node, Reason reason, String detail) {
    rejections.add(new Rejection("node " + node, "", reason, detail));
  }

  void record(ManagedNodeFact record, Reason reason, String detail) {
    rejections.add(new Rejection("node " + record.identity().name(), "", reason, detail));
  }

  void group(GroupName group, Reason reason, String detail) {
    rejections.add(new Rejection("group " + group, "", reason, detail));
  }

  /** Of an offering that the group could buy. */
  void offering(Alternative offering, Reason reason, String detail) {
    rejections.add(
        new Rejection("group " + offering.group(), offering.offering().toString(), reason, detail));
  }

  void policy(String folder, String detail) {
    rejections.add(new Rejection("policy " + folder, "", Reason.POLICY_CUT_OFF, detail));
  }

  /** What is bought for pending pods comes to so much. */
  void outlay(Outlay all) {
    outlay = all;
  }

  /** The rules call these demand. */
  void demand(List<Concluded<Demand>> conclusions) {
    demand = conclusions;
  }

  /** The rules say this of offerings and groups. */
  void advice(Advice all) {
    advice = all;
  }

  /** The rules were asked about these nodes, and said so much of them. */
  void weighed(List<NodeStats> asked, SaidOfNodes conclusions) {
    nodes = asked;
    said = conclusions;
  }

  /** Thinks again then, at the latest. */
  void wakeAt(Instant at) {
    if (nextWake == null || at.isBefore(nextWake)) {
      nextWake = at;
    }
  }

  /** What was counted of those groups that change. */
  private Map<GroupName, Set<String>> changed(World world) {
    Map<GroupName, Set<String>> counted = new HashMap<>();
    if (actions.isEmpty()) {
      return counted;
    }
    Map<GroupName, Set<String>> all = Counted.in(world);
    actions.forEach(
        planned -> {
          GroupName group = planned.action().group();
          counted.put(group, all.getOrDefault(group, Set.of()));
        });
    return counted;
  }

  Thought thought(Question question, String policyVersion) {
    Plan plan =
        new Plan(
            question.id(),
            question.now(),
            question.world().position(),
            policyVersion,
            actions,
            rejections,
            changed(question.world()),
            outlay);
    return new Thought(
        plan,
        nextWake,
        question.remembered().after(actions, question),
        new Considered(demand, nodes, said.unneeded(), said.kept(), advice));
  }
}
