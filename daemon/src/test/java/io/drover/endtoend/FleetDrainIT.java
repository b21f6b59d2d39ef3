package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.ControlPlaneOptions;
import io.drover.ground.RecordingProxy;
import io.drover.ground.SimulatedCloudProcess;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.dsl.FilterWatchListDeletable;
import io.fabric8.kubernetes.client.dsl.PodResource;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * A hundred nodes with three thousand pods are drained at once. What takes the time is to be the
 * pods' disruption budgets and grace periods.
 */
@Tag("full")
class FleetDrainIT {
  @RegisterExtension
  static final ControlPlaneExtension CONTROL_PLANE =
      new ControlPlaneExtension(ControlPlaneOptions.forManyPods());

  private static final Duration LONG = Duration.ofMinutes(15);
  private static final int NODES = 100;

  /** Nodes that stay; of 110 pods each. */
  private static final int ROOM = 32;

  private static final int APPS = 30;
  private static final int PODS_OF_EACH = 100;
  private static final int PODS = APPS * PODS_OF_EACH;

  /** Of each workload. */
  private static final int AT_ONCE = 10;

  /** Of what budgets allow: the rest is between a pod that is back and the next that leaves. */
  private static final double USED = 0.75;

  private static final Duration READY_AFTER = Duration.ofSeconds(10);
  private static final Duration ENDS_AFTER = Duration.ofSeconds(5);

  /** The last pods of all begin to end when all waves but one are back in service. */
  private static final Duration BOUND =
      READY_AFTER.multipliedBy(PODS_OF_EACH / AT_ONCE - 1).plus(ENDS_AFTER);

  private static final String APP =
      """
      ---
      apiVersion: apps/v1
      kind: Deployment
      metadata: {name: %1$s, namespace: default}
      spec:
        replicas: %2$d
        selector: {matchLabels: {app: %1$s}}
        template:
          metadata:
            labels: {app: %1$s, part: web}
            annotations: {drover.test/ready-delay: %3$ds, drover.test/delete-delay: %4$ds}
          spec:
            terminationGracePeriodSeconds: 30
            containers:
              - {name: main, image: none, resources: {requests: {cpu: 15m, memory: 16Mi}}}
      ---
      apiVersion: policy/v1
      kind: PodDisruptionBudget
      metadata: {name: %1$s, namespace: default}
      spec: {maxUnavailable: %5$d, selector: {matchLabels: {app: %1$s}}}
      """;

  @Test
  void aHundredNodesAreEmptiedAsFastAsBudgetsAndGracePeriodsAllow(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        RecordingProxy proxy = RecordingProxy.before(plane);
        DroverUnderTest drover = DroverUnderTest.start(configuration(proxy, plane, cloud))) {
      drover.awaitReady("prod");
      fill(cluster, drover);
      List<String> records = leaving(cluster);
      assertThat(records).hasSize(NODES);

      BudgetUse use = new BudgetUse(PODS_OF_EACH, AT_ONCE);
      try (DrainTimeline timeline = DrainTimeline.of(cluster, NODES);
          var watch = webPods(cluster).inform(use)) {
        List<String> delete = new ArrayList<>(List.of("delete", "mn", "--wait=false"));
        delete.addAll(records);
        Instant begin = Instant.now();
        String unused = plane.kubectl(delete.toArray(String[]::new));
        drover.await(LONG, "the nodes to be gone", () -> leaving(cluster).isEmpty());

        System.out.print(timeline.text(begin, proxy.requests(), new CloudWitness(cloud)));
        Duration took = timeline.lastPodGone(begin);
        System.out.printf(
            "%d nodes, %d pods: last pod gone after %d s; if each pod were back after %d s, budgets and"
                + " grace periods alone would take %d s; as it was, %.0f %% of what budgets allow was"
                + " out of service%n",
            NODES,
            PODS,
            took.toSeconds(),
            READY_AFTER.toSeconds(),
            BOUND.toSeconds(),
            100 * use.share());
        assertThat(watch.isWatching()).isTrue();
        assertThat(timeline.askedToLeave(proxy.requests())).isEqualTo(PODS);
        assertThat(use.share()).isGreaterThan(USED);
      }
      drover.await(LONG, "all pods to run", () -> running(cluster) == PODS);
      assertThat(
              proxy.requests(
                  request ->
                      request.method().equals("DELETE") && request.path().contains("/pods/")))
          .isEmpty();
    }
  }

  /** The pods come to the nodes that are to leave, for the others are cordoned meanwhile. */
  private static void fill(Cluster cluster, DroverUnderTest drover) {
    drover.await(LONG, "the nodes that stay", () -> cluster.nodes().size() == ROOM);
    cordon(cluster, "cordon");
    cluster.deploy("filler", NODES, "1300m", "64Mi", "nodeSelector: {drover.dev/node-group: old}");
    drover.await(LONG, "a node for each", () -> cluster.running("filler") == NODES);
    String apps =
        IntStream.range(0, APPS)
            .mapToObj(
                i ->
                    APP.formatted(
                        "web-" + i,
                        PODS_OF_EACH,
                        READY_AFTER.toSeconds(),
                        ENDS_AFTER.toSeconds(),
                        AT_ONCE))
            .collect(Collectors.joining());
    cluster.plane().apply(apps);
    drover.await(LONG, "the pods to run", () -> running(cluster) == PODS);
    cluster.remove("filler");
    cordon(cluster, "uncordon");
  }

  private static void cordon(Cluster cluster, String how) {
    String unused = cluster.plane().kubectl(how, "-l", "drover.dev/node-group=room");
  }

  private static List<String> leaving(Cluster cluster) {
    return cluster
        .lines("get", "mn", "-o", "custom-columns=G:.spec.group,R:.metadata.name")
        .stream()
        .filter(line -> line.startsWith("old "))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .toList();
  }

  private static long running(Cluster cluster) {
    return webPods(cluster).list().getItems().stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
        .count();
  }

  private static FilterWatchListDeletable<Pod, PodList, PodResource> webPods(Cluster cluster) {
    return cluster.plane().client().pods().inNamespace("default").withLabel("part", "web");
  }

  private static String configuration(
      RecordingProxy proxy, ControlPlane plane, SimulatedCloudProcess cloud) {
    return """
        clusters:
          prod: {kubeconfig: %1$s}
        providers:
          cloud: {kind: simulated, endpoint: "%2$s", rateLimit: 100, createConcurrency: 20, listSettles: 1s}
        nodeGroups:
          old:
            cluster: prod
            provider: cloud
            max: %3$d
            instanceTypes: [small]
            capacityTypes: [on-demand]
            timeouts: {drain: 30m}
            disruptionBudgets: [{nodes: 100%%}]
            scaleUp: {maxNodesPerPlan: 200}
            scaleDown: {unneededTime: 2h}
          room:
            cluster: prod
            provider: cloud
            min: %4$d
            max: %4$d
            instanceTypes: [xlarge]
            capacityTypes: [on-demand]
            scaleUp: {maxNodesPerPlan: 200}
        safety: {maxNodesPerPlan: 200, maxRemovalsPerWindow: {nodes: 200, window: 10m}}
        """
        .formatted(proxy.kubeconfig(plane.adminToken()), cloud.url(), NODES, ROOM);
  }
}
