package io.drover.rules.safety;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.ManagedNodeBuilder;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.ProviderName;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.facts.World;
import io.drover.rules.facts.WorldBuilder;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.AdvisingScaling;
import io.drover.rules.plan.Avoided;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Demand;
import io.drover.rules.plan.Evacuation;
import io.drover.rules.plan.Growth;
import io.drover.rules.plan.Justification;
import io.drover.rules.plan.Measured;
import io.drover.rules.plan.MinimumSize;
import io.drover.rules.plan.NodeConclusion;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.Planner;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Question;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Remembered;
import io.drover.rules.plan.ScalingPolicy;
import io.drover.rules.plan.Surcharge;
import io.drover.rules.plan.Surroundings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No group ever has one node over any of its limits, whatever is proposed. */
class LimitLawsTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final ProviderName SIM = new ProviderName("sim");
  private static final String GPU = "nvidia.com/gpu";
  private static final Circumstances FINE = new Circumstances(NOW, NOW, true, true, "", 0);

  private static final List<OfferingFact> OFFERINGS =
      List.of(
          anOffering("small").costing("0.04").build(),
          anOffering("large").costing("0.09").with("4", "8Gi").build(),
          anOffering("huge").costing("0.35").with("16", "32Gi").build());

  private static PlanReview review() {
    return new PlanReview(candidates -> new PolicyAnswer.Answered<>(List.of()), Limits.DEFAULT);
  }

  private static Plan plan(List<Action> actions) {
    List<Planned> planned =
        actions.stream().map(action -> new Planned(action, Justification.NONE)).toList();
    return new Plan("p", NOW, new Position(1, 1), "v", planned, List.of(), Map.of(), null);
  }

  private static Action.BuyNode buy(OfferingId offering, Price price) {
    return new Action.BuyNode(
        aGroup("general").build().name(), offering, price, List.of(), Reason.PODS_UNSCHEDULABLE);
  }

  /** A group near its limits: some of them are not set, and each node has one GPU by override. */
  private static GroupBuilder group(Random random) {
    GroupBuilder group =
        aGroup("general")
            .sized(random.nextInt(6), 6 + random.nextInt(20))
            .overriding(Resources.of(Map.of(GPU, 1L)))
            .scalingUp(new GroupSpec.ScaleUp(1 + random.nextInt(20), Duration.ofMinutes(5)));
    Map<String, Long> limits = new java.util.HashMap<>();
    if (random.nextBoolean()) {
      limits.put(Resources.CPU, 2_000L + random.nextInt(40_000));
    }
    if (random.nextBoolean()) {
      limits.put(Resources.MEMORY, (4L + random.nextInt(80)) << 30);
    }
    if (random.nextBoolean()) {
      limits.put(GPU, (long) random.nextInt(8));
    }
    group.limitedTo(limits);
    return random.nextBoolean()
        ? group.limitedTo(new Price(40_000L + random.nextInt(900_000)))
        : group;
  }

  /** Some nodes in all phases, of which some have joined, and pods that want more than there is. */
  private static WorldBuilder world(Random random) {
    WorldBuilder world = aWorld().with(group(random));
    int there = random.nextInt(6);
    for (int i = 0; i < there; i++) {
      ManagedNodeBuilder record = aManagedNode("n" + i).of(any(random));
      world.with(random.nextBoolean() ? record : record.intended());
      world.with(aNode("n" + i));
    }
    int pods = random.nextInt(60);
    for (int i = 0; i < pods; i++) {
      world.with(aPod("web-" + i).asking((100 + random.nextInt(1_700)) + "m", "1Gi"));
    }
    return world;
  }

  private static OfferingFact any(Random random) {
    return OFFERINGS.get(random.nextInt(OFFERINGS.size()));
  }

  /** So many purchases, some of offerings that nobody has, most at a price that is a lie. */
  private static List<Action> hostile(Random random) {
    List<Action> actions = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      OfferingId offering =
          random.nextInt(8) == 0 ? new OfferingId("unheard", "of", "spot") : any(random).id();
      actions.add(buy(offering, new Price(random.nextInt(100_000))));
    }
    return actions;
  }

  private static void assertWithin(World world, List<Planned> bought, String what) {
    NodeGroupFact group = world.groups().iterator().next();
    List<OfferingId> all = new ArrayList<>();
    world.managedNodes().forEach(record -> all.add(record.purchase().offering()));
    bought.forEach(planned -> all.add(((Action.BuyNode) planned.action()).offering()));
    assertThat(all.size()).as(what).isLessThanOrEqualTo(group.spec().size().max());
    assertThat(bought.size())
        .as(what)
        .isLessThanOrEqualTo(group.spec().behaviour().scaleUp().maxNodesPerPlan());
    if (bought.isEmpty()) {
      return;
    }
    Resources capacity = Resources.of(Map.of(GPU, (long) all.size()));
    Price price = Price.ZERO;
    for (OfferingId id : all) {
      OfferingFact offering =
          OFFERINGS.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
      if (offering != null) {
        capacity = capacity.plus(offering.capacity());
        price = price.plus(offering.price());
      }
    }
    Resources total = capacity;
    group
        .spec()
        .limits()
        .resources()
        .forEach(
            (name, limit) ->
                assertThat(total.get(name)).as("%s: %s", what, name).isLessThanOrEqualTo(limit));
    Price most = group.spec().limits().price();
    assertThat(most == null || price.compareTo(most) <= 0).as(what + " price").isTrue();
  }

  @Test
  void approvesNoNodeOverALimitWhateverAHostilePlanSays() {
    int approved = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      World world = world(random).build();

      Judgement judgement =
          review().review(plan(hostile(random)), world, FINE, Map.of(SIM, OFFERINGS));

      assertWithin(world, judgement.approved().actions(), "seed " + seed);
      approved += judgement.approved().actions().size();
    }
    assertThat(approved).isPositive();
  }

  @Test
  void proposesNothingThatTheReviewRefuses() {
    int proposed = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      World world = world(new Random(seed)).build();
      Plan plan = new Planner(new AllIsDemand()).plan(question(world)).plan();

      Judgement judgement = review().review(plan, world, FINE, Map.of(SIM, OFFERINGS));

      assertThat(judgement.refused()).as("seed %s", seed).isEmpty();
      proposed += judgement.approved().actions().size();
    }
    assertThat(proposed).isPositive();
  }

  @Test
  void buysNoNodeOverALimitWhateverTheRulesConclude() {
    int bought = 0;
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      World world = world(random).build();
      Plan plan = new Planner(hostileRules(random)).plan(question(world)).plan();

      Judgement judgement = review().review(plan, world, FINE, Map.of(SIM, OFFERINGS));

      List<Planned> buys =
          plan.actions().stream().filter(one -> one.action() instanceof Action.BuyNode).toList();
      assertThat(judgement.refused()).as("seed %s", seed).isEmpty();
      assertWithin(world, buys, "seed " + seed);
      bought += buys.size();
    }
    assertThat(bought).isPositive();
  }

  /** Huge minimums, surcharges of all sizes and signs, offerings avoided that nobody sells. */
  private static AdvisingScaling hostileRules(Random random) {
    AdvisingScaling rules = new AdvisingScaling();
    List<GroupName> groups = List.of(new GroupName("general"), new GroupName("nobody's"));
    for (int i = random.nextInt(8); i > 0; i--) {
      GroupName group = groups.get(random.nextInt(groups.size()));
      OfferingId offering =
          random.nextInt(8) == 0 ? new OfferingId("unheard", "of", "spot") : any(random).id();
      Growth hostile =
          switch (random.nextInt(3)) {
            case 0 -> new MinimumSize(group, List.of(1_000_000, -7, 9).get(random.nextInt(3)));
            case 1 -> new Surcharge(group, offering, random.nextInt());
            default -> new Avoided(group, offering);
          };
      rules.concluding(hostile, "Hostile", Reason.NODE_NEEDED_AGAIN);
    }
    return rules;
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

  @Test
  void fillsToTheMinimumOnlyAsFarAsTheLimitsGoAndSaysSo() {
    World world =
        aWorld()
            .with(
                aGroup("general")
                    .sized(5, 10)
                    .limitedTo(Resources.of(Map.of(Resources.CPU, 5_000L))))
            .build();

    Plan plan = new Planner(new AllIsDemand()).plan(question(world)).plan();

    assertThat(plan.actions()).hasSize(2);
    assertThat(plan.rejections()).anyMatch(told -> told.reason() == Reason.GROUP_LIMIT_REACHED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void refusesALimitedGroupWhoseOfferingsNobodyHasTold(boolean priced) {
    GroupBuilder group = aGroup("general");
    World world =
        aWorld()
            .with(
                priced
                    ? group.limitedTo(Price.perHour("10"))
                    : group.limitedTo(Resources.of(Map.of(Resources.MEMORY, 1L << 40))))
            .build();

    Judgement judgement =
        review()
            .review(
                plan(List.of(buy(OFFERINGS.getFirst().id(), Price.ZERO))), world, FINE, Map.of());

    assertThat(judgement.refused())
        .extracting(Verdict::reason)
        .containsExactly(Reason.OFFERINGS_UNKNOWN);
  }

  /** Every pending pod is demand; nothing is unneeded. */
  private static final class AllIsDemand implements ScalingPolicy {
    @Override
    public String version() {
      return "all";
    }

    @Override
    public PolicyAnswer<Growth> growth(
        List<PendingPod> pods, List<OfferingStats> offerings, Surroundings around) {
      return new PolicyAnswer.Answered<>(
          pods.stream()
              .map(
                  pod ->
                      new Concluded<Growth>(
                          new Demand(pod.pod()), "All", Reason.PODS_UNSCHEDULABLE, List.of()))
              .toList());
    }

    @Override
    public PolicyAnswer<NodeConclusion> unneeded(
        List<NodeStats> nodes, List<UtilizationFact> usage, Surroundings around) {
      return new PolicyAnswer.Answered<>(List.of());
    }

    @Override
    public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
      return new PolicyAnswer.Answered<>(List.of());
    }
  }
}
