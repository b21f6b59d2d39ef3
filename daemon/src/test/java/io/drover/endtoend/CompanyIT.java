package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nodes that are bought for pods that mind who runs near them are nodes on which the real scheduler
 * puts them: random mixes of workloads run to the last pod, and in few purchases.
 */
@ExtendWith(ControlPlaneExtension.class)
class CompanyIT {
  private static final int MIXES = 5;
  private static final int MOST_PLANS_EACH = 3;
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private record Workload(String name, int replicas) {}

  @Test
  void buysNodesOnWhichTheSchedulerPutsPodsThatMindTheirCompany(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover = DroverUnderTest.start(setup(plane, cloud))) {
      drover.awaitReady("prod");
      cluster.deploy("nowhere", 2, "1", "64Mi", "nodeSelector: {disk: none}");
      for (int mix = 0; mix < MIXES; mix++) {
        Set<String> before = purchases(drover);
        List<Workload> workloads = deploy(cluster, mix);
        for (Workload each : workloads) {
          Await.until(
              DEADLINE,
              "mix %d: %d pods of %s".formatted(mix, each.replicas, each.name),
              () -> cluster.running(each.name) == each.replicas);
        }
        Set<String> plans = purchases(drover);
        plans.removeAll(before);
        System.out.printf(
            "mix %d: %d pods run on %d nodes after %d purchases%n",
            mix,
            workloads.stream().mapToInt(Workload::replicas).sum(),
            cluster.nodes().size(),
            plans.size());
        assertThat(plans).as("mix %d", mix).hasSizeLessThanOrEqualTo(MOST_PLANS_EACH);
        workloads.forEach(each -> cluster.remove(each.name));
      }
      assertThat(cluster.running("nowhere")).isZero();
      assertThat(cluster.nodes()).hasSameSizeAs(cluster.records());
    }
  }

  /** Two zones, and nothing is removed, so that later mixes meet nodes that are there. */
  private static String setup(ControlPlane plane, SimulatedCloudProcess cloud) {
    String zones =
        Setup.changed(
            Setup.of(plane.kubeconfig(), cloud), "zones: [zone-a]", "zones: [zone-a, zone-b]");
    return Setup.changed(zones, "unneededTime: 20s", "unneededTime: 1h");
  }

  /** The plans that have bought something. */
  private static Set<String> purchases(DroverUnderTest drover) {
    Set<String> plans = new HashSet<>();
    drover.journal().stream()
        .filter(line -> line.path("text").asText().startsWith("buy "))
        .forEach(line -> plans.add(line.path("ids").path("plan").asText()));
    return plans;
  }

  private static List<Workload> deploy(Cluster cluster, int mix) {
    Random random = new Random(mix);
    List<Workload> workloads = new ArrayList<>();
    for (int w = 0; w < 4 + random.nextInt(3); w++) {
      String name = "mix%d-%d".formatted(mix, w);
      int replicas = 2 + random.nextInt(6);
      String cpu = List.of("100m", "300m", "700m").get(random.nextInt(3));
      cluster.deploy(name, replicas, cpu, "64Mi", minding(name, random));
      workloads.add(new Workload(name, replicas));
    }
    return workloads;
  }

  private static String minding(String app, Random random) {
    String key = random.nextBoolean() ? "kubernetes.io/hostname" : "topology.kubernetes.io/zone";
    String self = "labelSelector: {matchLabels: {app: %s}}".formatted(app);
    return switch (random.nextInt(5)) {
      case 0 ->
          "topologySpreadConstraints: [{maxSkew: 1, topologyKey: %s, whenUnsatisfiable: DoNotSchedule, %s}]"
              .formatted(key, self);
      case 1 -> affinity("podAntiAffinity", "kubernetes.io/hostname", self);
      case 2 -> affinity("podAffinity", "topology.kubernetes.io/zone", self);
      case 3 -> "nodeSelector: {topology.kubernetes.io/zone: zone-b}";
      default -> "nodeSelector: {}";
    };
  }

  private static String affinity(String kind, String key, String self) {
    return "affinity: {%s: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: %s, %s}]}}"
        .formatted(kind, key, self);
  }
}
