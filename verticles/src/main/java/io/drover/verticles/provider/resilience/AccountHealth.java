package io.drover.verticles.provider.resilience;

import io.drover.rules.facts.ProviderName;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderState;
import io.drover.verticles.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Whether an account answers, told on change. What it denies stays denied, however well it answers
 * to other questions, until the same is answered.
 */
final class AccountHealth {
  static final String NOT_ASKED_YET = "NOT_ASKED_YET";
  private static final String DENIED = "PROVIDER_DENIED";

  private final Clock clock;
  private final Consumer<ProviderState> told;
  private final Map<Class<?>, Denial> denied = new LinkedHashMap<>();
  private ProviderState state;

  /** What was asked, and why it was not answered. */
  private record Denial(ProviderCommand asked, String detail) {}

  AccountHealth(ProviderName name, Clock clock, Consumer<ProviderState> told) {
    this.clock = clock;
    this.told = told;
    this.state =
        new ProviderState(name.value(), false, NOT_ASKED_YET, "no answer yet", clock.now());
  }

  ProviderState state() {
    return state;
  }

  /** Whether nothing is known of it yet. */
  boolean unknown() {
    return state.reason().equals(NOT_ASKED_YET);
  }

  /** What to ask to see whether the account works again. */
  ProviderCommand question() {
    return denied.values().stream()
        .map(Denial::asked)
        .findFirst()
        .orElseGet(() -> new ProviderCommand.Offerings(""));
  }

  void answered(ProviderCommand command) {
    denied.remove(command.getClass());
    denied.values().stream().findFirst().ifPresentOrElse(this::denied, () -> change(true, "", ""));
  }

  void denied(ProviderCommand command, String detail) {
    denied.put(command.getClass(), new Denial(command, detail));
    denied(denied.values().iterator().next());
  }

  private void denied(Denial first) {
    boolean other = !first.detail().equals(state.detail());
    if (state.reason().equals(DENIED) && other) {
      state = new ProviderState(state.provider(), false, DENIED, first.detail(), state.since());
      told.accept(state);
    }
    change(false, DENIED, first.detail());
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
