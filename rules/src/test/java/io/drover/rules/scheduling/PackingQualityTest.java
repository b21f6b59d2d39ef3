package io.drover.rules.scheduling;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Resources;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * How far plans are from the least price that any packing could have, and from plain
 * first-fit-decreasing. The first instance is the public trace of a GPU cluster (openb, from
 * Alibaba's cluster-trace-gpu-v2023): all its pods at once onto the shapes of its nodes, parts of a
 * GPU rounded up to one, with a price table of ours.
 */
class PackingQualityTest {
  private static final GroupName GROUP = new GroupName("general");
  private static final Map<GroupName, Room> PLENTY =
      Map.of(GROUP, new Room(100_000, Resources.NONE, null));
  private static final String GPU = "nvidia.com/gpu";
  private static final int RANDOM_INSTANCES = 200;

  private record Instance(List<PodFact> pods, List<Offer> offers) {}

  /** Prices in dollars an hour. */
  private record Result(double bound, double price, double firstFit) {
    double above() {
      return 100 * (price / bound - 1);
    }
  }

  private static Result solve(Instance instance) {
    Packed packed =
        Packing.pack(
            new ClusterModel(aWorld().build()),
            instance.pods,
            instance.offers,
            PLENTY,
            Budget.UNLIMITED);
    assertThat(packed.unplaced()).isEmpty();
    List<PendingClass> classes = PendingClass.of(instance.pods);
    Figures figures = new Figures(classes, instance.offers);
    DualPrices dual =
        DualPrices.of(
            figures,
            classes.stream().mapToInt(c -> c.pods().size()).toArray(),
            IntStream.range(0, instance.offers.size()).toArray());
    return new Result(
        dual.boundMicros() / 1e6,
        packed.price().microsPerHour() / 1e6,
        firstFitDecreasing(instance).microsPerHour() / 1e6);
  }

  /** Each pod, the largest first, onto the first node with room, else onto the cheapest new one. */
  private static Price firstFitDecreasing(Instance instance) {
    List<Resources> free = new ArrayList<>();
    Price price = Price.ZERO;
    for (PodFact pod : PendingClass.largestFirst(instance.pods)) {
      Resources asks = pod.needs().requests();
      int at = 0;
      while (at < free.size() && !asks.fitsIn(free.get(at))) {
        at++;
      }
      if (at == free.size()) {
        Offer cheapest =
            instance.offers.stream()
                .filter(offer -> asks.fitsIn(offer.template().allocatable()))
                .min(Comparator.comparing(offer -> offer.offering().price().microsPerHour()))
                .orElseThrow();
        free.add(cheapest.template().allocatable());
        price = price.plus(cheapest.offering().price());
      }
      free.set(at, free.get(at).minus(asks));
    }
    return price;
  }

  @Test
  void packsTheOpenbTraceWithinThreePercentOfTheBound() throws IOException {
    Result result = solve(openb());

    System.out.printf(
        "openb: bound %.2f, plan %.2f (%.2f %% above), first-fit-decreasing %.2f USD/h%n",
        result.bound, result.price, result.above(), result.firstFit);
    assertThat(result.bound).isLessThanOrEqualTo(result.price);
    assertThat(result.above()).isLessThan(3);
    assertThat(result.price).isLessThan(result.firstFit);
  }

  @Test
  void packsRandomInstancesBetterThanFirstFitDecreasing() {
    List<Result> results = new ArrayList<>();
    for (long seed = 0; seed < RANDOM_INSTANCES; seed++) {
      Result result = solve(random(new Random(seed)));
      assertThat(result.bound).as("seed %d", seed).isLessThanOrEqualTo(result.price * 1.000001);
      results.add(result);
    }

    double above = results.stream().mapToDouble(Result::above).average().orElseThrow();
    double firstFit =
        results.stream().mapToDouble(r -> 100 * (r.firstFit / r.bound - 1)).average().orElseThrow();
    System.out.printf(
        "%d random instances: plan %.2f %% above the bound on average, first-fit-decreasing %.2f %%%n",
        RANDOM_INSTANCES, above, firstFit);
    assertThat(above).isLessThan(firstFit);
  }

  private static Instance random(Random random) {
    List<Offer> offers = new ArrayList<>();
    for (int o = 0; o < 2 + random.nextInt(8); o++) {
      int cpu = 1 << (1 + random.nextInt(6));
      int memory = cpu * (2 + random.nextInt(7));
      double price = (cpu * 0.03 + memory * 0.004) * (0.8 + 0.4 * random.nextDouble());
      offers.add(offer("t" + o, Resources.of(cpu * 1000L, (long) memory << 30, 110), price));
    }
    offers.add(offer("largest", Resources.of(64_000, 512L << 30, 110), 6));
    List<PodFact> pods = new ArrayList<>();
    for (int kind = 0; kind < 1 + random.nextInt(12); kind++) {
      Resources asks =
          Resources.of(100L * (1 + random.nextInt(80)), (1L + random.nextInt(64)) << 28, 1);
      for (int n = 0; n < 10 + random.nextInt(90); n++) {
        pods.add(aPod("p%d-%d".formatted(kind, n)).asking(asks).build());
      }
    }
    return new Instance(pods, offers);
  }

  private static Instance openb() throws IOException {
    List<PodFact> pods = new ArrayList<>();
    for (String[] row : rows("pods.csv")) {
      pods.add(aPod(row[0]).asking(resources(row[1], row[2], row[3], 1)).build());
    }
    List<Offer> offers = new ArrayList<>();
    for (String[] row : rows("shapes.csv")) {
      String name = "n%02d".formatted(offers.size());
      offers.add(offer(name, resources(row[0], row[1], row[2], 250), Double.parseDouble(row[4])));
    }
    return new Instance(pods, offers);
  }

  private static Offer offer(String name, Resources both, double price) {
    var offering =
        anOffering(name)
            .with("1", "1Gi")
            .allocatable(both)
            .costing("%.3f".formatted(price))
            .build();
    var group = aGroup(GROUP.value()).sized(0, 100_000).build();
    return new Offer(GROUP, 0, offering, Templates.of(group, offering, List.of()));
  }

  private static Resources resources(String cpu, String mebibytes, String gpus, long pods) {
    return Resources.of(
        Map.of(
            Resources.CPU,
            Long.parseLong(cpu),
            Resources.MEMORY,
            Long.parseLong(mebibytes) << 20,
            GPU,
            Long.parseLong(gpus),
            Resources.PODS,
            pods));
  }

  private static List<String[]> rows(String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PackingQualityTest.class.getResourceAsStream("/openb/" + file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .skip(1)
          .map(line -> line.split(",", -1))
          .toList();
    }
  }
}
