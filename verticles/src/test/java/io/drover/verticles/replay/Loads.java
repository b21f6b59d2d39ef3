package io.drover.verticles.replay;

import static io.drover.rules.facts.OfferingBuilder.anOffering;

import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Resources;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import io.drover.verticles.replay.Load.Deed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/** The loads that are replayed. */
final class Loads {
  private static final long GIB = 1L << 30;
  static final String GPU = "nvidia.com/gpu";
  private static final Duration BETWEEN_CHANGES = Duration.ofMinutes(5);
  private static final int SERVICES = 16;
  private static final double QUIETEST = 0.3;
  private static final double BURSTS_A_DAY = 8;
  private static final int NIGHTLY_JOBS = 60;

  private Loads() {}

  /**
   * Services that follow the day and rest at weekends, as an HPA would scale them every five
   * minutes, each with a disruption budget of four fifths; bursts of Jobs at any time, and as many
   * Jobs each night.
   */
  static Load dayAndNight(int days) {
    OfferingFact offering =
        anOffering("four")
            .of("cloud")
            .with("4", "16Gi")
            .allocatable(Resources.of(3_900, 15 * GIB, 110))
            .build();
    Random random = new Random(20261129);
    Duration lasts = Duration.ofDays(days);
    List<Deed> deeds = new ArrayList<>();
    for (int i = 0; i < SERVICES; i++) {
      service("service-%02d".formatted(i), random, lasts, deeds);
    }
    for (int i = 0; i < BURSTS_A_DAY * days; i++) {
      Duration at = Duration.ofSeconds((long) (random.nextDouble() * lasts.toSeconds()));
      burst("burst-%03d".formatted(i), at, 20 + random.nextInt(180), random, deeds);
    }
    for (int day = 0; day < days; day++) {
      Duration at = Duration.ofDays(day).plusHours(2);
      burst("nightly-%d".formatted(day), at, NIGHTLY_JOBS, random, deeds);
    }
    return new Load("day and night", offering, lasts, deeds);
  }

  private static void service(String name, Random random, Duration lasts, List<Deed> deeds) {
    long cpu = 100L * (1 + random.nextInt(15));
    long memory = GIB / 4 * (1 + random.nextInt(16));
    int peak = 5 + random.nextInt(60);
    double phase = random.nextDouble() * 3;
    EmbeddedWorkload pods = EmbeddedWorkload.asking(name, 0, cpu, memory);
    int before = 0;
    for (Duration at = Duration.ZERO; at.compareTo(lasts) < 0; at = at.plus(BETWEEN_CHANGES)) {
      double busy = busy(at, phase) * (0.95 + 0.1 * random.nextDouble());
      int replicas = (int) Math.max(1, Math.round(peak * busy));
      // An HPA leaves what is within a tenth of its aim.
      if (before == 0 || Math.abs(replicas - before) > 0.1 * before) {
        deeds.add(new Deed(at, pods.scaledTo(replicas).guarded(replicas * 4 / 5)));
        before = replicas;
      }
    }
  }

  private static double busy(Duration at, double phase) {
    double hour = at.toSeconds() / 3600.0;
    double day = Math.sin((hour - 9 + phase) / 24 * 2 * Math.PI);
    double weekend = hour % 168 >= 120 ? 0.5 : 1;
    return QUIETEST + (1 - QUIETEST) * Math.max(0, day) * weekend;
  }

  private static void burst(String name, Duration at, int jobs, Random random, List<Deed> deeds) {
    for (int j = 0; j < jobs; j++) {
      Resources asks =
          Resources.of(500L * (1 + random.nextInt(3)), GIB * (1 + random.nextInt(4)), 1);
      deeds.add(
          new Deed(
              at.plusSeconds(random.nextInt(120)),
              EmbeddedWorkload.job(
                  name + "-" + j, asks, Duration.ofSeconds(300 + random.nextInt(2_400)))));
    }
  }

  /**
   * The last days of openb (Alibaba, cluster-trace-gpu-v2023), so many copies of each pod within an
   * hour of it, as Jobs that ask for whole GPUs; but for those that are larger than the node.
   */
  static Load openb(int copies, Duration lasts) {
    OfferingFact offering =
        anOffering("eight")
            .of("cloud")
            .with("96", "384Gi")
            .allocatable(
                Resources.of(
                    Map.of(
                        Resources.CPU,
                        95_000L,
                        Resources.MEMORY,
                        376 * GIB,
                        Resources.PODS,
                        110L,
                        GPU,
                        8L)))
            .costing("14.72")
            .build();
    Random random = new Random(20261130);
    List<Deed> deeds = new ArrayList<>();
    int number = 0;
    List<String[]> fitting =
        rows().stream().filter(row -> asks(row).fitsIn(offering.allocatable())).toList();
    for (String[] row : fitting) {
      for (int copy = 0; copy < copies; copy++) {
        number++;
        Duration at = Duration.ofSeconds(Long.parseLong(row[0]) + random.nextInt(3600));
        Duration runs =
            Duration.ofSeconds(
                Math.max(10, (long) (Long.parseLong(row[1]) * (0.8 + 0.4 * random.nextDouble()))));
        if (at.compareTo(lasts) < 0) {
          deeds.add(
              new Deed(at, EmbeddedWorkload.job("job-%06d".formatted(number), asks(row), runs)));
        }
      }
    }
    return new Load("openb, %d times".formatted(copies), offering, lasts, deeds);
  }

  private static Resources asks(String... row) {
    return Resources.of(
        Map.of(
            Resources.CPU,
            Long.parseLong(row[2]),
            Resources.MEMORY,
            Long.parseLong(row[3]) << 20,
            Resources.PODS,
            1L,
            GPU,
            Long.parseLong(row[4])));
  }

  private static List<String[]> rows() {
    try (InputStream in =
        Objects.requireNonNull(Loads.class.getResourceAsStream("/openb/arrivals.csv"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .skip(1)
          .map(line -> line.split(",", -1))
          .toList();
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
