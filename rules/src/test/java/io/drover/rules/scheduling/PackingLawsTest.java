package io.drover.rules.scheduling;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.Budget;
import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.OfferingBuilder;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class PackingLawsTest {
  private static final int CASES = 300;

  private record Case(List<PodFact> pods, List<Offer> offers, Map<GroupName, Room> room) {
    Packed pack() {
      return pack(Budget.UNLIMITED);
    }

    Packed pack(Budget budget) {
      return Packing.pack(new ClusterModel(aWorld().build()), pods, offers, room, budget);
    }

    Packed rehearsed() {
      ClusterModel model = new ClusterModel(aWorld().build());
      return Rehearsal.improved(model, pods, pack(), offers, room, Budget.UNLIMITED);
    }

    /** The same, but that no machine costs anything. */
    Case forNothing() {
      return new Case(
          pods,
          offers.stream()
              .map(o -> new Offer(o.group(), o.priority(), free(o.offering()), o.template()))
              .toList(),
          room);
    }

    private static OfferingFact free(OfferingFact dear) {
      return new OfferingFact(
          dear.provider(),
          dear.id(),
          Price.ZERO,
          dear.capacity(),
          dear.allocatable(),
          dear.labels());
    }

    /** As it is packed, and as it is bought. */
    List<Packed> both() {
      return List.of(pack(), rehearsed());
    }
  }

  private static Case aCase(long seed, boolean unlimited) {
    return aCase(seed, unlimited, !unlimited);
  }

  private static Case aCase(long seed, boolean unlimited, boolean minding) {
    Random random = new Random(seed);
    List<Offer> offers = new ArrayList<>();
    Map<GroupName, Room> room = new HashMap<>();
    for (int g = 0; g < 1 + random.nextInt(3); g++) {
      GroupBuilder group = aGroup("g" + g);
      if (random.nextInt(3) == 0) {
        group.tainted("dedicated", "g" + g, Taint.Effect.NO_SCHEDULE);
      }
      int priority = unlimited ? 0 : random.nextInt(2);
      for (int o = 0; o < 1 + random.nextInt(4); o++) {
        OfferingFact offering = offering("o" + o, random).build();
        NodeTemplate template = Templates.of(group.build(), offering, List.of());
        offers.add(new Offer(new GroupName("g" + g), priority, offering, template));
      }
      room.put(new GroupName("g" + g), unlimited ? plenty() : someRoom(random));
    }
    List<PodFact> pods = new ArrayList<>();
    int classes = 1 + random.nextInt(5);
    for (int p = 0; p < random.nextInt(60); p++) {
      pods.add(pod("p" + p, random.nextInt(classes), seed, minding));
    }
    return new Case(pods, offers, room);
  }

  private static OfferingBuilder offering(String name, Random random) {
    int cores = 1 << random.nextInt(5);
    return anOffering(name)
        .with(Integer.toString(cores), cores * (1 + random.nextInt(8)) + "Gi")
        .costing("0." + (1 + random.nextInt(900)));
  }

  private static PodFact pod(String name, int podClass, long seed, boolean minding) {
    Random random = new Random(seed * 31 + podClass);
    PodBuilder pod =
        aPod(name)
            .asking((1 + random.nextInt(30)) * 100 + "m", (1 + random.nextInt(40)) * 128 + "Mi");
    if (random.nextInt(6) == 0) {
      pod.hostPort(8000 + random.nextInt(2));
    }
    if (random.nextInt(3) == 0) {
      pod.tolerating("dedicated");
    }
    if (random.nextInt(8) == 0) {
      pod.selecting("drover.dev/node-group", "g" + random.nextInt(3));
    }
    if (minding && random.nextInt(4) == 0) {
      LabelSelector own = new LabelSelector(List.of(in("kind", "k" + podClass)));
      pod.labelled("kind", "k" + podClass)
          .apartFrom(
              new AffinityTerm(
                  "kubernetes.io/hostname",
                  Set.of("default"),
                  new LabelSelector(List.of(in(""))),
                  own));
    }
    return pod.build();
  }

  private static Room plenty() {
    return new Room(10_000, Resources.NONE, null);
  }

  private static Room someRoom(Random random) {
    return new Room(
        random.nextInt(12),
        random.nextBoolean() ? Resources.NONE : Resources.of(Map.of("cpu", 20_000L)),
        random.nextBoolean() ? null : Price.perHour("2." + random.nextInt(9)));
  }

  @Test
  void everyPlannedNodeHoldsItsPods() {
    for (long seed = 0; seed < CASES; seed++) {
      Case some = aCase(seed, false);
      Map<PodKey, PodFact> byKey =
          some.pods().stream().collect(Collectors.toMap(PodFact::podKey, Function.identity()));
      for (Packed.NewNode node : some.both().stream().flatMap(p -> p.nodes().stream()).toList()) {
        ClusterModel model = new ClusterModel(aWorld().build());
        NodeSpace space = model.add("new", node.offer().template());
        assertThat(node.pods()).as("seed %d", seed).isNotEmpty();
        for (PodKey key : node.pods()) {
          PodFact pod = Objects.requireNonNull(byKey.get(key));
          assertThat(model.settle(pod, space)).as("seed %d, %s", seed, key).isNull();
        }
      }
    }
  }

  @Test
  void everyPodIsPlacedOnceOrToldWhyNot() {
    for (long seed = 0; seed < CASES; seed++) {
      Case some = aCase(seed, false);
      for (Packed packed : some.both()) {
        List<PodKey> told = new ArrayList<>();
        packed.nodes().forEach(node -> told.addAll(node.pods()));
        for (Packed.Unplaced unplaced : packed.unplaced()) {
          told.add(unplaced.pod());
          assertThat(unplaced.refusals()).as("seed %d", seed).hasSameSizeAs(some.offers());
        }
        assertThat(told)
            .as("seed %d", seed)
            .containsExactlyInAnyOrderElementsOf(
                some.pods().stream().map(PodFact::podKey).toList());
      }
    }
  }

  /** What is rehearsed must matter at all in such cases, or the laws say nothing of it. */
  @Test
  void rehearsalsLeaveOutNoMoreAndSpendNoMoreThanASecondPurchase() {
    int changed = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Case some = aCase(seed, false);
      Packed packed = some.pack();
      Packed.Rehearsed how = some.rehearsed().rehearsed();
      if (how != null) {
        long cheapest =
            packed.nodes().stream().mapToLong(node -> node.offer().costMicros()).min().orElse(0);
        assertThat(how.leftOut()).as("seed %d", seed).isLessThanOrEqualTo(how.before());
        assertThat(how.dearerMicros())
            .as("seed %d", seed)
            .isLessThanOrEqualTo(cheapest * Math.ceilDiv(how.before(), how.times()));
        changed += how.leftOut() < how.before() ? 1 : 0;
      }
    }
    assertThat(changed).isGreaterThan(CASES / 30);
  }

  @Test
  void noGroupBuysPastItsRoom() {
    for (long seed = 0; seed < CASES; seed++) {
      Case some = aCase(seed, false);
      Packed packed = some.rehearsed();
      some.room()
          .forEach(
              (group, room) -> {
                List<OfferingFact> bought =
                    packed.nodes().stream()
                        .map(Packed.NewNode::offer)
                        .filter(offer -> offer.group().equals(group))
                        .map(Offer::offering)
                        .toList();
                long cpu = bought.stream().mapToLong(o -> o.capacity().get("cpu")).sum();
                long price = bought.stream().mapToLong(o -> o.price().microsPerHour()).sum();
                Price limit = room.price();
                assertThat(bought.size()).isLessThanOrEqualTo(room.nodes());
                assertThat(cpu)
                    .isLessThanOrEqualTo(room.resources().getOrDefault("cpu", Long.MAX_VALUE));
                assertThat(price)
                    .isLessThanOrEqualTo(limit == null ? Long.MAX_VALUE : limit.microsPerHour());
              });
    }
  }

  @Test
  void theOrderOfTheInputDoesNotMatter() {
    for (long seed = 0; seed < CASES; seed++) {
      Case some = aCase(seed, seed % 2 == 0);
      Random random = new Random(seed);
      List<PodFact> pods = new ArrayList<>(some.pods());
      List<Offer> offers = new ArrayList<>(some.offers());
      Collections.shuffle(pods, random);
      Collections.shuffle(offers, random);

      assertThat(new Case(pods, offers, some.room()).both())
          .as("seed %d", seed)
          .isEqualTo(some.both());
    }
  }

  @Test
  void theMixCostsNoMoreThanAnySingleOffering() {
    int compared = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Case some = aCase(seed, true, seed % 2 == 0);
      Packed mixed = some.pack();
      Set<PodKey> unplaced = unplaced(mixed);
      for (Offer offer : some.offers()) {
        Packed single =
            Packing.pack(
                new ClusterModel(aWorld().build()),
                some.pods(),
                List.of(offer),
                some.room(),
                Budget.UNLIMITED);
        if (unplaced(single).equals(unplaced)) {
          compared++;
          assertThat(mixed.price()).as("seed %d", seed).isLessThanOrEqualTo(single.price());
        }
      }
    }
    assertThat(compared).isGreaterThan(CASES);
  }

  @Test
  void machinesThatCostNothingAreNotTakenWithoutEnd() {
    int more = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Case some = aCase(seed, seed % 2 == 0).forNothing();
      int packed = some.pack().nodes().size();
      Packed rehearsed = some.rehearsed();
      Packed.Rehearsed how = rehearsed.rehearsed();
      int leftOut = how == null ? 0 : Math.ceilDiv(how.before(), how.times());
      assertThat(rehearsed.nodes().size())
          .as("seed %d", seed)
          .isLessThanOrEqualTo(packed + leftOut);
      more += rehearsed.nodes().size() > packed ? 1 : 0;
    }
    assertThat(more).isPositive();
  }

  @Test
  void nothingCostsLessThanItsBound() {
    int known = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Packed packed = aCase(seed, seed % 2 == 0).pack();
      assertThat(packed.leastMicros()).as("seed %d", seed).isLessThanOrEqualTo(packed.costMicros());
      known += packed.leastMicros() > 0 ? 1 : 0;
    }
    assertThat(known).isGreaterThan(CASES / 2);
  }

  @Test
  void stopsWithWhatItHasWhenTheBudgetIsSpent() {
    int cut = 0;
    for (long seed = 0; seed < CASES; seed++) {
      Case some = aCase(seed, seed % 2 == 0);
      Packed whole = some.pack();
      Packed packed = some.pack(Budget.ofSteps(new Random(seed).nextInt(40)));

      List<PodKey> told = new ArrayList<>();
      packed.nodes().forEach(node -> told.addAll(node.pods()));
      packed.unplaced().forEach(pod -> told.add(pod.pod()));
      assertThat(told)
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(some.pods().stream().map(PodFact::podKey).toList());
      assertThat(packed.unplaced()).as("seed %d", seed).allMatch(pod -> !pod.refusals().isEmpty());
      boolean outOfTime =
          packed.unplaced().stream()
              .anyMatch(
                  pod ->
                      pod.refusals().getFirst().why().cause() == WhyNot.Cause.PLANNING_OUT_OF_TIME);
      // Within limits a worse mix can leave more pods out as well.
      assertThat(outOfTime || seed % 2 != 0 || packed.unplaced().size() <= whole.unplaced().size())
          .as("seed %d", seed)
          .isTrue();
      cut += outOfTime ? 1 : 0;
    }
    assertThat(cut).isPositive();
  }

  private static Set<PodKey> unplaced(Packed packed) {
    return packed.unplaced().stream()
        .map(Packed.Unplaced::pod)
        .collect(Collectors.toCollection(HashSet::new));
  }
}
