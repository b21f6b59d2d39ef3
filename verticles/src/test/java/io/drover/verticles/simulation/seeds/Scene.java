package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Price;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A world of three members whose course a test tells, with the shipped rules. */
final class Scene {
  final SeededWorld world;

  /** Most nodes that were being drained at once. */
  int mostDraining;

  /** Most machines that lived at once. */
  int mostMachines;

  Scene(Bugs bugs, Setting.Rack rack, GroupBuilder... groups) {
    List<NodeGroupFact> built = new ArrayList<>();
    for (GroupBuilder group : groups) {
      built.add(group.build());
    }
    world =
        new SeededWorld(
            1, new Setting(Setting.sold(), built, false, true, false, rack, Rules.shipped()), bugs);
    pass(Duration.ofSeconds(30));
  }

  Scene(GroupBuilder... groups) {
    this(Bugs.NONE, Setting.Rack.NONE, groups);
  }

  static GroupBuilder general() {
    return GroupBuilder.aGroup("general")
        .from("cloud")
        .sized(0, 40)
        .budget(100, true)
        .allowing(only("medium"))
        .scalingDown(scalingDown(terms(null, false), null));
  }

  static GroupSpec.Choice only(String type) {
    return new GroupSpec.Choice(List.of(type), List.of(), List.of(), List.of());
  }

  static GroupSpec.Terms terms(@Nullable Duration expireAfter, boolean drifted) {
    return new GroupSpec.Terms(Duration.ZERO, List.of(), Price.ZERO, 0, 0.8, expireAfter, drifted);
  }

  static GroupSpec.ScaleDown scalingDown(GroupSpec.Terms terms, @Nullable Duration repairAfter) {
    return new GroupSpec.ScaleDown(
        true,
        0.5,
        Duration.ofMinutes(5),
        Duration.ofMinutes(1),
        terms,
        GroupSpec.Consolidation.NONE,
        repairAfter);
  }

  void group(GroupBuilder group) {
    NodeGroupFact built = group.build();
    world.embedded().apply(built.name(), built.spec());
  }

  Scene run(EmbeddedWorkload workload) {
    world.embedded().run(workload);
    return this;
  }

  boolean within(Duration atMost, BooleanSupplier what) {
    return world
        .time()
        .runUntil(
            () -> {
              mostDraining = Math.max(mostDraining, (int) in(Phase.DRAINING).count());
              mostMachines = Math.max(mostMachines, machines());
              return what.getAsBoolean();
            },
            atMost,
            5_000_000);
  }

  void pass(Duration time) {
    boolean unused = within(time, () -> false);
  }

  /** Everything that was asked for runs. */
  boolean runs() {
    return world.embedded().now().pods().stream().allMatch(pod -> pod.state().nodeName() != null);
  }

  Scene settle() {
    pass(Duration.ofSeconds(5));
    boolean settled = within(Duration.ofMinutes(20), this::runs);
    pass(Duration.ofMinutes(1));
    if (!settled) {
      throw new AssertionError("pods wait:\n" + world.history().last(80));
    }
    mostDraining = 0;
    mostMachines = 0;
    return this;
  }

  Stream<ManagedNodeFact> in(Phase phase) {
    return world.embedded().now().managedNodes().stream().filter(r -> r.phase() == phase);
  }

  int machines() {
    return (int) world.cloud().alive().filter(machine -> machine.owner != null).count();
  }

  int made() {
    return world.census().made();
  }

  List<NodeFact> nodes() {
    return world.embedded().now().managedNodes().stream()
        .flatMap(r -> world.embedded().now().nodeOn("" + r.progress().providerId()).stream())
        .toList();
  }

  long cordoned() {
    return nodes().stream().filter(node -> node.shape().unschedulable()).count();
  }

  NodeFact node(String name) {
    return world.embedded().now().node(new NodeName(name)).orElseThrow();
  }

  NodeGroupFact.Standing standing() {
    return world
        .embedded()
        .now()
        .group(new GroupName("general"))
        .orElseThrow()
        .history()
        .standing();
  }

  boolean told(String text) {
    return world.history().last(3_000).contains(text);
  }
}
