package io.drover.rules.safety;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.LastResort;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.RemovalCandidate;
import io.drover.rules.facts.Token;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Judges a destructive step on a fresh read. A pure function: the same view, token and instant give
 * the same verdict.
 */
public final class StepJudge {
  private final SafetyPolicy policy;
  private final Limits limits;

  public StepJudge(SafetyPolicy policy, Limits limits) {
    this.policy = policy;
    this.limits = limits;
  }

  /**
   * The verdict.
   *
   * @param token under which the step would be taken
   */
  public StepVerdict judge(Step step, LiveView view, Token token, Circumstances circumstances) {
    return ground(step, view, token, circumstances)
        .<StepVerdict>map(refused -> refused)
        .orElseGet(
            () ->
                switch (step) {
                  case Step.EvictPods evict -> evict(evict, view);
                  case Step.EndPods end -> end(end, view, circumstances);
                  case Step.DeleteMachine delete -> deleteMachine(delete, view);
                  case Step.DeleteSurplus delete -> deleteSurplus(delete, view);
                  case Step.DeleteNode delete -> deleteNode(delete, view);
                });
  }

  /** What must hold for every destructive step. */
  private Optional<StepVerdict.Refused> ground(
      Step step, LiveView view, Token token, Circumstances now) {
    ManagedNodeFact record = view.record();
    if (!now.owner()) {
      return refuse(Reason.NOT_OWNER, "this member does not hold the cluster's claim");
    }
    if (!now.observeOnly().isEmpty()) {
      return refuse(Reason.OBSERVE_ONLY, now.observeOnly());
    }
    if (view.readAt().isBefore(now.now().minus(limits.viewMaxAge()))) {
      return refuse(Reason.VIEW_STALE, "the node was read at " + view.readAt());
    }
    if (record == null || !record.identity().uid().equals(step.recordUid())) {
      return refuse(Reason.NODE_NOT_OURS, "there is no ManagedNode with this uid");
    }
    if (!token.mayTouch(record.writtenUnder())) {
      return refuse(Reason.NOT_OWNER, "the record was written under " + record.writtenUnder());
    }
    if (view.group() == null || view.group().observed()) {
      return refuse(Reason.OBSERVE_ONLY, "group " + record.group() + " is gone or observed");
    }
    NodeFact node = view.node();
    if (node != null && node.controlPlane()) {
      return refuse(Reason.CONTROL_PLANE_NODE, node.name() + " is of the control plane");
    }
    return node != null && !belongs(node, record)
        ? refuse(Reason.NODE_NOT_OURS, node.name() + " runs on another machine")
        : Optional.empty();
  }

  /**
   * Until the record names its Node, that is known by its machine, or else by the record's name.
   */
  private static boolean belongs(NodeFact node, ManagedNodeFact record) {
    NodeName named = record.progress().nodeName();
    if (node.providerId() != null) {
      return node.providerId().equals(record.progress().providerId())
          && (named == null || named.equals(node.name()));
    }
    return node.name().equals(named == null ? new NodeName(record.identity().name()) : named);
  }

  private static Optional<StepVerdict.Refused> refuse(Reason reason, String detail) {
    return Optional.of(new StepVerdict.Refused(reason, detail));
  }

  private StepVerdict evict(Step.EvictPods step, LiveView view) {
    return draining(view, view.pods()).orElseGet(() -> evictable(step, view));
  }

  /**
   * What its pods and their budgets say counts no more, and what rules say of the node itself does
   * as before.
   */
  private StepVerdict end(Step.EndPods step, LiveView view, Circumstances circumstances) {
    NodeFact node = view.node();
    if (node != null && !node.markedDraining()) {
      return new StepVerdict.Refused(Reason.NODE_CHANGED, "the node is not marked as drained");
    }
    return draining(view, List.of())
        .orElseGet(
            () ->
                groupOf(view)
                    .flatMap(
                        spec ->
                            LastResort.of(spec.behaviour().timeouts(), recordOf(view).progress()))
                    .map(last -> endable(step, view, last, circumstances.now()))
                    .orElseGet(
                        () ->
                            new StepVerdict.Refused(
                                Reason.NODE_CHANGED,
                                "its group sets no terminationGracePeriod for such a removal")));
  }

  private static Optional<GroupSpec> groupOf(LiveView view) {
    return Optional.ofNullable(view.group()).map(NodeGroupFact::spec);
  }

  /** Not those that terminate already: a second deletion would shorten their grace period. */
  private static StepVerdict endable(
      Step.EndPods step, LiveView view, LastResort last, Instant now) {
    Set<String> due =
        view.pods().stream()
            .filter(pod -> Drains.mustLeave(pod) && pod.state().deletingSince() == null)
            .filter(pod -> last.due(pod, now))
            .map(pod -> pod.identity().uid())
            .collect(Collectors.toSet());
    return new StepVerdict.Allowed(
        step.pods().stream().filter(pod -> due.contains(pod.uid())).toList(), List.of());
  }

  /** What stands against any pod's leaving; empty when nothing does. */
  private Optional<StepVerdict> draining(LiveView view, List<PodFact> minded) {
    ManagedNodeFact record = recordOf(view);
    NodeFact node = view.node();
    if (record.phase() != Phase.DRAINING) {
      return Optional.of(
          new StepVerdict.Refused(Reason.NODE_CHANGED, "the node is " + record.phase()));
    }
    if (node == null || !node.shape().unschedulable()) {
      return Optional.of(new StepVerdict.Refused(Reason.NODE_CHANGED, "the node is not cordoned"));
    }
    LiveView only =
        new LiveView(view.readAt(), view.record(), view.group(), node, minded, view.budgets());
    return objection(only, record, node);
  }

  /** Disruption budgets make single pods wait; every other objection stops the drain. */
  private Optional<StepVerdict> objection(LiveView view, ManagedNodeFact record, NodeFact node) {
    ManagedNodeFact.Removal removal = record.progress().removal();
    boolean interrupted = removal != null && removal.interrupted();
    RemovalCandidate candidate =
        Candidates.of(view, node, record.group(), limits, interrupted).withoutBudgets();
    return switch (policy.objections(List.of(candidate))) {
      case PolicyAnswer.CutOff<Objection>(String detail) ->
          Optional.of(new StepVerdict.Refused(Reason.POLICY_CUT_OFF, detail));
      case PolicyAnswer.Answered<Objection>(List<Concluded<Objection>> conclusions) ->
          conclusions.stream()
              .findFirst()
              .map(first -> new StepVerdict.Refused(first.reason(), first.rule()));
    };
  }

  private StepVerdict evictable(Step.EvictPods step, LiveView view) {
    Map<String, PodFact> byUid = new HashMap<>();
    view.pods().forEach(pod -> byUid.put(pod.identity().uid(), pod));
    Drains drains = new Drains(view.budgets(), limits.expendableBelow(), view.readAt());
    List<Step.PodRef> allowed = new ArrayList<>();
    List<String> waiting = new ArrayList<>();
    for (Step.PodRef wanted : step.pods()) {
      PodFact pod = byUid.get(wanted.uid());
      if (pod == null || !Drains.mustLeave(pod)) {
        continue;
      }
      if (drains.blocked(pod)) {
        waiting.add(pod.podKey() + " waits for its disruption budget");
      } else {
        allowed.add(wanted);
      }
    }
    return new StepVerdict.Allowed(allowed, waiting);
  }

  private static StepVerdict deleteMachine(Step.DeleteMachine step, LiveView view) {
    ManagedNodeFact record = recordOf(view);
    NodeFact node = view.node();
    if (record.phase() != Phase.TERMINATING) {
      return new StepVerdict.Refused(Reason.NODE_CHANGED, "the node is " + record.phase());
    }
    if (!step.providerId().equals(record.progress().providerId())) {
      return new StepVerdict.Refused(Reason.NODE_NOT_OURS, "the record names another machine");
    }
    if (node != null && !node.shape().unschedulable() && node.ready()) {
      return new StepVerdict.Refused(Reason.NODE_CHANGED, "the node takes pods again");
    }
    return occupied(record, view)
        .<StepVerdict>map(refused -> refused)
        .orElseGet(() -> new StepVerdict.Allowed(List.of(), List.of()));
  }

  /** Only one that is recorded beside the node's own machine, and that no Node serves on. */
  private static StepVerdict deleteSurplus(Step.DeleteSurplus step, LiveView view) {
    ManagedNodeFact.Progress progress = recordOf(view).progress();
    String own = progress.providerId();
    boolean recorded = progress.dealings().surplus().contains(step.providerId());
    NodeFact node = view.node();
    boolean runs = node != null && step.providerId().equals(node.providerId());
    boolean serves =
        view.seconds().stream()
            .anyMatch(second -> second.ready() && step.providerId().equals(second.providerId()));
    if (serves) {
      return new StepVerdict.Refused(Reason.NODE_CHANGED, "it has joined, and is drained first");
    }
    return recorded && own != null && !own.equals(step.providerId()) && !runs
        ? new StepVerdict.Allowed(List.of(), List.of())
        : new StepVerdict.Refused(Reason.NODE_NOT_OURS, "it is not a second machine of the record");
  }

  private static StepVerdict deleteNode(Step.DeleteNode step, LiveView view) {
    ManagedNodeFact record = recordOf(view);
    NodeFact node = view.node();
    if (record.phase() != Phase.TERMINATING) {
      return new StepVerdict.Refused(Reason.NODE_CHANGED, "the node is " + record.phase());
    }
    if (node != null && node.ready() && !node.shape().unschedulable()) {
      return new StepVerdict.Refused(Reason.NODE_CHANGED, "the node serves");
    }
    return node == null || node.identity().uid().equals(step.nodeUid())
        ? new StepVerdict.Allowed(List.of(), List.of())
        : new StepVerdict.Refused(Reason.NODE_CHANGED, "another Node bears the name");
  }

  /** Pods that arrived after the drain keep the machine, unless it never served or goes anyway. */
  private static Optional<StepVerdict.Refused> occupied(ManagedNodeFact record, LiveView view) {
    ManagedNodeFact.Removal removal = record.progress().removal();
    boolean goesAnyway = removal != null && removal.interrupted();
    boolean silent = view.node() == null || !view.node().ready();
    long pods = view.pods().stream().filter(pod -> pod.holdsNode(view.readAt())).count();
    return goesAnyway || silent || pods == 0
        ? Optional.empty()
        : refuse(Reason.BLOCKED_BY_POD, pods + " pods are still on the node");
  }

  private static ManagedNodeFact recordOf(LiveView view) {
    if (view.record() == null) {
      throw new IllegalStateException("contract: the ground of a step holds, so it has a record");
    }
    return view.record();
  }
}
