package io.drover.verticles.execution;

import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Token;
import io.drover.rules.safety.Step;
import io.drover.rules.safety.StepVerdict;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.execution.Deeds.Result;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Has pods leave through the eviction API, as far as safety and their disruption budgets allow. */
final class Evictions {
  private final ExecutionHouse house;
  private final Reviews reviews;

  Evictions(ExecutionHouse house, Reviews reviews) {
    this.house = house;
    this.reviews = reviews;
  }

  Future<Result> evict(List<PodFact> pods, Life life, Token token) {
    Instant now = house.time().clock().steady();
    List<Step.PodRef> refs =
        pods.stream()
            .filter(pod -> life.patience.mayAsk(pod.identity().uid(), now))
            .map(pod -> new Step.PodRef(pod.podKey(), pod.identity().uid()))
            .toList();
    if (refs.isEmpty()) {
      return Future.succeededFuture(Result.BLOCKED);
    }
    Step step = new Step.EvictPods(life.name(), life.record.identity().uid(), refs);
    return reviews
        .ask(step, token)
        .compose(
            verdict ->
                switch (verdict) {
                  case StepVerdict.Refused refused -> {
                    reviews.tell(life, step, refused);
                    yield Future.succeededFuture(Result.LATER);
                  }
                  case StepVerdict.Allowed allowed -> evictAllowed(allowed, life, token);
                });
  }

  private Future<Result> evictAllowed(StepVerdict.Allowed allowed, Life life, Token token) {
    if (!allowed.waiting().isEmpty()) {
      house.tell(life, "waiting", "BLOCKED_BY_PDB", String.join("; ", allowed.waiting()));
    }
    List<Future<Result>> all = new ArrayList<>();
    if (allowed.pods().isEmpty() && !allowed.waiting().isEmpty()) {
      return Future.succeededFuture(Result.BLOCKED);
    }
    for (Step.PodRef pod : allowed.pods()) {
      ClusterCommand command = new ClusterCommand.EvictPod(pod.key(), pod.uid());
      all.add(
          house
              .cluster()
              .order(new ClusterOrder(token, command))
              .map(outcome -> evicted(life, pod, outcome)));
    }
    return Future.join(all)
        .map(joined -> together(all.stream().map(Future::result).toList()))
        .otherwise(Result.LATER);
  }

  /** One pod that left makes room in a budget; without any, nothing is tried again at once. */
  private static Result together(List<Result> results) {
    if (results.isEmpty() || results.contains(Result.DONE)) {
      return Result.DONE;
    }
    return results.contains(Result.LATER) ? Result.LATER : Result.BLOCKED;
  }

  private Result evicted(Life life, Step.PodRef pod, ClusterOutcome outcome) {
    if (outcome instanceof ClusterOutcome.Done) {
      house.tell(life, "evicted", "", "pod " + pod.key());
    } else if (outcome instanceof ClusterOutcome.Blocked(String detail, Duration after)) {
      ExecutionHouse.Time time = house.time();
      life.patience.refused(pod.uid(), after, time.clock().steady(), time.chance());
      house.tell(life, "waiting", "BLOCKED_BY_PDB", "pod " + pod.key() + ": " + detail);
    }
    return Deeds.result(outcome);
  }
}
