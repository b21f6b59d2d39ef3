package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.World;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a fault strikes: any that there is, or what belongs to the life that it was aimed at. */
final class Targets {
  private final Supplier<World> world;
  private final SimulatedCloud cloud;
  private @Nullable String aimedAt;

  Targets(Supplier<World> world, SimulatedCloud cloud) {
    this.world = world;
    this.cloud = cloud;
  }

  /** Has whatever is struck meanwhile be of that life. */
  void aim(@Nullable String record) {
    aimedAt = record;
  }

  /** One of the machines that run for us; a fraction 0..1 says which. */
  Optional<Machine> machine(double which) {
    return aimedAt == null
        ? pick(cloud.alive().filter(m -> m.owner != null && !stray(m)).toList(), which)
        : world.get().managedNode(aimedAt).flatMap(this::machineOf);
  }

  private static boolean stray(Machine machine) {
    return machine.name.startsWith("stray-");
  }

  /** Machines with our tag that no record stands for. */
  long nobodys() {
    Set<String> intents =
        world.get().managedNodes().stream()
            .map(ManagedNodeFact::intent)
            .collect(Collectors.toSet());
    return cloud.alive().filter(m -> m.owner != null && !intents.contains(m.intent())).count();
  }

  Optional<Machine> machineOf(ManagedNodeFact record) {
    return cloud.alive().filter(m -> m.id.equals(record.progress().providerId())).findFirst();
  }

  Optional<ManagedNodeFact> record(double which, Predicate<ManagedNodeFact> suits) {
    return pick(records().filter(suits).toList(), which);
  }

  private Stream<ManagedNodeFact> records() {
    return aimedAt == null
        ? world.get().managedNodes().stream()
        : world.get().managedNode(aimedAt).stream();
  }

  Optional<NodeFact> node(double which) {
    return pick(nodes().toList(), which);
  }

  private Stream<NodeFact> nodes() {
    return records()
        .map(ManagedNodeFact::progress)
        .filter(progress -> progress.nodeName() != null)
        .flatMap(progress -> world.get().node(progress.nodeName()).stream());
  }

  List<NodeName> cordoned() {
    return nodes()
        .filter(node -> node.shape().unschedulable())
        .map(NodeFact::name)
        .distinct()
        .toList();
  }

  /** A Node that is not ready and whose machine does not run. */
  Optional<NodeFact> deadNode(double which) {
    Stream<NodeFact> all =
        aimedAt == null
            ? world.get().nodes().stream()
            : records().flatMap(r -> world.get().nodeOn("" + r.progress().providerId()).stream());
    return pick(all.filter(node -> !node.ready() && ranOnCloud(node)).toList(), which);
  }

  private boolean ranOnCloud(NodeFact node) {
    String machine = "" + node.providerId();
    return machine.startsWith("sim://general-")
        && cloud.alive().noneMatch(alive -> alive.id.equals(machine));
  }

  private static <T> Optional<T> pick(List<T> all, double which) {
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get((int) (which * all.size())));
  }
}
