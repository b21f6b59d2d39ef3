package io.drover.verticles.execution;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ExecutionState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Sees that every account works and that its machines are listed. Where that is not so, the groups
 * of that account are told of, in condition and event, and no others: once for each reason, and
 * once when it is over. One that refuses everything is bought nothing from meanwhile.
 */
final class Watchdog {
  static final Duration LISTS_MAX_AGE = Duration.ofMinutes(2);
  static final String UNLISTED = "MACHINES_NOT_LISTED";

  private final ExecutionHouse house;
  private final Sightings sightings;
  private final Ledger ledger;
  private final Backoffs backoffs;
  private final AccountsWord accounts;
  private final Machines machines;
  private final Instant began;
  private final Map<ProviderName, Trouble> told = new HashMap<>();

  /** What is wrong with an account. */
  private record Trouble(String reason, String text) {}

  Watchdog(ExecutionHouse house, Machines.Books books, Machines machines) {
    this.house = house;
    this.sightings = books.sightings();
    this.ledger = books.ledger();
    this.backoffs = books.backoffs();
    this.accounts = books.accounts();
    this.machines = machines;
    this.began = house.time().clock().now();
  }

  void look(World world, Token token) {
    Instant now = house.time().clock().now();
    Set<ProviderName> providers = new HashSet<>();
    world.groups().forEach(group -> providers.add(group.spec().provider()));
    List<ExecutionState.Listed> lists = new ArrayList<>();
    for (ProviderName provider : providers) {
      Instant came = cameAt(provider);
      String failure = sightings.failure(provider).orElse("");
      lists.add(new ExecutionState.Listed(provider.value(), came, failure));
      trouble(provider, came, failure)
          .ifPresentOrElse(
              trouble -> failing(provider, trouble, world, token),
              () -> working(provider, world, token));
    }
    hold(world, token);
    house
        .line()
        .bus()
        .publish(
            house.line().rooms().executionState(),
            new ExecutionState(now, lists, machines.createsWaiting(), Machines.MOST_WAITING));
  }

  /** What an account says of itself tells more than that its lists are old. */
  private Optional<Trouble> trouble(ProviderName provider, Instant came, String failure) {
    boolean stale = came.plus(LISTS_MAX_AGE).isBefore(house.time().clock().now());
    return accounts
        .failing(provider)
        .map(state -> new Trouble(state.reason(), "provider " + provider + ": " + state.detail()))
        .or(
            () ->
                stale
                    ? Optional.of(
                        new Trouble(UNLISTED, "no list of machines since " + came + why(failure)))
                    : Optional.empty());
  }

  private void failing(ProviderName provider, Trouble now, World world, Token token) {
    Trouble before = told.put(provider, now);
    if (before == null || !before.reason().equals(now.reason())) {
      house.journal(
          now.reason().equals(UNLISTED) ? "not-listed" : "account-fails",
          Map.of("provider", provider.value()),
          now.reason(),
          now.text());
      tell(provider, world, token, false, now);
    } else if (accounts.denies(provider) && !before.equals(now)) {
      tell(provider, world, token, false, now);
    }
  }

  private void working(ProviderName provider, World world, Token token) {
    Trouble before = told.remove(provider);
    if (before != null) {
      boolean listed = before.reason().equals(UNLISTED);
      String text = listed ? "its machines are listed again" : "the account works again";
      house.journal(
          listed ? "listed-again" : "account-works",
          Map.of("provider", provider.value()),
          "",
          text);
      tell(provider, world, token, true, new Trouble("ANSWERS", text));
    }
  }

  private void hold(World world, Token token) {
    for (NodeGroupFact group : world.groups()) {
      ProviderName provider = group.spec().provider();
      if (accounts.denies(provider) || accounts.works(provider)) {
        backoffs.hold(group, accounts.denies(provider), AccountsWord.DENIED, token);
      }
    }
  }

  private Instant cameAt(ProviderName provider) {
    Instant came = sightings.came(provider);
    return came.isBefore(began) ? began : came;
  }

  private static String why(String failure) {
    return failure.isEmpty() ? "" : ": " + failure;
  }

  private void tell(
      ProviderName provider, World world, Token token, boolean working, Trouble what) {
    ClusterCommand.Severity severity =
        working ? ClusterCommand.Severity.NORMAL : ClusterCommand.Severity.WARNING;
    for (NodeGroupFact group : world.groups()) {
      boolean concerned = group.spec().provider().equals(provider);
      if (concerned && ledger.provider(group.name(), working, what.reason(), what.text())) {
        house.tellGroup(group, severity, what.reason(), what.text(), token);
      }
    }
  }
}
