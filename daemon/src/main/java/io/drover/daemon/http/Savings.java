package io.drover.daemon.http;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.ManagedNodeFact.Removal;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Reason;
import io.drover.verticles.bus.PhaseChange;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What nodes that went would have cost for another month, by the prices in their records. Of a node
 * whose place others took, the price of those is paid off first.
 */
final class Savings {
  static final String CURRENCY = "USD";
  private static final int HOURS_A_MONTH = 730;
  private static final double MICROS = 1e6;
  private static final Set<String> UNNEEDED =
      Set.of(Reason.NODE_EMPTY.name(), Reason.NODE_UNDERUTILIZED.name());
  private static final Set<String> CHEAPER =
      Set.of(Reason.NODE_TOO_DEAR.name(), Reason.NODE_UNDERUTILIZED.name());

  private final MeterRegistry registry;
  private final Tags cluster;

  /** What heirs cost and is not paid off yet, by the uids of their records. */
  private final Map<String, Long> owedMicros = new HashMap<>();

  Savings(MeterRegistry registry, String cluster) {
    this.registry = registry;
    this.cluster = Tags.of("cluster", cluster);
  }

  void told(PhaseChange change, World world) {
    ManagedNodeFact gone = change.after();
    Removal removal = gone.progress().removal();
    boolean deleted = change.before().phase() == Phase.TERMINATING && gone.phase() == Phase.GONE;
    if (!deleted || removal == null || !priced(gone)) {
      return;
    }
    List<ManagedNodeFact> heirs = heirs(gone, world);
    long micros = gone.purchase().price().microsPerHour();
    if (!heirs.isEmpty()) {
      if (heirs.stream().allMatch(Savings::cheaper)) {
        saved(gone, "replacement", paidOff(micros, heirs));
      }
    } else if (UNNEEDED.contains(removal.reason())) {
      saved(gone, "removal", micros);
    }
    owedMicros.keySet().retainAll(uids(world));
  }

  private static List<ManagedNodeFact> heirs(ManagedNodeFact gone, World world) {
    return world.managedNodes().stream()
        .filter(record -> record.purchase().replaces().contains(gone.identity().name()))
        .toList();
  }

  private static boolean cheaper(ManagedNodeFact heir) {
    return CHEAPER.contains(heir.purchase().reason()) && priced(heir);
  }

  /** Whether its price is known; of what was there before its record it need not be. */
  static boolean priced(ManagedNodeFact record) {
    return record.purchase().takesUp() == null || !record.purchase().price().equals(Price.ZERO);
  }

  private long paidOff(long micros, List<ManagedNodeFact> heirs) {
    long left = micros;
    for (ManagedNodeFact heir : heirs) {
      long price = heir.purchase().price().microsPerHour();
      long owed = owedMicros.getOrDefault(heir.identity().uid(), price);
      long paid = Math.min(left, owed);
      owedMicros.put(heir.identity().uid(), owed - paid);
      left -= paid;
    }
    return left;
  }

  private static Set<String> uids(World world) {
    return world.managedNodes().stream()
        .map(record -> record.identity().uid())
        .collect(Collectors.toSet());
  }

  private void saved(ManagedNodeFact gone, String by, long micros) {
    Counter.builder("drover.estimated.monthly.savings")
        .description("What nodes that went would have cost for another month")
        .tags(cluster.and("group", gone.group().value(), "by", by, "currency", CURRENCY))
        .register(registry)
        .increment(micros / MICROS * HOURS_A_MONTH);
  }
}
