package io.drover.rules.scheduling;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The pass after a packing: it is played as kube-scheduler would take it up, which knows nothing of
 * the pods that a node was planned for. Where pods are left out, so that more would have to be
 * bought for them a minute later, other nodes are tried in place of the planned ones, one at a time
 * or two in place of one, for as long as that leaves out fewer. A plan so changed has a place for
 * the same pods, keeps every limit and the groups' priorities, and costs no more than the second
 * purchase would.
 */
public final class Rehearsal {
  /** So often each plan is played. */
  private static final int PERFORMANCES = 32;

  /** For so many questions whether a node takes a pod it goes on: for a second or two. */
  private static final long MOST_ASKED = 4_000_000;

  /** With fewer plans than these nothing would come of it: such large packings are not played. */
  private static final int FEWEST_PLAYED = 20;

  /** So many other offers are tried for each that is planned, those of the nearest cost first. */
  private static final int MOST_ALTERNATIVES = 32;

  /** Two in place of one may cost a tenth more together: one twice as large is often cheaper. */
  private static final double MOST_OF_HALF = 0.55;

  private final Stage stage;
  private final Seating seating;
  private final List<Offer> offers;
  private final Map<GroupName, Room> room;
  private final Map<PodKey, PodClass> classes = new TreeMap<>();
  private final Map<PodClass, Integer> placed = new HashMap<>();

  /**
   * A plan, and how many of the placed pods are left out in all performances together.
   *
   * @param change how it came of the one before
   */
  private record Played(Change change, int missed, long costMicros) {
    static final Comparator<Played> BEST_FIRST =
        Comparator.comparingInt(Played::missed).thenComparingLong(Played::costMicros);
  }

  /**
   * What a changed plan may have: what the packing has, and for each pod that it leaves out on
   * average, rounded up, one more node like the cheapest.
   *
   * @param micros what all may cost
   * @param free how many nodes there may be that cost nothing
   */
  private record Means(long micros, long free) {
    static Means of(Played packing) {
      long onAverage = Math.ceilDiv(packing.missed(), PERFORMANCES);
      List<Offer> nodes = packing.change().nodes();
      long cheapest = nodes.stream().mapToLong(Offer::costMicros).min().orElse(0);
      return new Means(packing.costMicros() + onAverage * cheapest, free(nodes) + onAverage);
    }

    boolean allow(List<Offer> nodes) {
      return costMicros(nodes) <= micros && free(nodes) <= free;
    }

    private static long free(List<Offer> nodes) {
      return nodes.stream().filter(offer -> offer.costMicros() == 0).count();
    }
  }

  /**
   * A plan with some nodes less and some more.
   *
   * @param went by the number of each node of the plan before, its number now; of one that is gone
   *     that of the first new one, or none
   */
  private record Change(List<Offer> nodes, Map<Integer, Integer> went) {
    static Change none(List<Offer> nodes) {
      return new Change(nodes, Map.of());
    }

    static Change of(List<Offer> before, List<Offer> less, List<Offer> more) {
      List<Offer> nodes = new ArrayList<>();
      Map<Integer, Integer> went = new HashMap<>();
      List<Offer> gone = new ArrayList<>(less);
      for (int n = 0; n < before.size(); n++) {
        if (!gone.remove(before.get(n))) {
          went.put(n, nodes.size());
          nodes.add(before.get(n));
        } else if (!more.isEmpty()) {
          went.put(n, before.size() - less.size());
        }
      }
      nodes.addAll(more);
      return new Change(nodes, went);
    }

    /** Where the pods of each node are tried first; those of one that is gone on a new one. */
    Map<PodKey, Integer> preferred(Map<PodKey, Integer> before) {
      Map<PodKey, Integer> after = new HashMap<>();
      before.forEach(
          (pod, node) -> {
            Integer now = went.get(node);
            if (now != null) {
              after.put(pod, now);
            }
          });
      return after;
    }
  }

  private Rehearsal(
      ClusterModel model,
      List<PodFact> pods,
      Packed packed,
      List<Offer> offers,
      Map<GroupName, Room> room,
      Budget budget) {
    Set<PodKey> planned = new HashSet<>();
    packed.nodes().forEach(node -> planned.addAll(node.pods()));
    model
        .byClass(pods)
        .forEach(
            (alike, some) -> {
              some.forEach(pod -> classes.put(pod.podKey(), alike));
              long of = some.stream().filter(pod -> planned.contains(pod.podKey())).count();
              placed.put(alike, Math.toIntExact(of));
            });
    this.stage = new Stage(model, pods, MOST_ASKED, budget);
    this.seating =
        new Seating(
            model, budget, pods.stream().filter(pod -> planned.contains(pod.podKey())).toList());
    this.offers = offers.stream().sorted(Offer.BY_NAME).toList();
    this.room = room;
  }

  /**
   * The packing, or one that leaves out fewer pods when the scheduler takes it up. Plans for very
   * many pods are not played.
   *
   * @param model the nodes that are there or on their way; it is left as it was
   * @param pods that the packing was made for
   * @param room what each group could buy before the packing
   * @param budget when it must stop with the best it has
   */
  public static Packed improved(
      ClusterModel model,
      List<PodFact> pods,
      Packed packed,
      List<Offer> offers,
      Map<GroupName, Room> room,
      Budget budget) {
    long once = (long) PERFORMANCES * pods.size() * packed.nodes().size();
    if (packed.nodes().isEmpty() || once > MOST_ASKED / FEWEST_PLAYED) {
      return packed;
    }
    Packed settled = new Settling(model, pods, offers, room, budget).settled(packed);
    return settled.nodes().isEmpty()
        ? settled
        : new Rehearsal(model, pods, settled, offers, room, budget).improve(settled);
  }

  private Packed improve(Packed packed) {
    List<Offer> nodes = packed.nodes().stream().map(Packed.NewNode::offer).toList();
    Map<PodKey, Integer> seats = Seating.planned(packed);
    Played first = played(Change.none(nodes));
    if (stage.spent()) {
      return packed;
    }
    Means means = Means.of(first);
    Played now = first;
    boolean better = true;
    while (better && now.missed() > 0) {
      better = false;
      for (Played next : betterThan(now, means)) {
        List<Offer> others = next.change().nodes();
        Map<PodKey, Integer> all = seating.on(others, next.change().preferred(seats));
        if (all != null) {
          now = next;
          seats = all;
          better = true;
          break;
        }
      }
    }
    return packed.rehearsed(
        now.equals(first) ? packed.nodes() : Seating.told(now.change().nodes(), seats),
        new Packed.Rehearsed(
            PERFORMANCES, now.missed(), first.missed(), now.costMicros() - first.costMicros()));
  }

  /** Those that leave out fewer, or as many and cost less; the best first. */
  private List<Played> betterThan(Played plan, Means means) {
    List<Played> better = new ArrayList<>();
    int most = plan.missed();
    for (Change change : changes(plan.change().nodes(), means)) {
      Played next = stage.spent() ? null : played(change, most);
      if (next != null && !stage.spent() && Played.BEST_FIRST.compare(next, plan) < 0) {
        better.add(next);
        most = next.missed();
      }
    }
    better.sort(Played.BEST_FIRST);
    return better;
  }

  private Played played(Change change) {
    return Objects.requireNonNull(played(change, Integer.MAX_VALUE));
  }

  /** Null if it leaves out more than so many. */
  private @Nullable Played played(Change change, int mostMissed) {
    int missed = 0;
    for (int number = 0; number < PERFORMANCES && missed <= mostMissed; number++) {
      missed += missed(stage.perform(number, change.nodes()));
    }
    return missed <= mostMissed ? new Played(change, missed, costMicros(change.nodes())) : null;
  }

  private static long costMicros(List<Offer> nodes) {
    return nodes.stream().mapToLong(Offer::costMicros).sum();
  }

  /** Placed pods that are left out, but for those whose like found a place instead. */
  private int missed(Set<PodKey> taken) {
    Map<PodClass, Integer> missed = new HashMap<>(placed);
    taken.forEach(pod -> missed.computeIfPresent(classes.get(pod), (any, left) -> left - 1));
    return missed.values().stream().mapToInt(left -> Math.max(0, left)).sum();
  }

  /** Those that keep every limit. Nodes of one offer are exchanged once. */
  private List<Change> changes(List<Offer> nodes, Means means) {
    List<Change> changes = new ArrayList<>();
    Set<Offer> kinds = new LinkedHashSet<>(nodes);
    for (Offer old : kinds) {
      changes.add(Change.of(nodes, List.of(old), List.of()));
      alternatives(old, kinds)
          .forEach(o -> changes.add(Change.of(nodes, List.of(old), List.of(o))));
      halves(old).forEach(o -> changes.add(Change.of(nodes, List.of(old), List.of(o, o))));
    }
    int priority = nodes.stream().mapToInt(Offer::priority).max().orElseThrow();
    Offer cheapest =
        nodes.stream()
            .filter(offer -> offer.priority() == priority)
            .min(Comparator.comparingLong(Offer::costMicros))
            .orElseThrow();
    List<Offer> more = new ArrayList<>(alternatives(cheapest, kinds));
    more.add(cheapest);
    more.forEach(offer -> changes.add(Change.of(nodes, List.of(), List.of(offer))));
    changes.removeIf(change -> change.nodes().isEmpty() || !affordable(change.nodes(), means));
    return changes;
  }

  /** Offers of the same priority, those that are planned anyway first. */
  private List<Offer> alternatives(Offer old, Set<Offer> planned) {
    return offers.stream()
        .filter(offer -> !offer.equals(old) && offer.priority() == old.priority())
        .sorted(
            Comparator.comparing((Offer offer) -> !planned.contains(offer))
                .thenComparingLong(offer -> Math.abs(offer.costMicros() - old.costMicros())))
        .limit(MOST_ALTERNATIVES)
        .toList();
  }

  /** Offers of the same priority of which two cost about as much. */
  private List<Offer> halves(Offer old) {
    return offers.stream()
        .filter(offer -> offer.priority() == old.priority())
        .filter(offer -> offer.costMicros() <= MOST_OF_HALF * old.costMicros())
        .sorted(Comparator.comparingLong(offer -> -offer.costMicros()))
        .limit(MOST_ALTERNATIVES)
        .toList();
  }

  private boolean affordable(List<Offer> nodes, Means means) {
    if (!means.allow(nodes)) {
      return false;
    }
    Map<GroupName, Room> left = new HashMap<>(room);
    for (Offer offer : nodes) {
      Room has = left.get(offer.group());
      if (has == null || !has.holds(offer, 1)) {
        return false;
      }
      left.put(offer.group(), has.less(offer.offering(), 1));
    }
    return true;
  }
}
