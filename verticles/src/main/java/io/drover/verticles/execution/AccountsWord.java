package io.drover.verticles.execution;

import io.drover.rules.facts.ProviderName;
import io.drover.verticles.bus.ProviderState;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the rooms of the accounts say of them. That one has not been asked yet, or is too busy just
 * now, is no news of it.
 */
final class AccountsWord {
  static final String DENIED = "PROVIDER_DENIED";
  static final String UNREACHABLE = "PROVIDER_UNREACHABLE";

  private final Map<String, ProviderState> states = new HashMap<>();

  void heard(ProviderState state) {
    if (state.working() || fails(state)) {
      states.put(state.provider(), state);
    }
  }

  private static boolean fails(ProviderState state) {
    return state.reason().equals(DENIED) || state.reason().equals(UNREACHABLE);
  }

  /** Why nothing can be had from the account, empty where it may. */
  Optional<ProviderState> failing(ProviderName provider) {
    return Optional.ofNullable(states.get(provider.value())).filter(state -> !state.working());
  }

  /** Whether it refuses everything, until somebody mends what is wrong. */
  boolean denies(ProviderName provider) {
    return failing(provider).filter(state -> state.reason().equals(DENIED)).isPresent();
  }

  boolean works(ProviderName provider) {
    ProviderState state = states.get(provider.value());
    return state != null && state.working();
  }
}
