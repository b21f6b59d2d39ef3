package io.drover.rules.scheduling;

import static io.drover.rules.facts.Amounts.amounts;
import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.Budget;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Pods that mind nobody live on larger nodes of those that keep to themselves. */
final class LodgingTest {
  private static final GroupName GENERAL = new GroupName("general");
  private static final Map<GroupName, Room> PLENTY =
      Map.of(GENERAL, new Room(1000, Resources.NONE, null));
  private static final int SEEDS = 12;

  private final List<Offer> offers = sizes(16);
  private final List<PodFact> pods =
      IntStream.range(0, 24)
          .mapToObj(n -> aPod("plain-%02d".formatted(n)).asking("1", "2Gi").build())
          .toList();
  private final ClusterModel model = new ClusterModel(aWorld().build());
  private final Ledger ledger = new Ledger(offers, PLENTY);

  /** Nodes of so many cores at most, each core with 2 GiB for the same price. */
  private static List<Offer> sizes(int largest) {
    return IntStream.rangeClosed(1, largest).mapToObj(LodgingTest::size).toList();
  }

  private static Offer size(int cores) {
    OfferingFact offering =
        anOffering("t%02d".formatted(cores))
            .with("" + cores, 2 * cores + "Gi")
            .allocatable(amounts("" + cores, 2 * cores + "Gi", 100))
            .costing("%d.%d".formatted(cores / 10, cores % 10))
            .build();
    return new Offer(
        GENERAL, 0, offering, Templates.of(aGroup(GENERAL.value()).build(), offering, List.of()));
  }

  private static PodFact keeper(int number, String cpu, String memory) {
    AffinityTerm own =
        new AffinityTerm(
            Templates.HOST_NAME,
            Set.of("default"),
            new LabelSelector(List.of(in(""))),
            new LabelSelector(List.of(in("app", "keeper"))));
    return aPod("keeper-%03d".formatted(number))
        .asking(cpu, memory)
        .labelled("app", "keeper")
        .apartFrom(own)
        .build();
  }

  private static Packed pack(List<PodFact> some, List<Offer> from) {
    return Packing.pack(new ClusterModel(aWorld().build()), some, from, PLENTY, Budget.UNLIMITED);
  }

  private PlannedNodes plannedForKeepers(int... cores) {
    model.fork();
    PlannedNodes planned = new PlannedNodes(model, offers, ledger);
    for (int size : cores) {
      planned.open(keeper(planned.all().size(), "1", "2Gi"), size - 1);
    }
    return planned;
  }

  private Packed.NewNode toBuy(int first, int size) {
    return new Packed.NewNode(
        offers.get(size - 1),
        pods.subList(first, first + size).stream().map(PodFact::podKey).toList());
  }

  private Optional<List<Packed.NewNode>> left(PlannedNodes planned, Packed.NewNode... nodes) {
    return new Lodging(planned, offers, ledger).left(List.of(nodes), pods, Budget.UNLIMITED);
  }

  @Test
  void hasPlannedNodesBecomeLargerInsteadOfBuyingMore() {
    PlannedNodes planned = plannedForKeepers(2, 2);

    assertThat(left(planned, toBuy(16, 8), toBuy(0, 16))).contains(List.of());
    assertThat(planned.told())
        .extracting(node -> node.offer().offering().id().instanceType(), node -> node.pods().size())
        .containsExactlyInAnyOrder(tuple("t16", 16), tuple("t10", 10));
  }

  @Test
  void keepsNodesForWhichNoneIsPlanned() {
    Packed.NewNode eight = toBuy(0, 8);

    assertThat(left(plannedForKeepers(2), eight, toBuy(8, 12))).contains(List.of(eight));
  }

  @Test
  void isOfNoUseIfSomePodFindsNoPlaceAnyMore() {
    assertThat(left(plannedForKeepers(1), toBuy(0, 16))).isEmpty();
  }

  @Test
  void placesEachPodOnceWithinWhatItsNodeHasAndCostsNoMoreThanApart() {
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      Map<String, PodFact> mix = mix(random);
      List<Offer> some = sizes(8 + random.nextInt(20));

      Packed packed = pack(List.copyOf(mix.values()), some);

      assertThat(packed.unplaced()).as("seed %d", seed).isEmpty();
      assertThat(told(packed))
          .as("seed %d", seed)
          .containsExactlyInAnyOrderElementsOf(mix.keySet());
      for (Packed.NewNode node : packed.nodes()) {
        assertThat(lawful(node, mix)).as("seed %d: %s", seed, node).isTrue();
      }
      List<PodFact> keepers = mix.values().stream().filter(LodgingTest::keeps).toList();
      List<PodFact> plain = mix.values().stream().filter(pod -> !keeps(pod)).toList();
      assertThat(packed.costMicros())
          .as("seed %d", seed)
          .isLessThanOrEqualTo(pack(plain, some).costMicros() + pack(keepers, some).costMicros());
    }
  }

  /** A hundred to two hundred pods; each fifth keeps the others of its kind off its node. */
  private static Map<String, PodFact> mix(Random random) {
    Map<String, PodFact> mix = new TreeMap<>();
    int count = 100 + random.nextInt(100);
    for (int n = 0; n < count; n++) {
      String cpu = 100 * (1 + random.nextInt(15)) + "m";
      String memory = 100 * (1 + random.nextInt(40)) + "Mi";
      PodFact pod =
          n % 5 == 0
              ? keeper(n, cpu, memory)
              : aPod("plain-%03d".formatted(n)).asking(cpu, memory).build();
      mix.put(pod.podKey().toString(), pod);
    }
    return mix;
  }

  private static boolean lawful(Packed.NewNode node, Map<String, PodFact> mix) {
    List<PodFact> there =
        node.pods().stream().map(key -> Objects.requireNonNull(mix.get(key.toString()))).toList();
    Resources asked =
        there.stream().map(pod -> pod.needs().requests()).reduce(Resources.NONE, Resources::plus);
    return asked.fitsIn(node.offer().template().allocatable())
        && there.stream().filter(LodgingTest::keeps).count() <= 1;
  }

  private static boolean keeps(PodFact pod) {
    return PendingClass.keepsToItself(pod);
  }

  private static List<String> told(Packed packed) {
    return packed.nodes().stream()
        .flatMap(node -> node.pods().stream())
        .map(Object::toString)
        .toList();
  }
}
