package io.drover.verticles.planning;

import io.drover.rules.explain.DecisionDiff;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Question;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.SnapshotRequest;
import io.drover.verticles.time.Offload;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Function;

/**
 * Tries policies that do not decide yet, on a world of its own and off the room's thread, so that
 * deciding goes on meanwhile.
 */
final class PolicyTrials {
  private static final Duration DEADLINE = Duration.ofSeconds(10);

  private final Bus bus;
  private final Rooms rooms;
  private final Offload offload;

  PolicyTrials(Bus bus, Rooms rooms, Offload offload) {
    this.bus = bus;
    this.rooms = rooms;
    this.offload = offload;
  }

  /**
   * What they would decide differently.
   *
   * @param question that is asked of both, made of a world on the room's own thread
   */
  Future<DecisionDiff> of(
      ActivePolicies next, ActivePolicies deciding, Function<World, Question> question) {
    return bus.ask(rooms.snapshot(), new SnapshotRequest("policy trial"), DEADLINE)
        .compose(snapshot -> offload.run(() -> new ObservedWorld(snapshot)))
        .map(question)
        .compose(
            asked ->
                offload.run(() -> DecisionDiff.between(version(deciding), version(next), asked)));
  }

  private static DecisionDiff.Version version(ActivePolicies policies) {
    return new DecisionDiff.Version(policies.scaling(), policies.safety());
  }
}
