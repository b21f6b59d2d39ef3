package io.drover.verticles.policies;

import io.drover.rules.explain.DecisionDiff;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.PolicyTrial;
import io.drover.verticles.bus.Rooms;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Has the planning of every served cluster try policies that do not decide yet. */
final class Trials {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Bus bus;
  private final Supplier<Collection<Rooms>> served;

  Trials(Bus bus, Supplier<Collection<Rooms>> served) {
    this.bus = bus;
    this.served = served;
  }

  /** What they would decide differently, by cluster; fails if one cluster cannot tell. */
  Future<Map<String, DecisionDiff>> of(ActivePolicies next) {
    List<Future<PolicyTrial.Outcome>> outcomes =
        served.get().stream()
            .map(rooms -> bus.ask(rooms.policyTrial(), new PolicyTrial(next), DEADLINE))
            .toList();
    return Future.all(outcomes)
        .map(
            all ->
                outcomes.stream()
                    .map(Future::result)
                    .collect(
                        Collectors.toMap(PolicyTrial.Outcome::cluster, PolicyTrial.Outcome::diff)));
  }
}
