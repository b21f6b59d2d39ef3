package io.drover.endtoend;

import io.drover.ground.ControlPlane;
import io.drover.ground.RecordedRequest;
import io.drover.ground.RecordingProxy;
import io.drover.ground.SimulatedCloudProcess;
import io.fabric8.kubernetes.api.model.Node;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Many drains at once: each scene has a group with two nodes, one that stays and one that is not
 * needed any more and runs the pods of the scene.
 *
 * @param leaving the node of each scene that is not needed
 * @param machines the cloud's own ids of their machines
 */
record Drains(
    Cluster cluster,
    SimulatedCloudProcess cloud,
    RecordingProxy proxy,
    DroverUnderTest drover,
    Map<String, String> leaving,
    Map<String, String> machines)
    implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(90);

  /** A group of two nodes that go quickly; a scene that has to be caught has more time. */
  private static final String GROUP =
      """
        %s:
          cluster: prod
          provider: cloud
          min: 0
          max: 2
          instanceTypes: [small]
          zones: [zone-a]
          capacityTypes: [on-demand]
          timeouts: {drain: 15s}
          disruptionBudgets: [{nodes: 100%%}]
          scaleUp: {maxNodesPerPlan: 40, cooldownAfterFailure: 5s}
          scaleDown: {unneededTime: %s, cooldownAfterScaleUp: 1s}
      """;

  static Drains begin(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
    RecordingProxy proxy = RecordingProxy.before(plane);
    DroverUnderTest drover =
        DroverUnderTest.start(configuration(proxy.kubeconfig(plane.adminToken()), cloud));
    Drains drains = new Drains(cluster, cloud, proxy, drover, new HashMap<>(), new HashMap<>());
    drover.awaitReady("prod");
    drains.fill("keep");
    // So that the pods of the scenes come to the other node.
    cluster.nodes().forEach(node -> plane.kubectl("cordon", node.getMetadata().getName()));
    List<String> staying =
        cluster.nodes().stream().map(node -> node.getMetadata().getName()).toList();
    drains.fill("leave");
    DrainScene.ALL.forEach(scene -> plane.apply(scene.manifest()));
    DrainScene.ALL.forEach(drains::awaitRunning);
    DrainScene.ALL.forEach(scene -> drains.found(scene.name()));
    drains.attach(drains.leaving("volume"));
    staying.forEach(node -> plane.kubectl("uncordon", node));
    DrainScene.ALL.forEach(
        scene ->
            plane
                .client()
                .apps()
                .deployments()
                .inNamespace("default")
                .withName("leave-" + scene.name())
                .delete());
    return drains;
  }

  private static String configuration(Path kubeconfig, SimulatedCloudProcess cloud) {
    String groups =
        DrainScene.ALL.stream()
            .map(scene -> GROUP.formatted(scene.name(), scene.unneededTime()))
            .collect(Collectors.joining());
    return """
        clusters:
          prod: {kubeconfig: %s}
        providers:
          cloud: {kind: simulated, endpoint: "%s", rateLimit: 100, listSettles: 1s, requestTimeout: 5s}
        safety: {maxNodesPerPlan: 40, maxRemovalsAtOnce: 40, maxDrainsAtOnce: 40, maxRemovalsPerWindow: {nodes: 100, window: 10m}}
        timings: {planInterval: 2s}
        nodeGroups:
        """
            .formatted(kubeconfig, cloud.url())
        + groups;
  }

  /** One pod on each of so many new nodes. */
  private void fill(String which) {
    for (DrainScene scene : DrainScene.ALL) {
      String select = "nodeSelector: {drover.dev/node-group: %s}".formatted(scene.name());
      cluster.deploy(which + "-" + scene.name(), 1, "1200m", "64Mi", select);
    }
    for (DrainScene scene : DrainScene.ALL) {
      String app = which + "-" + scene.name();
      drover.await(LONG, app + " to run", () -> cluster.running(app) == 1);
    }
  }

  private void awaitRunning(DrainScene scene) {
    drover.await(
        LONG,
        scene.name() + " to run",
        () ->
            cluster
                    .plane()
                    .client()
                    .pods()
                    .inAnyNamespace()
                    .withLabel("app", scene.name())
                    .list()
                    .getItems()
                    .stream()
                    .filter(pod -> "Running".equals(pod.getStatus().getPhase()))
                    .count()
                >= scene.pods());
  }

  private void found(String scene) {
    String node = cluster.pods("leave-" + scene).getFirst().getSpec().getNodeName();
    leaving.put(scene, node);
    String providerId = node(node).orElseThrow().getSpec().getProviderID();
    machines.put(scene, providerId.substring(providerId.lastIndexOf('/') + 1));
  }

  String leaving(String scene) {
    return Optional.ofNullable(leaving.get(scene)).orElseThrow();
  }

  Optional<Node> node(String name) {
    return cluster.nodes().stream()
        .filter(node -> node.getMetadata().getName().equals(name))
        .findFirst();
  }

  String explained(String node) {
    return drover.says("explain", "node", node);
  }

  List<RecordedRequest> evictions(String scene) {
    return proxy.requests(
        request ->
            request.method().equals("POST")
                && request.path().contains("/pods/" + scene)
                && request.path().endsWith("/eviction"));
  }

  String record(String node) {
    return cluster
        .lines("get", "managednodes", "-o", "custom-columns=N:.status.nodeName,R:.metadata.name")
        .stream()
        .filter(line -> line.startsWith(node + " "))
        .map(line -> line.substring(line.lastIndexOf(' ') + 1))
        .findFirst()
        .orElseThrow();
  }

  String phase(String record) {
    return cluster.plane().kubectl("get", "mn", record, "-o", "jsonpath={.status.phase}");
  }

  String failure(String node) {
    return cluster.plane().kubectl("get", "mn", record(node), "-o", "jsonpath={.status.failure}");
  }

  String succeeded(String job) {
    return cluster.plane().kubectl("get", "job", job, "-o", "jsonpath={.status.succeeded}");
  }

  boolean terminating(String scene) {
    return cluster.pods(scene).stream()
        .anyMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null);
  }

  /** The machine of the node that leaves, while it is there. */
  Optional<String> machine(String scene) {
    return new CloudWitness(cloud)
        .machines().stream()
            .map(machine -> machine.path("id").asText())
            .filter(id -> id.equals(machines.get(scene)))
            .findFirst();
  }

  Duration fromEvictionToDeletion(String scene) {
    Instant evicted = evictions(scene).getFirst().at();
    String machine = Optional.ofNullable(machines.get(scene)).orElseThrow();
    return Duration.between(
        evicted, new CloudWitness(cloud).when(machine, "terminating").orElseThrow());
  }

  private void attach(String node) {
    volumes(node, "[{\"name\": \"kubernetes.io/csi/drover.test^disk-1\", \"devicePath\": \"\"}]");
  }

  void detach(String node) {
    volumes(node, "[]");
  }

  private void volumes(String node, String attached) {
    String unused =
        cluster
            .plane()
            .kubectl(
                "patch",
                "node",
                node,
                "--subresource=status",
                "--type=merge",
                "-p",
                "{\"status\": {\"volumesAttached\": %s}}".formatted(attached));
  }

  @Override
  public void close() {
    drover.close();
    proxy.close();
    cloud.close();
  }
}
