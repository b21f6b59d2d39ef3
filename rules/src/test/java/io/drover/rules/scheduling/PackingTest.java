package io.drover.rules.scheduling;

import static io.drover.rules.facts.Amounts.amounts;
import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.Budget;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.OfferingBuilder;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Resources;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PackingTest {
  private static final GroupName GENERAL = new GroupName("general");
  private static final Map<GroupName, Room> PLENTY =
      Map.of(GENERAL, new Room(1000, Resources.NONE, null));

  private static Offer offer(String group, int priority, OfferingBuilder offering) {
    return new Offer(
        new GroupName(group),
        priority,
        offering.build(),
        Templates.of(aGroup(group).build(), offering.build(), List.of()));
  }

  private static Offer offer(OfferingBuilder offering) {
    return offer("general", 0, offering);
  }

  private static List<PodFact> pods(int count, String cpu, String memory) {
    return IntStream.range(0, count)
        .mapToObj(n -> aPod("p%s-%03d".formatted(cpu, n)).asking(cpu, memory).build())
        .toList();
  }

  private static Map<GroupName, Room> nodes(int general) {
    return Map.of(GENERAL, new Room(general, Resources.NONE, null));
  }

  @Test
  void packsSixtyHalfCorePodsOntoTwentyNodes() {
    Packed packed =
        Packing.pack(
            new ClusterModel(aWorld().build()),
            pods(60, "500m", "512Mi"),
            List.of(offer(anOffering("small").with("2", "4Gi"))),
            PLENTY,
            Budget.UNLIMITED);

    assertThat(packed.nodes()).hasSize(20).allMatch(node -> node.pods().size() == 3);
    assertThat(packed.unplaced()).isEmpty();
  }

  @Test
  void mixesOfferingsForLessThanAnySingleOne() {
    List<PodFact> pods =
        Stream.concat(pods(7, "3", "1Gi").stream(), pods(3, "500m", "512Mi").stream()).toList();
    Offer large = offer(anOffering("large").with("8", "16Gi").costing("0.20"));
    Offer small = offer(anOffering("small").with("2", "4Gi").costing("0.05"));

    Packed mixed =
        Packing.pack(
            new ClusterModel(aWorld().build()),
            pods,
            List.of(large, small),
            PLENTY,
            Budget.UNLIMITED);
    Packed onlyLarge =
        Packing.pack(
            new ClusterModel(aWorld().build()), pods, List.of(large), PLENTY, Budget.UNLIMITED);

    assertThat(mixed.unplaced()).isEmpty();
    assertThat(onlyLarge.unplaced()).isEmpty();
    assertThat(mixed.price()).isLessThanOrEqualTo(onlyLarge.price());
  }

  @Test
  void takesASmallerNodeForWhatIsLeftOver() {
    Offer large = offer(anOffering("large").with("8", "16Gi").costing("0.16"));
    Offer small = offer(anOffering("small").with("2", "4Gi").costing("0.05"));

    Packed packed =
        Packing.pack(
            new ClusterModel(aWorld().build()),
            pods(8, "1", "1Gi"),
            List.of(large, small),
            PLENTY,
            Budget.UNLIMITED);

    assertThat(packed.nodes())
        .extracting(node -> node.offer().offering().id().instanceType())
        .containsExactly("large", "small");
  }

  @Test
  void buysInTheGroupOfHighestPriorityEvenIfItIsDearer() {
    Offer dear = offer("general", 10, anOffering("dear").costing("1"));
    Offer cheap = offer("cheap", 0, anOffering("cheap").costing("0.01"));
    Map<GroupName, Room> room =
        Map.of(
            GENERAL,
            new Room(1, Resources.NONE, null),
            new GroupName("cheap"),
            new Room(9, Resources.NONE, null));

    Packed packed =
        Packing.pack(
            new ClusterModel(aWorld().build()),
            pods(6, "500m", "512Mi"),
            List.of(cheap, dear),
            room,
            Budget.UNLIMITED);

    assertThat(packed.nodes())
        .extracting(node -> node.offer().group().value())
        .containsExactly("cheap", "general");
  }

  @Test
  void saysThatTheGroupIsAtItsMaximum() {
    Packed packed =
        Packing.pack(
            new ClusterModel(aWorld().build()),
            pods(4, "500m", "512Mi"),
            List.of(offer(anOffering("small").with("2", "4Gi"))),
            nodes(1),
            Budget.UNLIMITED);

    assertThat(packed.nodes()).hasSize(1);
    assertThat(packed.unplaced())
        .containsExactly(
            new Packed.Unplaced(
                new PodKey("default", "p500m-003"),
                List.of(
                    new Packed.Refused(
                        "general small/z1/on-demand",
                        new WhyNot(
                            WhyNot.Cause.GROUP_AT_MAXIMUM,
                            "node group general may have no more nodes")))));
  }

  @Test
  void neverBuysPastALimitOfResourcesOrPrice() {
    Offer small = offer(anOffering("small").with("2", "4Gi").costing("0.05"));
    Map<GroupName, Room> fiveCores =
        Map.of(GENERAL, new Room(9, Resources.of(Map.of("cpu", 5000L)), null));
    Map<GroupName, Room> threeNodesWorth =
        Map.of(GENERAL, new Room(9, Resources.NONE, Price.perHour("0.16")));

    assertThat(
            Packing.pack(
                    new ClusterModel(aWorld().build()),
                    pods(60, "500m", "1Gi"),
                    List.of(small),
                    fiveCores,
                    Budget.UNLIMITED)
                .nodes())
        .hasSize(2);
    assertThat(
            Packing.pack(
                    new ClusterModel(aWorld().build()),
                    pods(60, "500m", "1Gi"),
                    List.of(small),
                    threeNodesWorth,
                    Budget.UNLIMITED)
                .nodes())
        .hasSize(3);
  }

  @Test
  void buysNothingWhereALimitIsUsedUpExactly() {
    GroupSpec.Limits limits = new GroupSpec.Limits(Resources.of(Map.of("cpu", 4000L)), null);
    Room none = Room.under(limits, 9, amounts("4", "8Gi", 220), Price.ZERO);

    Packed packed =
        Packing.pack(
            new ClusterModel(aWorld().build()),
            pods(1, "500m", "1Gi"),
            List.of(offer(anOffering("small"))),
            Map.of(GENERAL, none),
            Budget.UNLIMITED);

    assertThat(packed.nodes()).isEmpty();
    assertThat(packed.unplaced().getFirst().refusals().getFirst().why().cause())
        .isEqualTo(WhyNot.Cause.GROUP_LIMIT_REACHED);
  }

  @Test
  void usesScarceNodesForAsManyPodsAsPossible() {
    Offer large = offer(anOffering("large").with("8", "16Gi").costing("0.80"));
    Offer small = offer(anOffering("small").with("2", "4Gi").costing("0.05"));

    Packed packed =
        Packing.pack(
            new ClusterModel(aWorld().build()),
            pods(7, "1", "1Gi"),
            List.of(large, small),
            nodes(1),
            Budget.UNLIMITED);

    assertThat(packed.unplaced()).isEmpty();
  }

  @Test
  void placesTheMoreImportantPodFirst() {
    List<PodFact> pods =
        List.of(
            aPod("a").asking("1500m", "1Gi").build(),
            aPod("b").asking("1500m", "1Gi").priority(100).build());

    Packed packed =
        Packing.pack(
            new ClusterModel(aWorld().build()),
            pods,
            List.of(offer(anOffering("small").with("2", "4Gi"))),
            nodes(1),
            Budget.UNLIMITED);

    assertThat(packed.nodes().getFirst().pods()).containsExactly(new PodKey("default", "b"));
  }

  @Test
  void putsPodsWithTheSameHostPortOnNodesOfTheirOwn() {
    List<PodFact> pods =
        IntStream.range(0, 3).mapToObj(n -> aPod("p" + n).hostPort(80).build()).toList();

    Packed packed =
        Packing.pack(
            new ClusterModel(aWorld().build()),
            pods,
            List.of(offer(anOffering("small"))),
            PLENTY,
            Budget.UNLIMITED);

    assertThat(packed.nodes()).hasSize(3);
  }

  @Test
  void shrinksANodeWhoseLabelsTellOfItsSizeUnlessItsPodsAskForThem() {
    List<Offer> offers =
        List.of(
            offer(anOffering("small").with("2", "4Gi").costing("0.05").labelled("size", "s")),
            offer(anOffering("large").with("8", "16Gi").costing("0.15").labelled("size", "l")));
    AffinityTerm own =
        new AffinityTerm(
            "kubernetes.io/hostname",
            Set.of("default"),
            new LabelSelector(List.of(in(""))),
            new LabelSelector(List.of(in("app", "web"))));
    PodBuilder web = aPod("web").asking("500m", "512Mi").labelled("app", "web").apartFrom(own);

    assertThat(types(web.build(), offers)).containsExactly("small");
    assertThat(types(web.selecting("size", "l").build(), offers)).containsExactly("large");
  }

  @Test
  void usesUpGroupsOfHigherPriorityFirstForPodsThatKeepToThemselves() {
    Offer dear = offer(anOffering("small").costing("0.5"));
    Offer wanted = new Offer(new GroupName("wanted"), 5, dear.offering(), dear.template());
    Offer cheap = offer(anOffering("tiny").costing("0.01"));
    AffinityTerm own =
        new AffinityTerm(
            "kubernetes.io/hostname",
            Set.of("default"),
            new LabelSelector(List.of(in(""))),
            new LabelSelector(List.of(in("app", "web"))));
    List<PodFact> pods =
        IntStream.range(0, 3)
            .mapToObj(n -> aPod("p" + n).labelled("app", "web").apartFrom(own).build())
            .toList();

    Packed packed =
        Packing.pack(
            new ClusterModel(aWorld().build()),
            pods,
            List.of(wanted, cheap),
            Map.of(
                GENERAL,
                new Room(10, Resources.NONE, null),
                wanted.group(),
                new Room(2, Resources.NONE, null)),
            Budget.UNLIMITED);

    assertThat(packed.nodes())
        .extracting(node -> node.offer().group().value())
        .containsExactlyInAnyOrder("wanted", "wanted", "general");
  }

  private static List<String> types(PodFact pod, List<Offer> offers) {
    return Packing.pack(
            new ClusterModel(aWorld().build()), List.of(pod), offers, PLENTY, Budget.UNLIMITED)
        .nodes()
        .stream()
        .map(node -> node.offer().offering().id().instanceType())
        .toList();
  }

  @Test
  void buysNothingForAPodThatIsNotSimulated() {
    Packed packed =
        Packing.pack(
            new ClusterModel(aWorld().build()),
            List.of(aPod("p").notSimulated("podAffinity").build()),
            List.of(offer(anOffering("small"))),
            PLENTY,
            Budget.UNLIMITED);

    assertThat(packed.nodes()).isEmpty();
    assertThat(packed.unplaced().getFirst().refusals())
        .containsExactly(
            new Packed.Refused(
                "",
                new WhyNot(
                    WhyNot.Cause.POD_NOT_SIMULATED,
                    "pod has constraints that are not simulated: podAffinity")));
  }

  @Test
  void tellsWhyEachOfferDoesNotFit() {
    Packed packed =
        Packing.pack(
            new ClusterModel(aWorld().build()),
            List.of(aPod("p").asking("64", "1Gi").build()),
            List.of(offer(anOffering("small")), offer(anOffering("large").with("8", "16Gi"))),
            PLENTY,
            Budget.UNLIMITED);

    assertThat(packed.unplaced().getFirst().refusals())
        .extracting(refused -> refused.alternative() + ": " + refused.why().detail())
        .containsExactly(
            "general large/z1/on-demand: Insufficient cpu",
            "general small/z1/on-demand: Insufficient cpu");
  }
}
