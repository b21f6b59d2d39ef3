package io.drover.bench;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.WorldBuilder;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Templates;
import java.util.List;
import java.util.stream.IntStream;

/** Worlds of a given size; the same at every call. */
final class Samples {
  static final GroupName GENERAL = new GroupName("general");
  private static final int WORKLOADS = 20;
  private static final int PODS_PER_NODE = 10;

  private Samples() {}

  /** Pods of twenty workloads that ask for different amounts. */
  static List<PodFact> pending(int count) {
    return IntStream.range(0, count)
        .mapToObj(
            n -> {
              int workload = n % WORKLOADS;
              return aPod("w%02d-%05d".formatted(workload, n))
                  .asking(100 + 50 * workload + "m", 128 + 64 * workload + "Mi")
                  .build();
            })
        .toList();
  }

  static List<Offer> offers() {
    return List.of(
        offer("small", 2, "0.04"), offer("medium", 4, "0.08"), offer("large", 8, "0.16"));
  }

  private static Offer offer(String type, int cpu, String price) {
    var offering =
        anOffering(type).with(Integer.toString(cpu), 2 * cpu + "Gi").costing(price).build();
    var group = aGroup(GENERAL.value()).sized(0, 100_000).build();
    return new Offer(GENERAL, 0, offering, Templates.of(group, offering, List.of()));
  }

  /** So many nodes of 4 CPU with ten pods each. */
  static ObservedWorld world(int nodes) {
    WorldBuilder world = WorldBuilder.aWorld().with(aGroup(GENERAL.value()).sized(0, 100_000));
    for (int node = 0; node < nodes; node++) {
      String name = "n%05d".formatted(node);
      world = world.with(aNode(name).in(GENERAL.value()).with("4", "8Gi"));
      for (int pod = 0; pod < PODS_PER_NODE; pod++) {
        world = world.with(aPod(name + "-" + pod).asking("300m", "256Mi").on(name));
      }
    }
    return world.build();
  }
}
