package io.drover.endtoend.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.SchedulerOracle;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Of every node the model says what kube-scheduler says, plugin and reasons.
 *
 * <p>Not generated, as the model does not claim to know them: device claims and features declared
 * by nodes; ties among volumes of one size; the room that CSI drivers report, and
 * VolumeAttachments, which are not watched; nodes that are not ready or being deleted, which the
 * model closes by itself; objects that the API server would refuse. Cases in which the oracle
 * reports an error are counted, and left out. Scheduling gates, preemption and DaemonSets have
 * tests of their own.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FiltersIT {
  private static final Set<Feature> FEATURES = EnumSet.allOf(Feature.class);
  private static final int PODS_EACH = 5;

  private static final Map<Feature, List<String>> MINDED_BY =
      Map.of(
          Feature.CORDONS, List.of("NodeUnschedulable"),
          Feature.NODE_NAMES, List.of("NodeName"),
          Feature.TAINTS, List.of("TaintToleration"),
          Feature.NODE_AFFINITY, List.of("NodeAffinity"),
          Feature.PORTS, List.of("NodePorts"),
          Feature.RESOURCES, List.of("NodeResourcesFit"),
          Feature.SPREAD, List.of("PodTopologySpread"),
          Feature.AFFINITY, List.of("InterPodAffinity"),
          Feature.DISKS, List.of("VolumeRestrictions"),
          Feature.CLAIMS, List.of("NodeVolumeLimits", "VolumeBinding", "VolumeZone"));

  private final SchedulerOracle oracle = SchedulerOracle.start(2, Duration.ofSeconds(30));

  @AfterAll
  void endTheOracle() {
    oracle.close();
  }

  @Test
  @Order(1)
  void agreesOnTheCasesThatFailedOnce() throws IOException {
    for (String line : failedOnce()) {
      assertThat(Disagreement.in(Case.parse(line), oracle)).as(line).isEmpty();
    }
  }

  @Test
  @Order(2)
  void agreesOnFiveThousandCases() {
    agreesFrom(0, 1_200);
  }

  @Test
  @Order(3)
  @Tag("full")
  void agreesOnAHundredThousandCases() {
    agreesFrom(1_000_000, 22_000);
  }

  private void agreesFrom(long firstSeed, int clusters) {
    Tally tally = new Tally();
    Map<String, Failures> failures = new ConcurrentSkipListMap<>();
    LongStream.range(firstSeed, firstSeed + clusters)
        .parallel()
        .forEach(
            seed -> {
              Case made = Case.of(new RandomCluster(seed, FEATURES).make(PODS_EACH));
              OracleVerdicts said = OracleVerdicts.of(made, oracle);
              tally.add(said);
              Disagreement.between(made, said)
                  .forEach(
                      d ->
                          failures.merge(d.kind(), new Failures(seed, made, d, 1), Failures::plus));
            });
    System.out.println(tally);
    assertThat(failures.values().stream().map(failure -> failure.text(oracle)).toList()).isEmpty();
    for (Feature feature : FEATURES) {
      for (String plugin : Objects.requireNonNull(MINDED_BY.get(feature))) {
        assertThat(tally.share(plugin)).as("share of %s in%n%s", plugin, tally).isGreaterThan(0.01);
      }
    }
  }

  private static List<String> failedOnce() throws IOException {
    try (InputStream file = FiltersIT.class.getResourceAsStream("failed-once.jsonl")) {
      return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.startsWith("{"))
          .toList();
    }
  }

  /** Disagreements of one kind: the first that was seen, and how many. */
  private record Failures(long seed, Case asked, Disagreement first, int count) {
    Failures plus(Failures others) {
      return new Failures(seed, asked, first, count + others.count);
    }

    String text(SchedulerOracle oracle) {
      Case smallest =
          Shrinking.smallest(asked.only(first.pod()), smaller -> shows(smaller, oracle));
      return "%n%s (%d times; seed %d, pod %s, node %s)%n  %s%n%s%n"
          .formatted(first.kind(), count, seed, first.pod(), first.node(), first, smallest.line());
    }

    private boolean shows(Case smaller, SchedulerOracle oracle) {
      try {
        return Disagreement.in(smaller, oracle).stream()
            .anyMatch(d -> d.kind().equals(first.kind()));
      } catch (RuntimeException nonsense) {
        return false;
      }
    }
  }
}
