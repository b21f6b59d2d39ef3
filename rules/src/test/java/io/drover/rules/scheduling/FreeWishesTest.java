package io.drover.rules.scheduling;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static io.drover.rules.facts.WorldBuilder.in;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.AffinityTerm;
import io.drover.rules.facts.Budget;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.SpreadConstraint;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.WorldBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What pods would rather have, and balance over zones, decide only where they cost nothing. */
final class FreeWishesTest {
  private static final String ZONE = "topology.kubernetes.io/zone";
  private static final List<String> ZONES = List.of("a", "b", "c");
  private static final LabelSelector NO_NAMESPACE = new LabelSelector(List.of(in("")));

  /** A two-core offer in each of the zones, at the price given for each, in a group of its own. */
  private static List<Offer> offers(String... prices) {
    List<Offer> offers = new ArrayList<>();
    for (int z = 0; z < prices.length; z++) {
      offers.add(offer("g" + ZONES.get(z), ZONES.get(z), prices[z]));
    }
    return offers;
  }

  private static Offer offer(String group, String zone, String price, Taint... taints) {
    var offering = anOffering("small").inZone(zone).costing(price).build();
    NodeTemplate template = Templates.of(aGroup(group).build(), offering, List.of());
    return new Offer(
        new GroupName(group),
        0,
        offering,
        new NodeTemplate(template.labels(), List.of(taints), template.allocatable()));
  }

  private static Packed pack(WorldBuilder world, List<PodFact> pods, List<Offer> offers) {
    Map<GroupName, Room> room =
        offers.stream()
            .map(Offer::group)
            .distinct()
            .collect(Collectors.toMap(g -> g, g -> new Room(100, Resources.NONE, null)));
    return Packing.pack(new ClusterModel(world.build()), pods, offers, room, Budget.UNLIMITED);
  }

  private static List<PodFact> pods(int count, Consumer<PodBuilder> wishes) {
    List<PodFact> pods = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      PodBuilder pod = aPod("p%02d".formatted(n)).asking("900m", "1Gi").labelled("app", "web");
      wishes.accept(pod);
      pods.add(pod.build());
    }
    return pods;
  }

  private static Map<String, Integer> byZone(Packed packed) {
    Map<String, Integer> byZone = new TreeMap<>();
    packed.nodes().forEach(node -> byZone.merge(node.offer().zone(), 1, Integer::sum));
    return byZone;
  }

  private static AffinityTerm web(String topologyKey) {
    return new AffinityTerm(
        topologyKey, Set.of("default"), NO_NAMESPACE, new LabelSelector(List.of(in("app", "web"))));
  }

  @Test
  void spreadsEqualOffersOverZonesAndCountsTheNodesThatAreThere() {
    WorldBuilder world =
        aWorld()
            .with(
                aNode("n1").in("ga").labelled(ZONE, "a"), aNode("n2").in("ga").labelled(ZONE, "a"));

    Packed packed = pack(world, pods(8, pod -> {}), offers("0.1", "0.1", "0.1"));

    assertThat(byZone(packed)).isEqualTo(Map.of("b", 2, "c", 2));
  }

  @Test
  void balancesNothingWhereAZoneIsCheaper() {
    Packed packed = pack(aWorld(), pods(8, pod -> {}), offers("0.1", "0.099", "0.1"));

    assertThat(byZone(packed)).isEqualTo(Map.of("b", 4));
  }

  @Test
  void buysWherePodsWouldRatherRunAtTheSamePrice() {
    List<PodFact> pods = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      String zone = n % 2 == 0 ? "a" : "c";
      pods.add(aPod("p" + n).asking("900m", "1Gi").preferring(10, in(ZONE, zone)).build());
    }

    Packed packed = pack(aWorld(), pods, offers("0.1", "0.1", "0.1"));

    assertThat(byZone(packed)).isEqualTo(Map.of("a", 2, "c", 2));
    Map<Object, PodFact> byKey =
        pods.stream().collect(Collectors.toMap(PodFact::podKey, pod -> pod));
    for (Packed.NewNode node : packed.nodes()) {
      assertThat(node.pods())
          .allSatisfy(
              key ->
                  assertThat(byKey)
                      .extractingByKey(key)
                      .satisfies(
                          pod ->
                              assertThat(pod.preferences().nodes().getFirst().term().expressions())
                                  .allMatch(e -> e.matches(node.offer().template().labels()))));
    }
  }

  @Test
  void paysNothingForAPreference() {
    Packed packed =
        pack(
            aWorld(),
            pods(8, pod -> pod.preferring(100, in(ZONE, "c"))),
            offers("0.1", "0.1", "0.2"));

    assertThat(packed.nodes()).hasSize(4);
    assertThat(packed.price()).hasToString("0.4");
    assertThat(byZone(packed)).doesNotContainKey("c");
  }

  @Test
  void buysNoNodeMoreForPodsThatWouldRatherBeAlone() {
    Packed packed =
        pack(
            aWorld(),
            pods(8, pod -> pod.ratherApartFrom(100, web("kubernetes.io/hostname"))),
            offers("0.1", "0.1", "0.1"));

    assertThat(packed.nodes()).hasSize(4);
  }

  @Test
  void goesToTheZoneOfThoseItWouldRatherBeNear() {
    WorldBuilder world =
        aWorld()
            .with(aNode("n1").in("ga").labelled(ZONE, "b"))
            .with(aPod("there").labelled("app", "web").on("n1"));

    Packed packed =
        pack(world, pods(4, pod -> pod.ratherNear(1, web(ZONE))), offers("0.1", "0.1", "0.1"));

    assertThat(byZone(packed)).isEqualTo(Map.of("b", 2));
  }

  @Test
  void keepsFarFromThoseItWouldRatherAvoid() {
    WorldBuilder world =
        aWorld()
            .with(aNode("n1").labelled(ZONE, "a"), aNode("n2").labelled(ZONE, "b"))
            .with(
                aPod("one").labelled("app", "web").on("n1"),
                aPod("two").labelled("app", "web").on("n2"));

    Packed packed =
        pack(world, pods(2, pod -> pod.ratherApartFrom(5, web(ZONE))), offers("0.1", "0.1", "0.1"));

    assertThat(byZone(packed)).isEqualTo(Map.of("c", 1));
  }

  @Test
  void spreadsWithoutBeingForced() {
    LabelSelector web = new LabelSelector(List.of(in("app", "web")));
    WorldBuilder world =
        aWorld()
            .with(aNode("n1").labelled(ZONE, "a"))
            .with(aPod("there").labelled("app", "web").on("n1"));

    Packed packed =
        pack(
            world,
            pods(4, pod -> pod.ratherSpread(new SpreadConstraint(ZONE, 1, 1, web, true, false))),
            offers("0.1", "0.1", "0.1"));

    assertThat(byZone(packed)).isEqualTo(Map.of("b", 1, "c", 1));
  }

  @Test
  void avoidsASoftTaintBeforeAnythingElseIsHeard() {
    List<Offer> offers =
        List.of(
            offer("ga", "a", "0.1", new Taint("slow", "", Taint.Effect.PREFER_NO_SCHEDULE)),
            offer("gb", "b", "0.1"));

    Packed packed = pack(aWorld(), pods(4, pod -> pod.preferring(100, in(ZONE, "a"))), offers);
    Packed tolerating =
        pack(
            aWorld(),
            pods(4, pod -> pod.preferring(100, in(ZONE, "a")).tolerating("slow")),
            offers);

    assertThat(byZone(packed)).isEqualTo(Map.of("b", 2));
    assertThat(byZone(tolerating)).isEqualTo(Map.of("a", 2));
  }

  @Test
  void hearsWishesOfPodsThatMindTheirCompany() {
    Packed packed =
        pack(
            aWorld(),
            pods(
                3,
                pod -> pod.apartFrom(web("kubernetes.io/hostname")).preferring(10, in(ZONE, "c"))),
            offers("0.1", "0.1", "0.1"));

    assertThat(byZone(packed)).isEqualTo(Map.of("c", 3));
  }

  @Test
  void countsASurchargeAsCostAndNotAsPrice() {
    Offer dear = offer("ga", "a", "0.1");
    Offer favoured = new Offer(dear.group(), 0, dear.offering(), dear.template(), -20_000);

    Packed packed = pack(aWorld(), pods(4, pod -> {}), List.of(favoured, offer("gb", "b", "0.09")));

    assertThat(byZone(packed)).isEqualTo(Map.of("a", 2));
    assertThat(packed.price()).hasToString("0.2");
    assertThat(packed.costMicros()).isEqualTo(160_000);
  }
}
