package io.drover.verticles.provider.resilience;

import io.drover.rules.facts.ProviderName;
import io.drover.verticles.bus.ProviderState;
import io.drover.verticles.time.Clock;
import java.util.function.Consumer;

/** Whether an account answers, told on change. */
final class AccountHealth {
  private final Clock clock;
  private final Consumer<ProviderState> told;
  private ProviderState state;

  AccountHealth(ProviderName name, Clock clock, Consumer<ProviderState> told) {
    this.clock = clock;
    this.told = told;
    this.state =
        new ProviderState(name.value(), false, "NOT_ASKED_YET", "no answer yet", clock.now());
  }

  ProviderState state() {
    return state;
  }

  void working() {
    change(true, "", "");
  }

  void failing(String reason, String detail) {
    change(false, reason, detail);
  }

  private void change(boolean working, String reason, String detail) {
    if (!reason.equals(state.reason())) {
      state = new ProviderState(state.provider(), working, reason, detail, clock.now());
      told.accept(state);
    }
  }
}
