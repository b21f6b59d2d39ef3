package io.drover.daemon.http;

import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.ManagedNodeBuilder;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.ManagedNodeFact.Purchase;
import io.drover.rules.facts.ManagedNodeFact.TakenUp;
import io.drover.verticles.bus.PhaseChange;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Instant;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Durations are those of the records, and nothing is told that nobody knows. */
class LifeMetersTest {
  private static final Instant BOUGHT = Instant.parse("2026-11-20T12:00:00Z");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final LifeMeters meters = new LifeMeters(registry, "prod");

  private void enters(Phase from, Phase to, long after) {
    enters(from, to, after, record -> record);
  }

  private void enters(Phase from, Phase to, long after, UnaryOperator<ManagedNodeBuilder> as) {
    meters.told(change(from, to, after, as, true));
  }

  private static PhaseChange change(
      Phase from, Phase to, long after, UnaryOperator<ManagedNodeBuilder> as, boolean withNode) {
    Instant began = BOUGHT.plusSeconds(60);
    ManagedNodeBuilder record = as.apply(aManagedNode("n1").boughtFor(BOUGHT));
    return new PhaseChange(
        record.in(from, began).build(), record.in(to, began.plusSeconds(after)).build(), withNode);
  }

  private double seconds(String metric, String... labels) {
    return value(metric + "_seconds_sum", labels);
  }

  private double value(String metric, String... labels) {
    return registry
        .scrape()
        .lines()
        .filter(line -> line.startsWith(metric + "{"))
        .filter(line -> Arrays.stream(labels).allMatch(line::contains))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }

  @Test
  void measuresEachPhaseOfABoughtNode() {
    enters(Phase.INTENDED, Phase.PROVISIONED, 90);
    enters(Phase.PROVISIONED, Phase.JOINED, 45);
    enters(Phase.JOINED, Phase.READY, 10);

    String group = "group=\"general\"";
    assertThat(seconds("drover_node_provision", group, "cluster=\"prod\"")).isEqualTo(90);
    assertThat(seconds("drover_node_join", group)).isEqualTo(45);
    assertThat(seconds("drover_node_get_ready", group)).isEqualTo(10);
    assertThat(seconds("drover_node_start", group)).isEqualTo(70);
  }

  @Test
  void countsInTwelveBucketsOfTwoToThePowerOfN() {
    enters(Phase.DRAINING, Phase.TERMINATING, 5);

    assertThat(registry.scrape().lines().filter(line -> line.contains("drain_seconds_bucket")))
        .hasSize(13)
        .anyMatch(line -> line.contains("le=\"1.0\"") && line.endsWith(" 0"))
        .anyMatch(line -> line.contains("le=\"4.0\"") && line.endsWith(" 0"))
        .anyMatch(line -> line.contains("le=\"8.0\"") && line.endsWith(" 1"))
        .anyMatch(line -> line.contains("le=\"2048.0\"") && line.endsWith(" 1"));
  }

  @ParameterizedTest
  @CsvSource({
    "TERMINATING, , true, drained",
    "TERMINATING, , false, vanished",
    "TERMINATING, DRAIN_TIMEOUT, true, overrun",
    "READY, DRAIN_TIMEOUT, true, timeout",
    "READY, DRAIN_VETOED, true, vetoed",
    "READY, , true, came_back"
  })
  void tellsHowADrainEnded(Phase to, String failure, boolean withNode, String result) {
    meters.told(
        change(
            Phase.DRAINING,
            to,
            30,
            record -> failure == null ? record : record.failing(failure),
            withNode));

    assertThat(seconds("drover_node_drain", "result=\"" + result + "\"")).isEqualTo(30);
  }

  @Test
  void measuresDeletionsButNotOfWhatVanishedByItself() {
    enters(Phase.TERMINATING, Phase.GONE, 20, record -> record.removedFor("NODE_EMPTY"));
    enters(Phase.TERMINATING, Phase.FAILED, 7, record -> record.removedFor("JOIN_TIMEOUT"));
    enters(Phase.TERMINATING, Phase.FAILED, 99, record -> record.removedFor("INSTANCE_VANISHED"));

    assertThat(seconds("drover_node_deletion")).isEqualTo(27);
  }

  @Test
  void countsFailedNodesThatGoByThemselvesOnly() {
    enters(Phase.FAILED, Phase.GONE, 1_800);
    enters(Phase.FAILED, Phase.GONE, 60, ManagedNodeBuilder::deleting);

    assertThat(value("drover_failed_nodes_removed_total", "group=\"general\"")).isEqualTo(1);
  }

  @Test
  void measuresNothingOfMachinesThatWereThereBeforeTheirRecord() {
    PhaseChange bought = change(Phase.JOINED, Phase.READY, 10, record -> record, true);

    meters.told(new PhaseChange(takenUp(bought.before()), takenUp(bought.after()), true));

    assertThat(registry.scrape()).doesNotContain("drover_node");
  }

  private static ManagedNodeFact takenUp(ManagedNodeFact record) {
    Purchase was = record.purchase();
    Purchase found =
        new Purchase(
            was.group(),
            was.offering(),
            was.price(),
            was.plan(),
            was.reason(),
            was.replaces(),
            new TakenUp("vpsie://1", TakenUp.NO_TAG));
    return new ManagedNodeFact(record.identity(), found, record.progress(), record.writtenUnder());
  }

  @Test
  void measuresNothingWhereTheClockWasSetBack() {
    enters(Phase.INTENDED, Phase.PROVISIONED, -5);

    assertThat(registry.scrape()).doesNotContain("drover_node");
  }
}
