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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Sees that the machines of every account are listed. Where they have not been for long, the groups
 * of that account are told of, in condition and event, and no others.
 */
final class Watchdog {
  static final Duration LISTS_MAX_AGE = Duration.ofMinutes(2);
  static final String UNLISTED = "MACHINES_NOT_LISTED";

  private final ExecutionHouse house;
  private final Sightings sightings;
  private final Ledger ledger;
  private final Machines machines;
  private final Instant began;
  private final Set<ProviderName> told = new HashSet<>();

  Watchdog(ExecutionHouse house, Sightings sightings, Ledger ledger, Machines machines) {
    this.house = house;
    this.sightings = sightings;
    this.ledger = ledger;
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
      boolean stale = came.plus(LISTS_MAX_AGE).isBefore(now);
      if (stale && told.add(provider)) {
        tell(provider, world, token, false, "no list of machines since " + came + why(failure));
      } else if (!stale && told.remove(provider)) {
        tell(provider, world, token, true, "its machines are listed again");
      }
    }
    house
        .line()
        .bus()
        .publish(
            house.line().rooms().executionState(),
            new ExecutionState(now, lists, machines.createsWaiting(), Machines.MOST_WAITING));
  }

  private Instant cameAt(ProviderName provider) {
    Instant came = sightings.came(provider);
    return came.isBefore(began) ? began : came;
  }

  private static String why(String failure) {
    return failure.isEmpty() ? "" : ": " + failure;
  }

  private void tell(ProviderName provider, World world, Token token, boolean working, String text) {
    String reason = working ? "ANSWERS" : UNLISTED;
    house.journal(
        working ? "listed-again" : "not-listed",
        Map.of("provider", provider.value()),
        working ? "" : reason,
        text);
    for (NodeGroupFact group : world.groups()) {
      if (group.spec().provider().equals(provider)) {
        boolean news = ledger.provider(group.name(), working, reason, text);
        if (news) {
          house.tellGroup(
              group,
              working ? ClusterCommand.Severity.NORMAL : ClusterCommand.Severity.WARNING,
              reason,
              text,
              token);
        }
      }
    }
  }
}
