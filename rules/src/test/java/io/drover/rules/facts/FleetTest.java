package io.drover.rules.facts;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What is told apart change by change is what a look at every record would tell apart. */
class FleetTest {
  private static final int SEEDS = 200;
  private static final int CHANGES = 60;
  private static final List<String> NAMES = List.of("a", "b", "c", "d");
  private static final List<GroupName> GROUPS =
      List.of(new GroupName("general"), new GroupName("other"));

  @Test
  void tellsTheRecordsApartThroughEveryChange() {
    for (long seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      ObservedWorld world = aWorld().build();
      for (int change = 0; change < CHANGES; change++) {
        Position next = new Position(1, world.position().sequence() + 1);
        world.apply(new FactBatch(next, List.of(delta(random))));
        compare(world, "seed %d, change %d".formatted(seed, change));
      }
    }
  }

  private static void compare(ObservedWorld world, String when) {
    List<ManagedNodeFact> serving = new ArrayList<>();
    List<ManagedNodeFact> unsettled = new ArrayList<>();
    for (ManagedNodeFact record : world.managedNodes()) {
      boolean ready = record.phase() == ManagedNodeFact.Phase.READY;
      Optional<NodeFact> own = ownNode(record, world);
      if (ready && own.filter(NodeFact::ready).isPresent()) {
        serving.add(record);
      }
      if (!ready || own.isEmpty() || !record.counts()) {
        unsettled.add(record);
      }
    }
    assertThat(world.servingNodes())
        .as(when)
        .extracting(ServingNode::record)
        .containsExactlyElementsOf(serving);
    assertThat(world.unsettledNodes()).as(when).containsExactlyElementsOf(unsettled);
    world.servingNodes().forEach(one -> saysWhatTheWorldSays(one, world, when));
    GROUPS.forEach(group -> counts(group, world, when));
    NAMES.forEach(name -> names(new NodeName(name), world, when));
  }

  private static Optional<NodeFact> ownNode(ManagedNodeFact record, World world) {
    String machine = record.progress().providerId();
    return Optional.ofNullable(record.progress().nodeName())
        .flatMap(world::node)
        .filter(node -> node.providerId() == null || node.providerId().equals(machine));
  }

  private static void saysWhatTheWorldSays(ServingNode one, World world, String when) {
    NodeFact node = world.node(one.name()).orElseThrow();
    Resources allocatable = node.shape().allocatable();
    assertThat(one.group()).as(when).isEqualTo(one.record().group());
    assertThat(one.createdAt()).as(when).isEqualTo(node.identity().createdAt());
    assertThat(one.candidateTaint().isPresent())
        .as(when)
        .isEqualTo(!node.shape().taints().isEmpty());
    assertThat(one.protectedByOwner()).as(when).isEqualTo(!node.annotations().isEmpty());
    assertThat(one.load()).as(when).isEqualTo(world.load(one.name()));
    assertThat(one.cpuMillis()).as(when).isEqualTo(allocatable.get(Resources.CPU));
    assertThat(one.memoryBytes()).as(when).isEqualTo(allocatable.get(Resources.MEMORY));
  }

  private static void counts(GroupName group, World world, String when) {
    List<ManagedNodeFact> all =
        world.managedNodes().stream().filter(record -> record.group().equals(group)).toList();
    List<ManagedNodeFact> wanted = all.stream().filter(ManagedNodeFact::counts).toList();
    long serving =
        wanted.stream().filter(one -> one.phase() == ManagedNodeFact.Phase.READY).count();
    Map<OfferingId, Integer> offerings = new HashMap<>();
    wanted.forEach(one -> offerings.merge(one.purchase().offering(), 1, Integer::sum));
    assertThat(world.offerings(group)).as(when).isEqualTo(offerings);
    assertThat(world.count(group))
        .as(when)
        .isEqualTo(
            new FleetCount(
                all.size(),
                wanted.size(),
                (int) serving,
                price(wanted),
                price(all.stream().filter(ManagedNodeFact::hasMachine).toList())));
  }

  private static Price price(List<ManagedNodeFact> records) {
    return records.stream()
        .map(record -> record.purchase().price())
        .reduce(Price.ZERO, Price::plus);
  }

  private static void names(NodeName node, World world, String when) {
    assertThat(world.recordsNaming(node))
        .as(when)
        .containsExactlyInAnyOrderElementsOf(
            world.managedNodes().stream()
                .filter(record -> node.equals(record.progress().nodeName()))
                .toList());
  }

  private static Delta delta(Random random) {
    Fact fact =
        switch (random.nextInt(4)) {
          case 0 -> node(random);
          case 1 -> pod(random);
          case 2 -> aGroup(GROUPS.get(random.nextInt(2)).value()).build();
          default -> record(random);
        };
    return random.nextInt(4) == 0 ? new Delta.Drop(fact.key()) : new Delta.Put(fact);
  }

  private static NodeFact node(Random random) {
    NodeBuilder node = aNode(one(random)).with("" + (1 + random.nextInt(8)), "4Gi");
    switch (random.nextInt(7)) {
      case 0 -> node.notReady();
      case 1 -> node.instance(null);
      case 2 -> node.instance("sim://" + one(random));
      case 3 -> node.doNotDisrupt().createdAt(Instant.EPOCH.plusSeconds(random.nextInt(9)));
      case 4 -> node.candidateSince(Instant.EPOCH.plusSeconds(random.nextInt(9)));
      default -> {}
    }
    return node.build();
  }

  private static PodFact pod(Random random) {
    return aPod("pod-" + one(random)).asking("100m", "1Mi").on(one(random)).build();
  }

  private static ManagedNodeFact record(Random random) {
    ManagedNodeFact.Phase[] phases = ManagedNodeFact.Phase.values();
    ManagedNodeBuilder record =
        aManagedNode(one(random)).in(GROUPS.get(random.nextInt(2)).value()).node(one(random));
    switch (random.nextInt(8)) {
      case 0 -> record.in(phases[random.nextInt(phases.length)], Instant.EPOCH);
      case 1 -> record.intended();
      case 2 -> record.deleting();
      case 3 -> record.removedFor("idle");
      case 4 -> record.node(null);
      case 5 -> record.instance("sim://" + one(random));
      default -> {}
    }
    return record.build();
  }

  private static String one(Random random) {
    return NAMES.get(random.nextInt(NAMES.size()));
  }
}
