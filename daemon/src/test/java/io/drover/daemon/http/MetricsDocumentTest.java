package io.drover.daemon.http;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.daemon.journal.Journal;
import io.drover.daemon.journal.JournalLine;
import io.drover.ground.MetricsDocument;
import io.drover.rules.facts.ManagedNodeBuilder;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Rejection;
import io.drover.verticles.bus.ExecutionState;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.MetricsState;
import io.drover.verticles.bus.PhaseChange;
import io.drover.verticles.bus.PlanningState;
import io.drover.verticles.bus.PolicyState;
import io.drover.verticles.bus.ProviderState;
import io.drover.verticles.bus.UtilizationSamples;
import io.drover.verticles.provider.vpsie.pipeline.ErrorKind;
import io.drover.verticles.provider.vpsie.pipeline.PipelineEvent;
import io.drover.verticles.provider.vpsie.pipeline.PipelineEvent.BreakerState;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code docs/metrics.md} and what is told at {@code /metrics} agree. */
class MetricsDocumentTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

  @TempDir private Path folder = Path.of("unset");

  /** A daemon that has had everything to tell. */
  private String scrape() {
    DeskMetrics metrics = new DeskMetrics(registry);
    ProcessMetrics.bind(registry);
    metrics.cluster("prod", () -> 1.0, () -> 1.0, () -> 1);
    metrics.execution(
        "prod",
        new ExecutionState(NOW, List.of(new ExecutionState.Listed("cloud", NOW, "")), 0, 10_000));
    metrics.claim("prod", new ClaimGauges(() -> NOW));
    metrics.members(3, 3, 3);
    metrics.exposed(false);
    metrics.world("prod", aWorld().with(aGroup("general")).build());
    metrics.provider(new ProviderState("cloud", true, "", "", NOW));
    metrics.usage(
        "prod", new MetricsState("uid", true, "Prometheus", MetricsState.Reason.NONE, "", 1, NOW));
    metrics.policies(new PolicyState(NOW, "v1", List.of(), "v1", "", false));
    metrics.reload(true, NOW.getEpochSecond());
    vpsie();
    lives(metrics.meters("prod"));
    metrics.line(
        new JournalLine(
            NOW, "prod", "approved", Map.of(), "NODE_EMPTY", "text", List.of(), List.of()));
    try (Journal journal = new Journal(folder.resolve("journal"), new Journal.Rotation(1, 1))) {
      metrics.journal(journal);
      return registry.scrape();
    }
  }

  /** A node that is bought, serves pods, and goes; another one that failed. */
  private static void lives(ClusterMeters meters) {
    ManagedNodeBuilder node = aManagedNode("n1").removedFor("NODE_EMPTY");
    World pending =
        aWorld().with(aGroup("general")).with(aNode("n1").in("general"), aPod("a")).build();
    World bound =
        aWorld()
            .with(aGroup("general"))
            .with(aNode("n1").in("general"), aPod("a").on("n1"))
            .build();
    List<Phase> life =
        List.of(
            Phase.INTENDED,
            Phase.PROVISIONED,
            Phase.JOINED,
            Phase.READY,
            Phase.DRAINING,
            Phase.TERMINATING,
            Phase.GONE);
    for (int i = 1; i < life.size(); i++) {
      meters.told(entered(node, life.get(i - 1), life.get(i)), Optional.of(bound));
    }
    meters.told(entered(node, Phase.FAILED, Phase.GONE), Optional.of(bound));
    meters.sampled(
        new UtilizationSamples(List.of(new UtilizationFact(new NodeName("n1"), 0.1, 0.2, NOW))));
    meters.thought(
        new PlanningState(
            NOW, "", null, List.of(new Rejection("pod web/a", "", Reason.NO_GROUP_FITS, ""))));
    meters.look(pending, true, NOW);
    meters.look(bound, true, NOW);
  }

  private static JournalEntry entered(ManagedNodeBuilder node, Phase from, Phase to) {
    PhaseChange change =
        new PhaseChange(node.in(from, NOW).build(), node.in(to, NOW).build(), true);
    return new JournalEntry(NOW, "uid", "phase", Map.of(), "", to.name(), change);
  }

  private void vpsie() {
    VpsieMeters meters = new VpsieMeters(registry, "vpsie");
    Stream.of(
            new PipelineEvent.Answered("GET", 200, Duration.ofMillis(80)),
            new PipelineEvent.Failed("GET", ErrorKind.RATE_LIMITED),
            new PipelineEvent.Waited("GET", Duration.ofSeconds(1)),
            new PipelineEvent.Repeated("GET", 1),
            new PipelineEvent.BreakerMoved(BreakerState.CLOSED, BreakerState.OPEN),
            new PipelineEvent.LoggedIn(true),
            new PipelineEvent.CredentialsChanged())
        .forEach(meters::count);
  }

  @Test
  void listsEveryMetricOfDroverAndTheProcessAndNoOther() {
    Set<String> told = MetricsDocument.told(scrape());
    Set<String> written =
        MetricsDocument.written().stream()
            .filter(name -> !name.startsWith("vertx_"))
            .filter(name -> !MetricsDocument.SOMETIMES.contains(name))
            .collect(Collectors.toSet());

    assertThat(MetricsDocument.unwritten(told)).as("not in docs/metrics.md").isEmpty();
    assertThat(written).as("in docs/metrics.md, and not told").isSubsetOf(told);
  }

  @Test
  void givesEveryMetricOfTheVpsieAutoscalersDocumentACounterpartThatIsTold() {
    String text = scrape();
    Map<String, List<MetricsDocument.Counterpart>> rows = MetricsDocument.counterparts();

    assertThat(rows.keySet())
        .containsExactlyElementsOf(IntStream.rangeClosed(122, 134).mapToObj(n -> "V" + n).toList());
    assertThat(rows)
        .allSatisfy(
            (row, counterparts) ->
                assertThat(counterparts).isNotEmpty().allMatch(metric -> metric.toldIn(text)));
  }

  @Test
  void saysOfEveryMetricWhatItIs() {
    assertThat(MetricsDocument.withoutHelp(scrape())).isEmpty();
  }

  @Test
  void tellsHowMuchMemoryAndProcessorTheProcessTakes() {
    String text = scrape();

    assertThat(MetricsDocument.value(text, "process_resident_memory_bytes")).isGreaterThan(1e7);
    assertThat(MetricsDocument.value(text, "process_cpu_seconds_total")).isPositive();
    assertThat(MetricsDocument.value(text, "process_start_time_seconds")).isGreaterThan(1e9);
  }
}
