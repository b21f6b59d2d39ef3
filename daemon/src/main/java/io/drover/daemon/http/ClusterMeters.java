package io.drover.daemon.http;

import io.drover.rules.facts.World;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.PhaseChange;
import io.drover.verticles.bus.PlanningState;
import io.drover.verticles.bus.UtilizationSamples;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What is counted of one cluster's nodes, pods and prices. */
final class ClusterMeters {
  private final LifeMeters lives;
  private final Savings savings;
  private final UsageGauges usage;
  private final PodMeters pods;
  private final GroupPrices prices;

  ClusterMeters(MeterRegistry registry, String cluster) {
    lives = new LifeMeters(registry, cluster);
    savings = new Savings(registry, cluster);
    usage = new UsageGauges(registry, cluster);
    pods = new PodMeters(registry, cluster);
    prices = new GroupPrices(registry, cluster);
  }

  void usageMaxAge(Duration most) {
    usage.maxAge(most);
  }

  void told(JournalEntry entry, Optional<World> world) {
    PhaseChange change = entry.change();
    if (change != null) {
      lives.told(change);
      world.ifPresent(now -> savings.told(change, now));
    }
  }

  void sampled(UtilizationSamples samples) {
    usage.take(samples);
  }

  void thought(PlanningState state) {
    pods.refused(state);
  }

  void look(World world, boolean owner, Instant now) {
    pods.look(world, owner, now);
    prices.show(world);
    showUsage(world, now);
  }

  void showUsage(World world, Instant now) {
    usage.show(world, now);
  }
}
