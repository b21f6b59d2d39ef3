package io.drover.verticles.policies;

import io.drover.rules.explain.DecisionDiff;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.PolicyTrial;
import io.drover.verticles.bus.Rooms;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Has the planning of every served cluster try policies that do not decide yet. */
final class Trials {
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Bus bus;
  private final Supplier<Map<String, Rooms>> served;

  Trials(Bus bus, Supplier<Map<String, Rooms>> served) {
    this.bus = bus;
    this.served = served;
  }

  /** What they would decide differently, by cluster; fails if one cluster cannot tell. */
  Future<Map<String, DecisionDiff>> of(ActivePolicies next) {
    Map<String, DecisionDiff> told = new TreeMap<>();
    List<Future<DecisionDiff>> asked =
        served.get().entrySet().stream()
            .map(
                one ->
                    bus.ask(one.getValue().policyTrial(), new PolicyTrial(next), DEADLINE)
                        .onSuccess(diff -> told.put(one.getKey(), diff)))
            .toList();
    return Future.all(asked).map(all -> told);
  }
}
