package io.drover.rules.scheduling;

import static io.drover.rules.facts.Amounts.amounts;
import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aDaemonSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Taint.Effect;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TemplatesTest {
  private static final OfferingFact SMALL = anOffering("small").inZone("z2").spot().build();

  @Test
  void carriesTheWellKnownLabels() {
    NodeTemplate template =
        Templates.of(aGroup("general").labelled("team", "a").build(), SMALL, List.of());

    assertThat(template.labels())
        .containsAllEntriesOf(
            Map.of(
                "team", "a",
                "node.kubernetes.io/instance-type", "small",
                "topology.kubernetes.io/zone", "z2",
                "drover.dev/capacity-type", "spot",
                "drover.dev/node-group", "general",
                "kubernetes.io/os", "linux",
                "kubernetes.io/arch", "amd64"));
  }

  @Test
  void takesTheArchitectureFromTheOffering() {
    OfferingFact arm = anOffering("arm").labelled("kubernetes.io/arch", "arm64").build();

    assertThat(Templates.of(aGroup("general").build(), arm, List.of()).labels())
        .containsEntry("kubernetes.io/arch", "arm64");
  }

  @Test
  void keepsTaintsAndLeavesOutStartupTaints() {
    NodeTemplate template =
        Templates.of(
            aGroup("general")
                .tainted("gpu", "yes", Effect.NO_SCHEDULE)
                .tainted("spot", "", Effect.PREFER_NO_SCHEDULE)
                .startupTainted("cni", "", Effect.NO_SCHEDULE)
                .build(),
            SMALL,
            List.of());

    assertThat(template.taints())
        .containsExactly(
            new Taint("gpu", "yes", Effect.NO_SCHEDULE),
            new Taint("spot", "", Effect.PREFER_NO_SCHEDULE));
  }

  @ParameterizedTest
  @CsvSource({
    "node.kubernetes.io/not-ready, true",
    "node.kubernetes.io/unreachable, true",
    "node.kubernetes.io/unschedulable, true",
    "node.kubernetes.io/memory-pressure, true",
    "node.kubernetes.io/disk-pressure, true",
    "node.kubernetes.io/network-unavailable, true",
    "node.kubernetes.io/pid-pressure, true",
    "node.cloudprovider.kubernetes.io/uninitialized, true",
    "node.cloudprovider.kubernetes.io/shutdown, true",
    "cloud.google.com/impending-node-termination, true",
    "NodeWithImpairedVolumes, true",
    "startup-taint.cluster-autoscaler.kubernetes.io/cni, true",
    "ignore-taint.cluster-autoscaler.kubernetes.io/cni, true",
    "status-taint.cluster-autoscaler.kubernetes.io/busy, true",
    "startup-taint.cluster-autoscaler.kubernetes.io, false",
    "node.kubernetes.io/out-of-service, false",
    "gpu, false"
  })
  void leavesOutTaintsThatTellOfANodesPassingState(String key, boolean leftOut) {
    NodeTemplate template =
        Templates.of(
            aGroup("general").tainted(key, "", Effect.NO_SCHEDULE).build(), SMALL, List.of());

    assertThat(template.taints()).hasSize(leftOut ? 0 : 1);
  }

  @Test
  void leavesToPodsWhatMatchingDaemonSetsDoNotTake() {
    NodeTemplate template =
        Templates.of(
            aGroup("general").tainted("gpu", "yes", Effect.NO_SCHEDULE).build(),
            SMALL,
            List.of(
                aDaemonSet("logs", aPod("l").asking("100m", "256Mi").tolerating("gpu")),
                aDaemonSet("untolerant", aPod("u").asking("500m", "256Mi")),
                aDaemonSet(
                    "elsewhere",
                    aPod("e").asking("1", "1Gi").tolerating("gpu").selecting("x", "y")),
                aDaemonSet(
                    "exporter", aPod("m").asking("0", "0").tolerating("gpu").hostPort(9100))));

    assertThat(template.allocatable()).isEqualTo(amounts("1800m", "3328Mi", 108));
    assertThat(template.hostPorts()).hasSize(1);
    assertThat(template.daemons())
        .extracting(pod -> pod.podKey().toString())
        .containsExactly("kube-system/logs", "kube-system/exporter");
  }

  @Test
  void keepsTheReservedPartOfAnOverriddenCapacity() {
    NodeTemplate template =
        Templates.of(
            aGroup("general").overriding(Resources.of(Map.of("cpu", 8000L, "gpu", 2L))).build(),
            SMALL,
            List.of());

    assertThat(template.allocatable().get("cpu")).isEqualTo(7900);
    assertThat(template.allocatable().get("gpu")).isEqualTo(2);
    assertThat(template.allocatable().get("memory")).isEqualTo(SMALL.allocatable().get("memory"));
  }
}
