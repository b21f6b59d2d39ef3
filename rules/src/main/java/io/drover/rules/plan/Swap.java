package io.drover.rules.plan;

import io.drover.rules.facts.Price;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Packed;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Nodes that could go, and what would be bought for those of their pods that fit nowhere else.
 *
 * @param pods how many would move
 * @param lasts for how long the pods have been as they are at least, and so will be by and large
 */
record Swap(List<Candidate> nodes, Packed bought, int pods, Duration lasts) {
  /** As it takes a machine to boot and a node to drain, by and large, both cost for so long. */
  static final Duration SIDE_BY_SIDE = Duration.ofMinutes(10);

  /**
   * To be moved costs a pod as much as to run for this part of the payback time: work is lost and
   * done again.
   */
  private static final double MOVED = 0.5;

  /** Prices move: nothing is replaced for a few per cent that may be gone tomorrow. */
  private static final double LEAST_SHARE = 0.1;

  /**
   * How several nodes are packed changes with each pod that comes or goes, and all their pods would
   * move: a replayed week showed that what saves less is undone before it pays.
   */
  private static final double LEAST_SHARE_OF_SEVERAL = 0.5;

  /** Those that save the most for each pod that must move; then by name. */
  static final Comparator<Swap> BEST_FIRST =
      Comparator.comparingDouble(Swap::savedPerMove)
          .reversed()
          .thenComparing(swap -> swap.nodes.getFirst().name());

  Swap {
    nodes = List.copyOf(nodes);
  }

  /** Whether all pods have a place then, for some of which it must be bought. */
  boolean possible() {
    return !bought.nodes().isEmpty() && bought.unplaced().isEmpty();
  }

  /** With this node where none is needed for pods: there would be too few without one. */
  Swap atLeastOne(Supplier<Optional<Offer>> one) {
    if (!bought.nodes().isEmpty() || !bought.unplaced().isEmpty()) {
      return this;
    }
    List<Packed.NewNode> more =
        one.get().stream().map(offer -> new Packed.NewNode(offer, List.of())).toList();
    return new Swap(nodes, new Packed(more, List.of(), 0), pods, lasts);
  }

  /** Why it is not possible. */
  String whyNot() {
    return bought.unplaced().stream()
        .findFirst()
        .map(
            pod ->
                "nothing can be bought for pod "
                    + pod.pod()
                    + pod.refusals().stream()
                        .findFirst()
                        .map(refused -> ": " + refused.alternative() + " " + refused.why().detail())
                        .orElse(""))
        .orElse("its group is at its minimum, and nothing can be bought for it");
  }

  /** The nodes as a purchase names them. */
  List<Action.Replaced> replaced() {
    return nodes.stream()
        .map(
            node ->
                new Action.Replaced(
                    node.group().name(), node.record().identity().name(), node.name()))
        .toList();
  }

  /** What the nodes cost now. */
  Price before() {
    return nodes.stream()
        .map(node -> node.record().purchase().price())
        .reduce(Price.ZERO, Price::plus);
  }

  /** Millionths of a dollar an hour; not positive where nothing is saved. */
  long savedMicros() {
    return before().microsPerHour() - bought.price().microsPerHour();
  }

  private double savedPerMove() {
    return (double) savedMicros() / (1 + pods);
  }

  /** Whether it is worth it, by what the groups of all its nodes ask. */
  boolean pays() {
    double saved = savedMicros();
    double costsMeanwhile = bought.price().microsPerHour() * hours(SIDE_BY_SIDE);
    return saved > 0
        && saved >= leastShare() * before().microsPerHour()
        && costsMeanwhile + moving() * MOVED * hours(payback()) <= saved * hours(lasts)
        && bought.nodes().size() <= nodes.size()
        && nodes.stream()
            .map(node -> node.group().spec().behaviour().scaleDown())
            .allMatch(
                asked ->
                    saved >= asked.terms().minSaving().microsPerHour()
                        && costsMeanwhile <= saved * hours(asked.consolidation().payback()));
  }

  /** The shortest of their groups'. */
  private Duration payback() {
    return nodes.stream()
        .map(node -> node.group().spec().behaviour().scaleDown().consolidation().payback())
        .min(Comparator.naturalOrder())
        .orElse(Duration.ZERO);
  }

  private double leastShare() {
    return nodes.size() == 1 ? LEAST_SHARE : LEAST_SHARE_OF_SEVERAL;
  }

  /** What the pods that move cost where they are, in millionths of a dollar an hour. */
  private double moving() {
    return nodes.stream()
        .mapToDouble(
            node -> node.record().purchase().price().microsPerHour() * node.stats().requested())
        .sum();
  }

  private static double hours(Duration time) {
    return time.toMillis() / (double) Duration.ofHours(1).toMillis();
  }

  /** In a sentence. */
  String text() {
    return "saves "
        + new Price(savedMicros())
        + " of "
        + before()
        + " USD/h: "
        + String.join(", ", nodes.stream().map(node -> node.name().value()).toList());
  }
}
