package io.drover.daemon.http;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.FactBuilder;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.facts.World;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Rejection;
import io.drover.verticles.bus.PlanningState;
import io.drover.verticles.bus.UtilizationSamples;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of pods, usage and prices; what is unknown is not there. */
class ClusterMetersTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ClusterMeters meters = new ClusterMeters(registry, "prod");

  private static World world() {
    return aWorld().with(aGroup("general")).with(aNode("n1").in("general")).build();
  }

  private void uses(double cpu, Instant at) {
    meters.sampled(
        new UtilizationSamples(List.of(new UtilizationFact(new NodeName("n1"), cpu, 0.5, at))));
  }

  @Test
  void tellsWhatANodeUsesUntilTheSampleIsTooOld() {
    uses(0.25, NOW);
    meters.look(world(), true, NOW);

    assertThat(registry.scrape())
        .contains(
            "drover_node_utilization_ratio{cluster=\"prod\",group=\"general\",node=\"n1\",resource=\"cpu\"} 0.25");

    meters.usageMaxAge(Duration.ofMinutes(1));
    meters.showUsage(world(), NOW.plusSeconds(61));

    assertThat(registry.scrape()).doesNotContain("drover_node_utilization_ratio{");
  }

  @Test
  void tellsNothingOfWhatANodeUsesThatIsGone() {
    uses(0.25, NOW);
    meters.look(aWorld().with(aGroup("general")).build(), true, NOW);

    assertThat(registry.scrape()).doesNotContain("drover_node_utilization_ratio{");
  }

  @Test
  void countsEachPodOnceForEachConstraint() {
    meters.thought(
        new PlanningState(
            NOW,
            "",
            null,
            List.of(
                refused("pod web/a", "small", Reason.INSUFFICIENT_RESOURCES),
                refused("pod web/a", "large", Reason.INSUFFICIENT_RESOURCES),
                refused("pod web/b", "small", Reason.INSUFFICIENT_RESOURCES),
                refused("pod web/b", "gpu", Reason.TAINT_NOT_TOLERATED),
                refused("pod web/c", "n1", Reason.POD_FITS_EXISTING_NODE),
                refused("node n1", "", Reason.NODE_TOO_YOUNG))));

    assertThat(registry.scrape().lines().filter(line -> line.startsWith("drover_pods_kept_back{")))
        .containsExactlyInAnyOrder(
            "drover_pods_kept_back{cluster=\"prod\",constraint=\"INSUFFICIENT_RESOURCES\"} 2.0",
            "drover_pods_kept_back{cluster=\"prod\",constraint=\"TAINT_NOT_TOLERATED\"} 1.0");

    meters.thought(new PlanningState(NOW, "", null, List.of()));

    assertThat(registry.scrape()).doesNotContain("drover_pods_kept_back{");
  }

  private static Rejection refused(String subject, String alternative, Reason reason) {
    return new Rejection(subject, alternative, reason, "");
  }

  private void waitsAndIsBound(boolean owner) {
    meters.look(world(aPod("a").pendingSince(NOW)), owner, NOW.plusSeconds(1));
    meters.look(world(aPod("a").on("n1")), owner, NOW.plusSeconds(40));
  }

  private static World world(FactBuilder pod) {
    return aWorld().with(aGroup("general")).with(aNode("n1").in("general")).with(pod).build();
  }

  @Test
  void measuresHowLongAPodWasUnschedulable() {
    waitsAndIsBound(true);

    assertThat(registry.scrape())
        .contains("drover_pod_wait_seconds_sum{cluster=\"prod\",group=\"general\"} 40.0");
  }

  @Test
  void leavesThatToTheOwner() {
    waitsAndIsBound(false);

    assertThat(registry.scrape()).doesNotContain("drover_pod_wait");
  }

  @Test
  void addsUpWhatAGroupsMachinesCostAnHour() {
    World world =
        aWorld()
            .with(aGroup("general"))
            .with(aManagedNode("n1").of(anOffering("small").costing("0.04").build()))
            .with(aManagedNode("n2").of(anOffering("small").costing("0.04").build()))
            .build();

    meters.look(world, true, NOW);

    assertThat(registry.scrape())
        .contains(
            "drover_group_price_per_hour{cluster=\"prod\",currency=\"USD\",group=\"general\"} 0.08");
  }
}
