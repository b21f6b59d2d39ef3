package io.drover.rules.scheduling;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Looks at a packing once more when all of its nodes are known: those that were planned last are
 * domains for which pods were not judged before, so that a spread may not hold any more. Pods that
 * have no place then are packed again, beside the others. Who has none after that is told so.
 */
final class Settling {
  private static final int MOST_ROUNDS = 3;

  private final ClusterModel model;
  private final Map<PodKey, PodFact> pods;
  private final List<Offer> offers;
  private final Map<GroupName, Room> room;
  private final Budget budget;

  /** As for {@link Rehearsal#improved}. */
  Settling(
      ClusterModel model,
      List<PodFact> pods,
      List<Offer> offers,
      Map<GroupName, Room> room,
      Budget budget) {
    this.model = model;
    this.pods = pods.stream().collect(Collectors.toMap(PodFact::podKey, pod -> pod));
    this.offers = offers;
    this.room = room;
    this.budget = budget;
  }

  /** The packing itself if all of its pods have places, or there is no time to look. */
  Packed settled(Packed packed) {
    Packed now = packed;
    boolean last = false;
    for (int round = 0; !last; round++) {
      Map<PodKey, Integer> seats = seats(now);
      Set<PodKey> standing = new HashSet<>(placed(now));
      standing.removeAll(seats.keySet());
      if (standing.isEmpty() || budget.spent()) {
        return now;
      }
      List<Packed.NewNode> kept = Seating.told(nodes(now), seats);
      last = round == MOST_ROUNDS;
      Packed more = again(kept, standing, last);
      List<Packed.Unplaced> unplaced = new ArrayList<>(now.unplaced());
      unplaced.addAll(more.unplaced());
      unplaced.sort(Comparator.comparing(Packed.Unplaced::pod));
      List<Packed.NewNode> nodes = new ArrayList<>(kept);
      nodes.addAll(more.nodes());
      now = new Packed(nodes, unplaced, more.unplaced().isEmpty() ? packed.leastMicros() : 0);
    }
    return now;
  }

  private static List<Offer> nodes(Packed packed) {
    return packed.nodes().stream().map(Packed.NewNode::offer).toList();
  }

  private static Set<PodKey> placed(Packed packed) {
    return packed.nodes().stream()
        .flatMap(node -> node.pods().stream())
        .collect(Collectors.toSet());
  }

  private PodFact fact(PodKey pod) {
    return Objects.requireNonNull(pods.get(pod));
  }

  private Map<PodKey, Integer> seats(Packed packed) {
    Map<PodKey, Integer> planned = Seating.planned(packed);
    List<PodFact> placed = planned.keySet().stream().map(this::fact).toList();
    return new Seating(model, budget, placed).most(nodes(packed), planned);
  }

  /** What is to be bought for those beside what is kept; the last time nothing is. */
  private Packed again(List<Packed.NewNode> kept, Set<PodKey> standing, boolean last) {
    model.fork();
    try {
      List<String> names = new ArrayList<>();
      Map<GroupName, Room> left = new HashMap<>(room);
      for (Packed.NewNode node : kept) {
        String name = "kept-" + names.size();
        model.addInFlight(name, node.offer().template());
        names.add(name);
        left.computeIfPresent(
            node.offer().group(), (group, has) -> has.less(node.offer().offering(), 1));
      }
      settle(kept, names);
      List<PodFact> rest = standing.stream().sorted().map(this::fact).toList();
      return last ? refused(rest, left) : Packing.pack(model, rest, offers, left, budget);
    } finally {
      model.revert();
    }
  }

  /** Puts the pods where they have their places, each when it finds the company that it wants. */
  private void settle(List<Packed.NewNode> kept, List<String> names) {
    boolean more = true;
    Set<PodKey> settled = new HashSet<>();
    while (more) {
      more = false;
      for (int n = 0; n < names.size(); n++) {
        for (PodKey pod : kept.get(n).pods()) {
          if (!settled.contains(pod) && model.place(fact(pod), names.get(n))) {
            settled.add(pod);
            more = true;
          }
        }
      }
    }
  }

  /** Why a node of each offer, beside those that are kept, does not take the pods. */
  private Packed refused(List<PodFact> rest, Map<GroupName, Room> left) {
    List<Offer> sorted = offers.stream().sorted(Offer.BY_NAME).toList();
    PlannedNodes planned = new PlannedNodes(model, sorted, new Ledger(sorted, left));
    List<Packed.Unplaced> unplaced = new ArrayList<>();
    for (PodFact pod : rest) {
      List<Packed.Refused> refusals = new ArrayList<>();
      for (int o = 0; o < sorted.size(); o++) {
        WhyNot why = Objects.requireNonNullElse(planned.refusal(pod, o), WhyNot.OUT_OF_TIME);
        refusals.add(new Packed.Refused(sorted.get(o).name(), why));
      }
      unplaced.add(new Packed.Unplaced(pod.podKey(), refusals));
    }
    return new Packed(List.of(), unplaced, 0);
  }
}
