package io.drover.verticles.bus;

import io.drover.rules.explain.DecisionDiff;
import io.drover.rules.facts.FactBatch;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.plan.Plan;
import io.drover.rules.safety.ApprovedPlan;
import io.drover.rules.safety.Guard;
import io.drover.rules.safety.Judgement;
import io.drover.rules.safety.LiveView;
import io.drover.rules.safety.StepVerdict;

/**
 * The addresses of the rooms of one served cluster: {@code drover.v1.<uid>.<room>.<message>}.
 *
 * @param clusterUid uid of the cluster's {@code kube-system} namespace
 */
public record Rooms(String clusterUid) {
  /** Changes, in order; a missing number means that a snapshot is needed. */
  public Topic<FactBatch> factsChanged() {
    return local("cluster.facts-changed", FactBatch.class);
  }

  public Query<SnapshotRequest, FactSnapshot> snapshot() {
    return ask("cluster.snapshot", SnapshotRequest.class, FactSnapshot.class);
  }

  public Topic<ViewState> view() {
    return local("cluster.view", ViewState.class);
  }

  /** Whether this member owns the cluster: told with each renewal and each loss. */
  public Topic<ClaimState> claim() {
    return local("locks.claim", ClaimState.class);
  }

  /** Asks a member whether it could own the cluster. */
  public Query<StandbyRequest, Standby> standby(String member) {
    return new Query<>(
        address("locks.standby." + member), StandbyRequest.class, Standby.class, Reach.CLUSTER);
  }

  /** Asks the owner what it can say of the cluster; nobody else answers. */
  public Query<DeskQuestion, DeskPage> desk() {
    return new Query<>(address("desk.question"), DeskQuestion.class, DeskPage.class, Reach.CLUSTER);
  }

  public Query<ClusterOrder, ClusterOutcome> clusterOrder() {
    return ask("cluster.order", ClusterOrder.class, ClusterOutcome.class);
  }

  public Query<LiveViewRequest, LiveView> liveView() {
    return ask("cluster.live-view", LiveViewRequest.class, LiveView.class);
  }

  public Topic<UtilizationSamples> utilization() {
    return new Topic<>(address("metrics.utilization"), UtilizationSamples.class, Reach.CLUSTER);
  }

  /** Whether utilisation is known: told on change and after every round. */
  public Topic<MetricsState> metricsState() {
    return new Topic<>(address("metrics.state"), MetricsState.class, Reach.CLUSTER);
  }

  public Topic<InterruptionFact> interruption() {
    return new Topic<>(address("spot.interruption"), InterruptionFact.class, Reach.CLUSTER);
  }

  /** A plan for review; the answer comes when what was approved has been recorded. */
  public Query<Plan, Settlement> proposal() {
    return ask("safety.proposal", Plan.class, Settlement.class);
  }

  /** What planning goes by now, for whoever explains or keeps it. */
  public Query<DeliberationRequest, Deliberation> deliberation() {
    return ask("planning.deliberation", DeliberationRequest.class, Deliberation.class);
  }

  /** What a review would go by now. */
  public Query<DeliberationRequest, Guard> guard() {
    return ask("safety.guard", DeliberationRequest.class, Guard.class);
  }

  public Topic<Judgement> judged() {
    return local("safety.judged", Judgement.class);
  }

  public Query<StepReview, StepVerdict> stepReview() {
    return ask("safety.step-review", StepReview.class, StepVerdict.class);
  }

  public Query<ApprovedPlan, Settlement> execute() {
    return ask("execution.plan", ApprovedPlan.class, Settlement.class);
  }

  /** How well execution can act: told every second. */
  public Topic<ExecutionState> executionState() {
    return local("execution.state", ExecutionState.class);
  }

  public Topic<JournalEntry> journal() {
    return local("journal.entry", JournalEntry.class);
  }

  /** What planning found when it last looked, for those who ask why nothing happened. */
  public Topic<PlanningState> planningState() {
    return local("planning.state", PlanningState.class);
  }

  /** Has planning try other policies; it fails while planning has nothing to try them on. */
  public Query<PolicyTrial, DecisionDiff> policyTrial() {
    return ask("planning.policy-trial", PolicyTrial.class, DecisionDiff.class);
  }

  private <M> Topic<M> local(String message, Class<M> type) {
    return new Topic<>(address(message), type, Reach.LOCAL);
  }

  private <Q, A> Query<Q, A> ask(String message, Class<Q> question, Class<A> answer) {
    return new Query<>(address(message), question, answer, Reach.LOCAL);
  }

  private String address(String message) {
    return "drover.v1." + clusterUid + "." + message;
  }
}
