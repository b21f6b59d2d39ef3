package io.drover.verticles.execution;

import io.drover.rules.facts.LastResort;
import io.drover.rules.facts.NodeGroupFact;
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
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Deletes pods past their disruption budgets, when their drain has come to its last resort. */
final class Endings {
  private final ExecutionHouse house;
  private final Reviews reviews;

  Endings(ExecutionHouse house, Reviews reviews) {
    this.house = house;
    this.reviews = reviews;
  }

  Future<Result> end(List<PodFact> pods, Life life, NodeGroupFact group, Token token) {
    Optional<LastResort> last =
        LastResort.of(group.spec().behaviour().timeouts(), life.record.progress());
    if (last.isEmpty()) {
      return Future.succeededFuture(Result.LATER);
    }
    List<Step.PodRef> refs =
        pods.stream().map(pod -> new Step.PodRef(pod.podKey(), pod.identity().uid())).toList();
    Step step = new Step.EndPods(life.name(), life.record.identity().uid(), refs);
    return reviews
        .ask(step, token)
        .compose(
            verdict ->
                switch (verdict) {
                  case StepVerdict.Refused refused -> {
                    reviews.tell(life, step, refused);
                    yield Future.succeededFuture(Result.LATER);
                  }
                  case StepVerdict.Allowed allowed ->
                      endAllowed(allowedOf(pods, allowed), last.get(), life, token);
                });
  }

  private static List<PodFact> allowedOf(List<PodFact> pods, StepVerdict.Allowed allowed) {
    Set<String> uids = allowed.pods().stream().map(Step.PodRef::uid).collect(Collectors.toSet());
    return pods.stream().filter(pod -> uids.contains(pod.identity().uid())).toList();
  }

  private Future<Result> endAllowed(List<PodFact> pods, LastResort last, Life life, Token token) {
    List<Future<Result>> all = new ArrayList<>();
    for (PodFact pod : pods) {
      Duration grace = last.graceLeft(pod, house.time().clock().now());
      ClusterCommand command =
          new ClusterCommand.DeletePod(pod.podKey(), pod.identity().uid(), grace);
      all.add(
          house
              .cluster()
              .order(new ClusterOrder(token, command))
              .map(outcome -> ended(life, pod, grace, outcome)));
    }
    return Future.join(all)
        .map(joined -> together(all.stream().map(Future::result).toList()))
        .otherwise(Result.LATER);
  }

  /** Where safety saw none that is due, the view that it was decided on is not the newest. */
  private static Result together(List<Result> results) {
    boolean all = !results.isEmpty() && results.stream().allMatch(Result.DONE::equals);
    return all ? Result.DONE : Result.LATER;
  }

  /** Each pod is told of, whatever was told of another one. */
  private Result ended(Life life, PodFact pod, Duration grace, ClusterOutcome outcome) {
    if (outcome instanceof ClusterOutcome.Done) {
      house.journal(
          "ended",
          Deeds.ids(life.record),
          "TERMINATION_GRACE_PERIOD",
          "pod %s, which could not be evicted, with %d s left"
              .formatted(pod.podKey(), grace.toSeconds()));
    }
    return Deeds.result(outcome);
  }
}
