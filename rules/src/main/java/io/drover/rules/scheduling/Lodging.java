package io.drover.rules.scheduling;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Resources;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.TreeMap;

/**
 * The pass after all others: nodes are to be bought for pods that only ask for amounts, though
 * planned nodes could be larger instead. Each such node, the dearest first, gives its pods to one
 * that is planned in its place, which becomes larger for no more than both cost; pods that do not
 * fit go on with the next. So the plan has fewer nodes, and costs no more.
 */
final class Lodging {
  /** How many of the dearest nodes are tried to be spared. */
  private static final int MOST_LODGED = 200;

  private final PlannedNodes planned;
  private final Places places;
  private final List<Offer> offers;
  private final Ledger ledger;
  private final IdentityHashMap<Offer, Integer> numbers = new IdentityHashMap<>();
  private final Map<Integer, Queue<PlannedNodes.Planned>> hosts = new HashMap<>();
  private List<PodFact> waiting = List.of();
  private long savedMicros;

  /** Onto these nodes, whose ledger knows nothing of the others as yet. */
  Lodging(PlannedNodes planned, List<Offer> offers, Ledger ledger) {
    this.planned = planned;
    this.places = planned.places();
    this.offers = offers;
    this.ledger = ledger;
    for (int o = 0; o < offers.size(); o++) {
      numbers.put(offers.get(o), o);
    }
  }

  /**
   * Lodges the pods of as many nodes as it can.
   *
   * @param nodes that are to be bought beside the planned ones
   * @param pods those for which they are to be bought, and maybe others
   * @return the nodes that are needed still; empty if some pods find no place any more: then what
   *     is planned is of no use
   */
  Optional<List<Packed.NewNode>> left(
      List<Packed.NewNode> nodes, List<PodFact> pods, Budget budget) {
    Map<PodKey, PodFact> byKey = new HashMap<>();
    pods.forEach(pod -> byKey.put(pod.podKey(), pod));
    nodes.forEach(node -> ledger.reserve(number(node), 1));
    invite(scarcest(nodes, pods));
    List<Packed.NewNode> kept = new ArrayList<>();
    int tried = 0;
    for (Packed.NewNode node : dearestFirst(nodes)) {
      if (tried++ >= MOST_LODGED || budget.spent() || !lodge(node, byKey)) {
        kept.add(node);
      }
    }
    boolean all = waiting.stream().allMatch(pod -> planned.beside(pod) != null);
    return all ? Optional.of(kept) : Optional.empty();
  }

  private int number(Packed.NewNode node) {
    return Objects.requireNonNull(numbers.get(node.offer()), "an offer that was not given");
  }

  private static List<Packed.NewNode> dearestFirst(List<Packed.NewNode> nodes) {
    return nodes.stream()
        .sorted(Comparator.comparingLong(node -> -node.offer().costMicros()))
        .toList();
  }

  /** What the pods use up most on the nodes that are to be bought for them. */
  private static String scarcest(List<Packed.NewNode> nodes, List<PodFact> pods) {
    Map<String, Double> has = new TreeMap<>();
    nodes.forEach(node -> add(node.offer().template().allocatable(), has));
    Map<String, Double> asked = asked(pods);
    return asked.keySet().stream()
        .max(
            Comparator.comparingDouble(
                name -> asked.getOrDefault(name, 0.0) / has.getOrDefault(name, 1.0)))
        .orElse(Resources.CPU);
  }

  /** Hosts are first those that use the least of what their guests are short of. */
  private void invite(String scarcest) {
    Map<PlannedNodes.Planned, Double> used = new LinkedHashMap<>();
    for (PlannedNodes.Planned node : planned.all()) {
      double asked =
          node.pods().stream().mapToDouble(pod -> pod.needs().requests().get(scarcest)).sum();
      used.put(node, asked / Math.max(1, allocatable(node.offer()).get(scarcest)));
    }
    used.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .map(Map.Entry::getKey)
        .forEach(
            node ->
                hosts
                    .computeIfAbsent(places.site(node.offer()), any -> new ArrayDeque<>())
                    .add(node));
  }

  private Resources allocatable(int offer) {
    return offers.get(offer).template().allocatable();
  }

  private boolean lodge(Packed.NewNode node, Map<PodKey, PodFact> byKey) {
    int old = number(node);
    PlannedNodes.Planned host = hosts.getOrDefault(places.site(old), new ArrayDeque<>()).poll();
    if (host == null) {
      return false;
    }
    List<PodFact> guests = new ArrayList<>(waiting);
    node.pods().stream().map(byKey::get).filter(Objects::nonNull).forEach(guests::add);
    long most = savedMicros + places.cost(old) + places.cost(host.offer());
    int offer = roomiest(host, guests, most);
    overflowLast(host, guests, offer);
    List<PodFact> refused = planned.lodge(host, guests, old, offer);
    if (refused != null) {
      waiting = refused;
      savedMicros = most - places.cost(offer);
    }
    return refused != null;
  }

  /** Those that amounts leave no room for are tried nevertheless: others may be refused as well. */
  private void overflowLast(PlannedNodes.Planned host, List<PodFact> guests, int offer) {
    Set<PodKey> over = new HashSet<>();
    new Overflow(allocatable(offer), host.pods(), guests)
        .pods()
        .forEach(pod -> over.add(pod.podKey()));
    guests.sort(Comparator.comparing(pod -> over.contains(pod.podKey())));
  }

  /** The offer that has room for the most of all these pods, of equal ones the cheapest. */
  private int roomiest(PlannedNodes.Planned host, List<PodFact> guests, long mostMicros) {
    List<PodFact> all = new ArrayList<>(host.pods());
    all.addAll(guests);
    Map<String, Double> asked = asked(all);
    int roomiest = host.offer();
    double most = room(roomiest, asked);
    for (int offer : places.insteadOf(host.offer())) {
      double room = room(offer, asked);
      if (places.cost(offer) <= mostMicros && room > most) {
        roomiest = offer;
        most = room;
      }
    }
    return roomiest;
  }

  /** For which part of what is asked there is room, by the scarcest resource; at most all. */
  private double room(int offer, Map<String, Double> asked) {
    double room = 1;
    for (Map.Entry<String, Double> each : asked.entrySet()) {
      room = Math.min(room, allocatable(offer).get(each.getKey()) / each.getValue());
    }
    return room;
  }

  private static Map<String, Double> asked(List<PodFact> pods) {
    Map<String, Double> asked = new TreeMap<>();
    pods.forEach(pod -> add(pod.needs().requests(), asked));
    return asked;
  }

  private static void add(Resources more, Map<String, Double> sums) {
    more.amounts().forEach((name, amount) -> sums.merge(name, (double) amount, Double::sum));
  }
}
