package io.drover.rules.scheduling;

import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.PodNeeds;
import io.drover.rules.facts.Resources;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Classes and offers as arrays: what each class asks, what each offer gives, and which class an
 * offer refuses. The packing's inner loops read nothing else.
 */
final class Figures {
  private static final boolean[] NO_PORTS = {};

  final List<PendingClass> classes;
  final List<Offer> offers;
  private final String[] resources;
  private final long[][] asked;
  private final long[][] given;
  private final long[] costMicros;
  private final BitSet[] fitting;
  private final boolean[][] portsClash;
  private final int[] kinds;
  private final int[][] largestFirst;

  Figures(List<PendingClass> classes, List<Offer> offers) {
    this.classes = classes;
    this.offers = offers;
    TreeSet<String> names = new TreeSet<>();
    classes.forEach(c -> names.addAll(c.needs().requests().amounts().keySet()));
    resources = names.toArray(String[]::new);
    asked = classes.stream().map(c -> amounts(c.needs().requests())).toArray(long[][]::new);
    given = offers.stream().map(o -> amounts(o.template().allocatable())).toArray(long[][]::new);
    costMicros = offers.stream().mapToLong(Offer::costMicros).toArray();
    fitting = fitting();
    portsClash = clashes(classes);
    kinds = kinds();
    largestFirst = orders();
  }

  private long[] amounts(Resources some) {
    return Arrays.stream(resources).mapToLong(some::get).toArray();
  }

  /**
   * Which classes an empty node of each offer takes. Choices of nodes are few: each is asked once.
   */
  private BitSet[] fitting() {
    Map<NodeChoice, List<Integer>> byChoice = new HashMap<>();
    for (int c = 0; c < asked.length; c++) {
      byChoice.computeIfAbsent(classes.get(c).needs().nodes(), any -> new ArrayList<>()).add(c);
    }
    BitSet[] fitting = new BitSet[given.length];
    for (int o = 0; o < fitting.length; o++) {
      BitSet fit = new BitSet();
      int offer = o;
      NodeSpace empty = empty(o, new ResourceTable());
      for (Map.Entry<NodeChoice, List<Integer>> same : byChoice.entrySet()) {
        ChosenNodes chosen = new ChosenNodes(same.getKey());
        if (chosen.refusalOfAll() == null && chosen.refusal(empty) == null) {
          same.getValue().stream().filter(c -> hasRoom(c, offer)).forEach(fit::set);
        }
      }
      fitting[o] = fit;
    }
    return fitting;
  }

  /** Numbers what offers are alike in cost, amounts and the classes that they take. */
  private int[] kinds() {
    Map<List<Object>, Integer> numbers = new HashMap<>();
    int[] kinds = new int[given.length];
    for (int o = 0; o < kinds.length; o++) {
      List<Long> amounts = Arrays.stream(given[o]).boxed().toList();
      List<Object> kind =
          List.of(costMicros[o], amounts, fitting[o], offers.get(o).template().hostPorts());
      kinds[o] = numbers.computeIfAbsent(kind, any -> numbers.size());
    }
    return kinds;
  }

  /** The first offer of each kind. */
  int[] oneOfEachKind(int... some) {
    BitSet seen = new BitSet();
    return Arrays.stream(some)
        .filter(
            offer -> {
              boolean first = !seen.get(kinds[offer]);
              seen.set(kinds[offer]);
              return first;
            })
        .toArray();
  }

  /** The first offer of each kind, the cheapest of them first. */
  int[] cheapestFirst(int... some) {
    return Arrays.stream(oneOfEachKind(some))
        .boxed()
        .sorted(Comparator.comparingLong(offer -> costMicros[offer]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /**
   * Offers without those that are never the cheapest for any pod: another takes all that they take,
   * and costs no more for any resource.
   */
  int[] undominated(int... some) {
    int[] kept = new int[some.length];
    int count = 0;
    for (int offer : oneOfEachKind(some)) {
      boolean dominated = false;
      for (int k = 0; k < count && !dominated; k++) {
        dominated = dominates(kept[k], offer);
      }
      if (!dominated) {
        int left = 0;
        for (int k = 0; k < count; k++) {
          if (!dominates(offer, kept[k])) {
            kept[left++] = kept[k];
          }
        }
        kept[left] = offer;
        count = left + 1;
      }
    }
    return Arrays.copyOf(kept, count);
  }

  /** Whether the one takes all that the other takes, and costs no more for any resource. */
  boolean dominates(int one, int other) {
    for (int r = 0; r < resources.length; r++) {
      if ((double) costMicros[one] * given[other][r] > (double) costMicros[other] * given[one][r]) {
        return false;
      }
    }
    BitSet more = (BitSet) fitting[other].clone();
    more.andNot(fitting[one]);
    return more.isEmpty();
  }

  /** The number of the offer's kind: those of one kind differ in group and place only. */
  int kind(int offer) {
    return kinds[offer];
  }

  private NodeSpace empty(int offer, ResourceTable table) {
    return NodeSpace.of(Templates.UNNAMED, offers.get(offer).template(), 0, table);
  }

  private boolean hasRoom(int podClass, int offer) {
    PodNeeds needs = classes.get(podClass).needs();
    for (int r = 0; r < resources.length; r++) {
      if (asked[podClass][r] > 0 && asked[podClass][r] > given[offer][r]) {
        return false;
      }
    }
    return needs.notSimulated().isEmpty()
        && !NodePorts.conflict(needs.hostPorts(), offers.get(offer).template().hostPorts());
  }

  private static boolean[][] clashes(List<PendingClass> classes) {
    boolean[][] clash = new boolean[classes.size()][];
    for (int a = 0; a < clash.length; a++) {
      PodNeeds needs = classes.get(a).needs();
      clash[a] = needs.hostPorts().isEmpty() ? NO_PORTS : new boolean[clash.length];
      for (int b = 0; b < clash[a].length; b++) {
        clash[a][b] = NodePorts.conflict(needs.hostPorts(), classes.get(b).needs().hostPorts());
      }
    }
    return clash;
  }

  /** In which order each offer takes the classes: offers of one kind in the same. */
  private int[][] orders() {
    Map<Integer, int[]> byKind = new HashMap<>();
    return IntStream.range(0, given.length)
        .mapToObj(o -> byKind.computeIfAbsent(kinds[o], any -> order(o)))
        .toArray(int[][]::new);
  }

  private int[] order(int offer) {
    return IntStream.range(0, classes.size())
        .filter(fitting[offer]::get)
        .boxed()
        .sorted(
            Comparator.comparingDouble((Integer c) -> share(asked[c], given[offer]))
                .reversed()
                .thenComparing(Comparator.naturalOrder()))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  /** Why an empty node of the offer takes no pod of the class, null if it does. */
  @Nullable WhyNot refusal(int offer, int podClass) {
    ResourceTable table = new ResourceTable();
    NodeSpace empty = empty(offer, table);
    return Predicates.refusal(PodClass.alone(classes.get(podClass).needs(), table), empty);
  }

  int resources() {
    return resources.length;
  }

  /** Whether an empty node of the offer takes a pod of the class. */
  boolean fitsAlone(int podClass, int offer) {
    return fitting[offer].get(podClass);
  }

  /** What a pod of the class takes of a node of the offer, of one resource, as a fraction. */
  double portion(int podClass, int offer, int resource) {
    long wanted = asked[podClass][resource];
    return wanted <= 0 ? 0 : (double) wanted / Math.max(1, given[offer][resource]);
  }

  long costMicros(int offer) {
    return costMicros[offer];
  }

  /** How many of each class fit on an empty node, the largest pods first. */
  int[] fill(int offer, int[] remaining) {
    int[] counts = new int[remaining.length];
    topUp(offer, counts, remaining);
    return counts;
  }

  /**
   * How many of each class go on an empty node if each next pod is the one that leaves the least
   * free, each resource by its weight (norm-based greedy vector packing, Panigrahy et al. 2011).
   */
  int[] fillEvenly(int offer, int[] remaining, double[] weights) {
    int[] counts = new int[remaining.length];
    long[] free = given[offer].clone();
    int next = closest(offer, free, counts, remaining, weights);
    while (next >= 0) {
      counts[next]++;
      take(free, asked[next], 1);
      next = closest(offer, free, counts, remaining, weights);
    }
    return counts;
  }

  private int closest(int offer, long[] free, int[] counts, int[] remaining, double[] weights) {
    int chosen = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int c : largestFirst[offer]) {
      if (remaining[c] > counts[c] && fitting(c, free, counts, 1) == 1) {
        double left = 0;
        for (int r = 0; r < free.length; r++) {
          double portion = (double) (free[r] - asked[c][r]) / Math.max(1, given[offer][r]);
          left += weights[r] * portion * portion;
        }
        if (left < least) {
          least = left;
          chosen = c;
        }
      }
    }
    return chosen;
  }

  /** Puts as many more pods as fit beside those on a node, and takes them from the remaining. */
  int topUp(int offer, int[] counts, int[] remaining) {
    long[] free = free(offer, counts);
    int added = 0;
    for (int c : largestFirst[offer]) {
      int fitting = remaining[c] == 0 ? 0 : fitting(c, free, counts, remaining[c]);
      if (fitting > 0) {
        counts[c] += fitting;
        added += fitting;
        take(free, asked[c], fitting);
      }
    }
    return added;
  }

  private int fitting(int podClass, long[] free, int[] counts, int wanted) {
    long fitting =
        portsClash[podClass].length > 0 && portsClash[podClass][podClass]
            ? Math.min(1, wanted)
            : wanted;
    for (int c = 0; c < portsClash[podClass].length; c++) {
      if (counts[c] > 0 && portsClash[podClass][c]) {
        return 0;
      }
    }
    for (int r = 0; r < free.length && fitting > 0; r++) {
      if (asked[podClass][r] > 0) {
        fitting = Math.min(fitting, Math.max(0, free[r]) / asked[podClass][r]);
      }
    }
    return (int) fitting;
  }

  /** What is left of a node of the offer beside these pods. */
  long[] free(int offer, int[] counts) {
    long[] free = given[offer].clone();
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] > 0) {
        take(free, asked[c], counts[c]);
      }
    }
    return free;
  }

  private static void take(long[] free, long[] asked, int times) {
    for (int r = 0; r < free.length; r++) {
      free[r] -= asked[r] * times;
    }
  }

  Load load(int[] counts) {
    Load load = new Load(resources.length);
    for (int c = 0; c < counts.length; c++) {
      if (counts[c] > 0) {
        load.classes.set(c);
        take(load.taken, asked[c], -counts[c]);
        load.clash |= clashes(c, counts);
      }
    }
    return load;
  }

  /** Whether the offer takes exactly these pods together. */
  boolean holds(int offer, Load load) {
    if (load.clash) {
      return false;
    }
    for (int r = 0; r < load.taken.length; r++) {
      if (load.taken[r] > 0 && load.taken[r] > given[offer][r]) {
        return false;
      }
    }
    for (int c = load.classes.nextSetBit(0); c >= 0; c = load.classes.nextSetBit(c + 1)) {
      if (!fitting[offer].get(c)) {
        return false;
      }
    }
    return true;
  }

  private boolean clashes(int podClass, int[] counts) {
    for (int c = 0; c < portsClash[podClass].length; c++) {
      int others = c == podClass ? counts[c] - 1 : counts[c];
      if (others > 0 && portsClash[podClass][c]) {
        return true;
      }
    }
    return false;
  }

  /** The worth of one pod of each class: its dominant share of all that remains to be placed. */
  double[] worth(int[] remaining) {
    long[] total = new long[resources.length];
    for (int c = 0; c < remaining.length; c++) {
      for (int r = 0; r < total.length; r++) {
        total[r] += asked[c][r] * remaining[c];
      }
    }
    return Arrays.stream(asked).mapToDouble(pod -> share(pod, total)).toArray();
  }

  /** The largest fraction that the amounts take of the whole, over all resources. */
  private static double share(long[] amounts, long[] whole) {
    double largest = 0;
    for (int r = 0; r < amounts.length; r++) {
      if (amounts[r] > 0) {
        largest = Math.max(largest, whole[r] <= 0 ? 1 : (double) amounts[r] / whole[r]);
      }
    }
    return largest;
  }

  /** How much of the node is taken, by its fullest resource. */
  double fullness(Bin bin) {
    long[] free = free(bin.offer, bin.counts);
    long[] taken = new long[free.length];
    for (int r = 0; r < free.length; r++) {
      taken[r] = given[bin.offer][r] - free[r];
    }
    return share(taken, given[bin.offer]);
  }
}
