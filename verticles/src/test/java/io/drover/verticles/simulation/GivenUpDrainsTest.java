package io.drover.verticles.simulation;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Resources;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A drain that is given up when another node was bought meanwhile. */
class GivenUpDrainsTest {
  private static final Duration UNNEEDED = Duration.ofMinutes(20);
  private static final int MOST = 2;

  private final House house =
      new House(
          1,
          List.of(
              anOffering("small")
                  .of("cloud")
                  .with("2", "4Gi")
                  .allocatable(Resources.of(1900, 3800L << 20, 110))
                  .build()));

  private static EmbeddedWorkload pods(String name, int replicas, int millis) {
    return EmbeddedWorkload.asking(name, replicas, millis, 256L << 20);
  }

  private long in(Phase phase) {
    return house.cluster.now().managedNodes().stream()
        .filter(record -> record.phase() == phase)
        .count();
  }

  private boolean within(Duration time, java.util.function.BooleanSupplier what) {
    return house.time.runUntil(what, time);
  }

  @Test
  void bringsItsGroupAboveItsMaximumOnlyUntilANodeIsUnneeded() {
    NodeGroupFact group =
        aGroup("general")
            .from("cloud")
            .sized(0, MOST)
            .budget(100, true)
            .scalingDown(new GroupSpec.ScaleDown(true, 0.5, UNNEEDED, Duration.ofMinutes(1)))
            .build();
    house.cluster.apply(group.name(), group.spec());
    house.cluster.run(pods("web", 1, 500));
    assertThat(within(Duration.ofMinutes(5), () -> in(Phase.READY) == 1)).isTrue();
    house.cluster.run(pods("other", 6, 450));
    assertThat(within(Duration.ofMinutes(5), () -> in(Phase.READY) == MOST)).isTrue();
    house.cluster.run(pods("other", 3, 450));
    assertThat(within(Duration.ofHours(1), () -> in(Phase.DRAINING) == 1)).isTrue();

    house.cluster.run(pods("web", 1, 500).guarded(1));
    house.cluster.run(pods("other", 3, 450).guarded(3));
    house.cluster.run(pods("new", 1, 1500));
    assertThat(within(Duration.ofHours(1), () -> in(Phase.DRAINING) == 0)).isTrue();
    house.time.pass(Duration.ofMinutes(1));
    assertThat(in(Phase.READY)).as("its drain was given up").isEqualTo(MOST + 1);

    house.cluster.run(pods("more", 1, 1500));
    house.time.pass(Duration.ofMinutes(5));
    assertThat(house.cloud.made).as("nobody buys above the maximum").isEqualTo(MOST + 1);
    house.cluster.run(pods("more", 0, 1500));
    house.cluster.run(pods("new", 0, 1500));

    assertThat(within(UNNEEDED.dividedBy(4), () -> house.cloud.machines() == MOST)).isTrue();
    house.time.pass(Duration.ofMinutes(1));
    assertThat(in(Phase.READY)).isEqualTo(MOST);
    assertThat(house.cloud.pulledFromUnderPods).isEmpty();
  }
}
