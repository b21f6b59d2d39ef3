package io.drover.daemon.http;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.World;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.Set;
import java.util.stream.Collectors;

/** What the machines of each group cost an hour; nothing is said where one's price is unknown. */
final class GroupPrices {
  private static final double MICROS = 1e6;

  private final MultiGauge gauge;

  GroupPrices(MeterRegistry registry, String cluster) {
    gauge =
        MultiGauge.builder("drover.group.price.per.hour")
            .description("What the group's machines cost an hour, by their records")
            .tags("cluster", cluster)
            .register(registry);
  }

  void show(World world) {
    Set<GroupName> unknown =
        world.managedNodes().stream()
            .filter(record -> record.hasMachine() && !Savings.priced(record))
            .map(ManagedNodeFact::group)
            .collect(Collectors.toSet());
    gauge.register(
        world.groups().stream()
            .filter(group -> !unknown.contains(group.name()))
            .map(group -> Row.of(tags(group.name()), dollars(group.name(), world)))
            .toList(),
        true);
  }

  private static Tags tags(GroupName group) {
    return Tags.of("group", group.value(), "currency", Savings.CURRENCY);
  }

  private static double dollars(GroupName group, World world) {
    return world.count(group).runningPrice().microsPerHour() / MICROS;
  }
}
