package io.drover.verticles.policies;

import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.verticles.bus.ActivePolicies;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.PolicyState;
import io.drover.verticles.time.Clock;
import io.drover.verticles.time.Offload;
import io.vertx.core.Future;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the policies that decide: compiles the folder off the event loop, hands a good version out,
 * keeps the old one when the new is refused, and says which is the case.
 */
public final class PoliciesRoom {
  private final Compiling folder;
  private final Bus bus;
  private final Clock clock;
  private final Offload offload;
  private @Nullable ActivePolicies active;

  /** What the room needs of the house. */
  public record House(Bus bus, Clock clock, Offload offload) {}

  public PoliciesRoom(Compiling folder, House house) {
    this.folder = folder;
    this.bus = house.bus();
    this.clock = house.clock();
    this.offload = house.offload();
  }

  /** Answers at once; the first version is compiled behind it. */
  public Future<Void> start() {
    return bus.answer(ActivePolicies.CURRENT, request -> current())
        .compose(ok -> bus.answer(PolicyState.RELOAD, request -> reload()))
        .onSuccess(ok -> reload())
        .mapEmpty();
  }

  private Future<ActivePolicies> current() {
    return active == null
        ? Future.failedFuture("no policies are compiled yet")
        : Future.succeededFuture(active);
  }

  private Future<PolicyState> reload() {
    return offload
        .run(folder::compile)
        .map(this::take)
        .otherwise(unreadable -> refused(List.of("folder: " + unreadable.getMessage())))
        .onSuccess(state -> bus.publish(PolicyState.CHANGED, state));
  }

  private PolicyState take(Compiled compiled) {
    return switch (compiled) {
      case CompiledPolicies policies -> {
        ActivePolicies next = new ActivePolicies(policies.version(), policies, policies);
        active = next;
        bus.publish(ActivePolicies.CHANGED, next);
        yield new PolicyState(clock.now(), next.version(), List.of());
      }
      case Compiled.Refused refused ->
          refused(refused.problems().stream().map(Object::toString).toList());
    };
  }

  private PolicyState refused(List<String> problems) {
    return new PolicyState(clock.now(), active == null ? "" : active.version(), problems);
  }
}
