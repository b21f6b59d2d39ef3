package io.drover.rules.scheduling;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.WorldBuilder.aWorld;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.OfferingBuilder;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Machines of two cores in groups, some of which are to be bought for pods, as a test says. */
final class SmallMarket {
  static final String ZONE = "topology.kubernetes.io/zone";

  final List<PodFact> pods = new ArrayList<>();
  final List<Offer> offers = new ArrayList<>();
  final Map<GroupName, Room> room = new HashMap<>();
  private final List<Packed.NewNode> bought = new ArrayList<>();

  /** A group with one offering in each of the zones. */
  SmallMarket group(String name, int priority, int max, String price, String... zones) {
    for (String zone : zones) {
      offer(name, priority, anOffering(name).inZone(zone).with("2", "8Gi").costing(price).build());
    }
    room.put(new GroupName(name), new Room(max, Resources.NONE, null));
    return this;
  }

  /** One group of that name with these offerings and so many cores. */
  SmallMarket groupOfCores(String name, long most, OfferingBuilder... offerings) {
    for (OfferingBuilder offering : offerings) {
      offer(name, 0, offering.build());
    }
    Resources cores = Resources.of(Map.of(Resources.CPU, most * 1_000));
    room.put(new GroupName(name), new Room(1_000, cores, null));
    return this;
  }

  private void offer(String group, int priority, OfferingFact offering) {
    NodeTemplate template = Templates.of(aGroup(group).build(), offering, List.of());
    offers.add(new Offer(new GroupName(group), priority, offering, template));
  }

  /** Buys a node of the group's offering in the zone for these pods. */
  SmallMarket buying(String group, String zone, PodBuilder... those) {
    Offer offer =
        offers.stream()
            .filter(one -> one.group().value().equals(group) && one.zone().equals(zone))
            .findFirst()
            .orElseThrow();
    List<PodFact> built = List.of(those).stream().map(PodBuilder::build).toList();
    pods.addAll(built);
    bought.add(new Packed.NewNode(offer, built.stream().map(PodFact::podKey).toList()));
    return this;
  }

  Packed packed() {
    return new Packed(bought, List.of(), 0);
  }

  static ClusterModel model() {
    return new ClusterModel(aWorld().build());
  }

  static List<String> zones(Packed packed) {
    return packed.nodes().stream().map(node -> node.offer().zone()).sorted().toList();
  }

  static List<String> placed(Packed packed) {
    return packed.nodes().stream()
        .flatMap(node -> node.pods().stream())
        .map(pod -> pod.name())
        .sorted()
        .toList();
  }
}
