package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.World;
import io.drover.rules.facts.WorldBuilder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Several groups that have almost all they may have, and far more pods than fit. */
final class PlansNearMaximaTest {
  private static final int PLANS = 1_000;
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final ProviderName SIM = new ProviderName("sim");
  private static final LabelSelector NO_NAMESPACE = new LabelSelector(List.of(in("")));

  private static final List<OfferingFact> OFFERINGS =
      List.of(
          anOffering("small").costing("0.04").build(),
          anOffering("small").inZone("z2").costing("0.04").build(),
          anOffering("large").costing("0.09").with("4", "8Gi").build(),
          anOffering("huge").costing("0.35").with("16", "32Gi").build());

  private static World world(Random random) {
    WorldBuilder world = aWorld();
    for (int g = 0; g < 2 + random.nextInt(4); g++) {
      String name = "g" + g;
      int has = random.nextInt(4);
      GroupBuilder group =
          aGroup(name)
              .sized(random.nextInt(has + 2), has + 1 + random.nextInt(3))
              .priority(random.nextInt(2));
      if (random.nextBoolean()) {
        long cpu = 2_000L * has + 1_000L * random.nextInt(20);
        group.limitedTo(Map.of(Resources.CPU, cpu, Resources.MEMORY, 200L << 30));
      }
      if (random.nextBoolean()) {
        group.limitedTo(new Price(40_000L * has + 10_000L * random.nextInt(40)));
      }
      world.with(group);
      for (int n = 0; n < has; n++) {
        String node = name + "-" + n;
        world.with(aManagedNode(node).in(name).of(OFFERINGS.getFirst()));
        if (random.nextInt(4) > 0) {
          world.with(aNode(node).in(name));
        }
      }
    }
    for (int p = 0; p < 40; p++) {
      world.with(pod("p" + p, random));
    }
    return world.build();
  }

  private static PodBuilder pod(String name, Random random) {
    String app = "app" + random.nextInt(3);
    PodBuilder pod =
        aPod(name)
            .asking((1 + random.nextInt(15)) * 100 + "m", (1 + random.nextInt(16)) * 128 + "Mi")
            .labelled("app", app)
            .priority(random.nextInt(3));
    if (random.nextInt(3) == 0) {
      LabelSelector own = new LabelSelector(List.of(in("app", app)));
      String key = random.nextBoolean() ? "kubernetes.io/hostname" : "topology.kubernetes.io/zone";
      pod.apartFrom(new AffinityTerm(key, Set.of("default"), NO_NAMESPACE, own));
    }
    return pod;
  }

  @Test
  void neverOneNodeOverAnyLimit() {
    int bought = 0;
    int full = 0;
    for (int seed = 0; seed < PLANS; seed++) {
      World world = world(new Random(seed));
      Plan plan = new Planner(new PlainScaling()).plan(question(world)).plan();
      for (NodeGroupFact group : world.groups()) {
        full += assertWithin(world, plan, group, "seed %d, group %s".formatted(seed, group.name()));
      }
      bought += plan.actions().size();
    }
    assertThat(bought).isGreaterThan(PLANS);
    // The limits are what stops these plans, else they would prove nothing.
    assertThat(full).isGreaterThan(PLANS);
  }

  /** One if the group ends at its maximum. */
  private static int assertWithin(World world, Plan plan, NodeGroupFact group, String what) {
    long nodes = 0;
    long price = 0;
    Map<String, Long> capacity = new TreeMap<>();
    for (ManagedNodeFact record : world.managedNodes()) {
      if (record.group().equals(group.name())) {
        nodes++;
        price += record.purchase().price().microsPerHour();
        add(capacity, OFFERINGS.getFirst());
      }
    }
    long had = nodes;
    for (Planned planned : plan.actions()) {
      if (planned.action() instanceof Action.BuyNode buy && buy.group().equals(group.name())) {
        OfferingFact offering =
            OFFERINGS.stream().filter(o -> o.id().equals(buy.offering())).findFirst().orElseThrow();
        nodes++;
        price += offering.price().microsPerHour();
        add(capacity, offering);
      }
    }
    if (nodes == had) {
      return 0;
    }
    GroupSpec spec = group.spec();
    assertThat(nodes).as(what).isLessThanOrEqualTo(spec.size().max());
    spec.limits()
        .resources()
        .forEach(
            (name, most) ->
                assertThat(capacity.getOrDefault(name, 0L))
                    .as(what + name)
                    .isLessThanOrEqualTo(most));
    Price most = spec.limits().price();
    assertThat(price).as(what).isLessThanOrEqualTo(most == null ? price : most.microsPerHour());
    return nodes == spec.size().max() ? 1 : 0;
  }

  private static void add(Map<String, Long> capacity, OfferingFact offering) {
    offering
        .capacity()
        .amounts()
        .forEach((name, amount) -> capacity.merge(name, amount, Long::sum));
  }

  private static Question question(World world) {
    return new Question(
        "p",
        NOW,
        world,
        Map.of(SIM, OFFERINGS),
        Measured.NOTHING,
        List.of(),
        false,
        Remembered.NOTHING);
  }
}
