package io.drover.verticles.simulation;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.World;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A cluster grows node by node and shrinks to its minimum, for which guarded pods must move; what
 * must never be is looked for after every event.
 */
final class Scenario {
  /** Machines that are needed at most, each for one guarded pod and two others. */
  static final int NODES = 6;

  private static final long MIB = 1024 * 1024;
  private static final int MIN = 2;
  private static final int AVAILABLE = 5;

  final House house;
  private final List<String> violations = new ArrayList<>();
  private boolean grown;

  Scenario(long seed, Crossing crossing) {
    house =
        new House(
            seed,
            List.of(
                anOffering("small")
                    .of("cloud")
                    .with("2", "4Gi")
                    .allocatable(Resources.of(1900, 3800 * MIB, 110))
                    .build()),
            crossing);
    NodeGroupFact group =
        aGroup("general")
            .from("cloud")
            .sized(MIN, 12)
            .budget(50, true)
            .scalingDown(
                new GroupSpec.ScaleDown(true, 0.6, Duration.ofMinutes(3), Duration.ofMinutes(1)))
            .build();
    house.cluster.apply(group.name(), group.spec());
  }

  private static EmbeddedWorkload pods(String name, int replicas) {
    return EmbeddedWorkload.asking(name, replicas, 500, 512 * MIB);
  }

  void play() {
    for (int i = 1; i <= NODES; i++) {
      int nodes = i;
      house.cluster.run(pods("guarded", i).guarded(AVAILABLE));
      house.cluster.run(pods("other", 2 * i));
      run(() -> running() == 3L * nodes && ready() == Math.max(MIN, nodes), Duration.ofMinutes(30));
    }
    grown = true;
    house.cluster.run(pods("other", 0));
    run(this::settled, Duration.ofHours(3));
    run(() -> false, Duration.ofMinutes(10));
  }

  private boolean settled() {
    return running() == NODES && house.cluster.now().managedNodes().size() == MIN && ready() == MIN;
  }

  private void run(BooleanSupplier until, Duration atMost) {
    house.time.runUntil(
        () -> {
          look();
          return until.getAsBoolean();
        },
        atMost);
  }

  private void look() {
    if (!grown) {
      return;
    }
    World world = house.cluster.now();
    long serving =
        world.nodes().stream().filter(n -> n.ready() && !n.shape().unschedulable()).count();
    if (serving < MIN) {
      violations.add(serving + " nodes serve at " + house.time.now());
    }
    if (healthy(world) < AVAILABLE) {
      violations.add(healthy(world) + " pods are healthy at " + house.time.now());
    }
  }

  private static long healthy(World world) {
    return world.pods().stream()
        .filter(pod -> pod.state().deletingSince() == null)
        .filter(
            pod ->
                pod.state().nodeName() != null
                    && world.node(pod.state().nodeName()).filter(NodeFact::ready).isPresent())
        .count();
  }

  private long running() {
    return house.cluster.now().pods().stream()
        .filter(pod -> pod.state().scheduling() == PodFact.Scheduling.BOUND)
        .filter(pod -> pod.state().deletingSince() == null)
        .count();
  }

  private long ready() {
    return house.cluster.now().managedNodes().stream()
        .filter(record -> record.phase() == ManagedNodeFact.Phase.READY)
        .count();
  }

  void assertNothingWentWrong(String what) {
    World world = house.cluster.now();
    assertThat(violations).as("%s: what must never be", what).isEmpty();
    assertThat(house.cloud.pulledFromUnderPods).as("%s: machines pulled", what).isEmpty();
    assertThat(running()).as("%s: running pods", what).isEqualTo(NODES);
    assertThat(world.managedNodes())
        .as("%s: records", what)
        .hasSize(MIN)
        .allMatch(record -> record.phase() == ManagedNodeFact.Phase.READY);
    assertThat(world.nodes()).as("%s: nodes", what).hasSize(MIN).allMatch(NodeFact::ready);
    assertThat(house.cloud.machines()).as("%s: machines", what).isEqualTo(MIN);
  }
}
