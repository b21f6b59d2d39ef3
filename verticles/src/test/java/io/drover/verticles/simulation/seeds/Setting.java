package io.drover.verticles.simulation.seeds;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;

import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.ActivePolicies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Where a seed plays.
 *
 * @param locks whether members agree on a lock, or have the claim alone
 * @param keyed whether the cloud takes idempotency keys
 * @param laggingLists whether the cloud's lists lag behind all the time
 * @param rack the second provider and its group, if there is one
 */
record Setting(
    List<OfferingFact> offerings,
    List<NodeGroupFact> groups,
    boolean locks,
    boolean keyed,
    boolean laggingLists,
    Rack rack,
    ActivePolicies policies) {
  static final int MEMBERS = 3;

  private static final long MIB = 1024 * 1024;

  /** Shape of the second provider. */
  enum Rack {
    NONE,
    SIZED,
    SWITCHED
  }

  Setting {
    offerings = List.copyOf(offerings);
    groups = List.copyOf(groups);
  }

  static Setting of(Random random, ActivePolicies policies) {
    Rack rack = random.nextInt(4) > 0 ? Rack.NONE : Rack.values()[1 + random.nextInt(2)];
    List<NodeGroupFact> groups = new ArrayList<>();
    groups.add(general(random));
    if (rack != Rack.NONE) {
      groups.add(aGroup("rack").from("rack").sized(0, 3).budget(100, true).priority(1).build());
    }
    return new Setting(
        sold(),
        groups,
        random.nextBoolean(),
        random.nextInt(3) > 0,
        random.nextInt(3) == 0,
        rack,
        policies);
  }

  private static NodeGroupFact general(Random random) {
    GroupBuilder group =
        aGroup("general")
            .from("cloud")
            .sized(random.nextInt(3), 8 + random.nextInt(4))
            .budget(20 + 10 * random.nextInt(9), true)
            .scalingUp(new GroupSpec.ScaleUp(100, Duration.ofSeconds(30)))
            .rememberingFailuresFor(Duration.ofMinutes(3 + random.nextInt(28)))
            .takingUpStraysAfter(Duration.ofMinutes(2 + random.nextInt(9)))
            .scalingDown(
                new GroupSpec.ScaleDown(
                    true,
                    0.5 + random.nextInt(3) / 10.0,
                    Duration.ofMinutes(3 + random.nextInt(4)),
                    Duration.ofMinutes(1)));
    return random.nextInt(4) > 0
        ? group.build()
        : group.limitedTo(Resources.of(Map.of("cpu", 14_000L))).build();
  }

  static List<OfferingFact> sold() {
    return List.of(
        anOffering("small")
            .of("cloud")
            .spot()
            .with("2", "4Gi")
            .costing("0.015")
            .allocatable(Resources.of(1900, 3800 * MIB, 110))
            .build(),
        anOffering("medium")
            .of("cloud")
            .with("2", "4Gi")
            .costing("0.04")
            .allocatable(Resources.of(1900, 3800 * MIB, 110))
            .build(),
        anOffering("large")
            .of("cloud")
            .with("4", "8Gi")
            .costing("0.085")
            .allocatable(Resources.of(3900, 7800 * MIB, 110))
            .build());
  }

  static OfferingFact onTheRack() {
    return anOffering("bare")
        .of("rack")
        .with("2", "4Gi")
        .costing("0.05")
        .allocatable(Resources.of(1900, 3800 * MIB, 110))
        .build();
  }
}
