package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.endtoend.DeadlyCall.Scene;
import io.drover.ground.ControlPlane;
import io.drover.ground.KillPoint;
import io.drover.ground.KillPoint.Stage;
import io.drover.ground.RecordingProxy;
import io.drover.ground.SimulatedCloudProcess;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** One cluster, one cloud and one daemon that is killed at one call after the other. */
final class LivesUnderFire implements AutoCloseable {
  private static final Duration LONG = Duration.ofMinutes(2);

  private final ControlPlane plane;
  private final Cluster cluster;
  private final SimulatedCloudProcess cloud;
  private final CloudWitness witness;
  private final RecordingProxy beforeCloud;
  private final RecordingProxy beforePlane;
  private final DroverUnderTest drover;

  LivesUnderFire(ControlPlane plane) {
    this.plane = plane;
    this.cluster = Cluster.prepared(plane);
    this.cloud = SimulatedCloudProcess.start(plane.kubeconfig());
    this.witness = new CloudWitness(cloud);
    this.beforeCloud = RecordingProxy.before(cloud.url());
    this.beforePlane = RecordingProxy.before(plane);
    this.drover =
        DroverUnderTest.start(setup(beforePlane.kubeconfig(plane.adminToken()), beforeCloud.url()));
    drover.awaitReady("prod");
  }

  private static String setup(Path kubeconfig, String cloudUrl) {
    return """
        clusters:
          prod: {kubeconfig: %1$s}
        providers:
          cloud: {kind: simulated, endpoint: "%2$s", rateLimit: 100, listSettles: 1s, requestTimeout: 5s}
        nodeGroups:
          general: {%3$s, timeouts: {failedTtl: 2s, strayGrace: 3s}}
          vain: {%3$s, labels: {pool: vain}, timeouts: {provision: 3s, join: 3s, failedTtl: 2s}}
          slow: {%3$s, labels: {pool: slow}, startupTaints: [{key: wait, effect: NoSchedule}],
                 timeouts: {join: 8s, failedTtl: 2s}}
        safety: {maxNodesPerPlan: 40, maxRemovalsAtOnce: 40, maxDrainsAtOnce: 40, maxRemovalsPerWindow: {nodes: 1000, window: 10m}}
        timings: {planInterval: 3s}
        """
        .formatted(
            kubeconfig,
            cloudUrl,
            """
            cluster: prod, provider: cloud, min: 0, max: 40, instanceTypes: [small], \
            zones: [zone-a], capacityTypes: [on-demand], disruptionBudgets: [{nodes: 100%}], \
            scaleUp: {cooldownAfterFailure: 1s}, \
            scaleDown: {unneededTime: 2s, cooldownAfterScaleUp: 1s}"""
                .strip());
  }

  /** Has the daemon killed there, started again, and the life lived to its end. */
  void dieAt(DeadlyCall call, Stage stage) {
    String point = call + " " + stage;
    RecordingProxy proxy = call.toProvider() ? beforeCloud : beforePlane;
    KillPoint kill = proxy.killAt(stage, call::isMade, () -> drover.process().kill9());
    play(call.scene(), kill, point);
    drover.await(LONG, point + ": the daemon to be killed", kill::fired);
    proxy.letPass();
    drover.restart();
    drover.awaitReady("prod");
    end(call.scene(), point);
    drover.await(LONG, point + ": nothing to be left", this::nothingIsLeft);
    forgetHistory();
    assertThat(madeTwice()).as("%s: machines made twice for one intent", point).isEmpty();
  }

  private void play(Scene scene, KillPoint kill, String point) {
    switch (scene) {
      case LIFE -> {
        deploy("general");
        until(kill, point + ": the pod to run", () -> cluster.running("web") == 1);
        cluster.scale("web", 0);
      }
      case DELETED_BY_HAND -> {
        deploy("general");
        until(kill, point + ": the pod to run", () -> cluster.running("web") == 1);
        deleteRecords();
      }
      case NEVER_JOINS -> {
        fault("NEVER_JOINS");
        deploy("vain");
      }
      case NEVER_READY -> deploy("slow");
      case NO_MACHINE -> {
        fault("ERROR_500");
        deploy("vain");
      }
      case WITHDRAWN -> {
        fault("ERROR_500");
        deploy("general");
        until(kill, point + ": a record", () -> !cluster.records().isEmpty());
        deleteRecords();
      }
      case RECORD_LOST -> {
        deploy("general");
        until(kill, point + ": the node to serve", this::serves);
        for (String record : cluster.records()) {
          cluster.lines("delete", record, "--wait=false");
          cluster.lines(
              "patch", record, "--type=merge", "-p", "{\"metadata\":{\"finalizers\":null}}");
        }
      }
    }
  }

  /** Whatever the daemon's death has left of it: nobody wants a node any more. */
  private void end(Scene scene, String point) {
    if (scene == Scene.RECORD_LOST) {
      drover.await(LONG, point + ": the node to be taken up", this::serves);
      assertThat(cluster.running("web")).as("%s: its pod was not touched", point).isEqualTo(1);
    }
    cluster.scale("web", 0);
    witness.faults("[]");
  }

  /** The next life is not to find what this one has left in the ledger, nor its group held. */
  private void forgetHistory() {
    for (String group : List.of("general", "vain", "slow")) {
      cluster.lines(
          "patch",
          "nodegroup",
          group,
          "--subresource=status",
          "--type=merge",
          "-p",
          "{\"status\":{\"joinFailures\":null,\"uselessNodes\":null,\"desired\":null}}");
      cluster.lines(
          "patch",
          "nodegroup",
          group,
          "--type=merge",
          "-p",
          "{\"metadata\":{\"finalizers\":null}}");
    }
  }

  private boolean serves() {
    return cluster.lines("get", "mn", "-o", "custom-columns=P:.status.phase").contains("Ready")
        && cluster.running("web") == 1;
  }

  private void deleteRecords() {
    cluster.records().forEach(record -> cluster.lines("delete", record, "--wait=false"));
  }

  private void deploy(String pool) {
    String selector =
        pool.equals("general") ? "nodeSelector: {}" : "nodeSelector: {pool: " + pool + "}";
    cluster.deploy("web", 1, "500m", "512Mi", selector);
  }

  private void fault(String kind) {
    witness.faults(
        "[{\"match\": {\"operation\": \"create\"}, \"fault\": \"%s\", \"times\": 0}]"
            .formatted(kind));
  }

  /** The daemon may die before it comes to that. */
  private void until(KillPoint kill, String what, java.util.concurrent.Callable<Boolean> there) {
    drover.await(LONG, what, () -> kill.fired() || there.call());
  }

  private boolean nothingIsLeft() {
    return witness.machines().isEmpty() && cluster.nodes().isEmpty() && cluster.records().isEmpty();
  }

  private Map<String, Long> madeTwice() {
    Map<String, Long> made =
        witness.log().stream()
            .filter(line -> line.path("event").asText().equals("STATE"))
            .filter(line -> line.path("operation").asText().equals("created"))
            .map(line -> line.path("idempotencyKey").asText())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    made.values().removeIf(times -> times == 1);
    return made;
  }

  @Override
  public void close() {
    drover.close();
    beforePlane.close();
    beforeCloud.close();
    cloud.close();
    plane.client().apps().deployments().inNamespace("default").delete();
  }
}
