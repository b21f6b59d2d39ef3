package io.drover.verticles.provider.simulated;

import io.drover.rules.facts.ProviderName;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An account at a simulated cloud.
 *
 * @param endpoint where its {@code /v1} begins
 * @param token the bearer token, read anew for every call; empty = none is sent
 * @param deadline for one call
 * @param listSettles how long a list may lag; the simulated cloud's does not
 * @param pageSize most instances or offerings per page
 */
public record SimulatedAccount(
    ProviderName name,
    URI endpoint,
    Supplier<Optional<String>> token,
    Duration deadline,
    Duration listSettles,
    int pageSize) {
  private static final int PAGE = 100;

  /** With lists that do not lag, and pages of 100. */
  public static SimulatedAccount of(
      ProviderName name, URI endpoint, Supplier<Optional<String>> token, Duration deadline) {
    return new SimulatedAccount(name, endpoint, token, deadline, Duration.ZERO, PAGE);
  }

  public SimulatedAccount withPages(int size) {
    return new SimulatedAccount(name, endpoint, token, deadline, listSettles, size);
  }
}
