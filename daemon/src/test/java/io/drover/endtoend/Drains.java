package io.drover.endtoend;

import io.drover.ground.ControlPlane;
import io.drover.ground.RecordedRequest;
import io.drover.ground.RecordingProxy;
import io.drover.ground.SimulatedCloudProcess;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Many drains at once: each scene has a group with nodes that stay and as many, one for most, that
 * are not needed any more and run the pods of the scene.
 *
 * @param leaving the nodes of each scene that are not needed
 * @param machines the cloud's own id of the first one's machine
 * @param before the uids of each scene's pods before anything left
 */
record Drains(
    Cluster cluster,
    SimulatedCloudProcess cloud,
    RecordingProxy proxy,
    DroverUnderTest drover,
    Map<String, List<String>> leaving,
    Map<String, String> machines,
    Map<String, Set<String>> before)
    implements AutoCloseable {
  private static final Duration LONG = Duration.ofSeconds(90);

  /**
   * A group of nodes that go quickly; a scene that has to be caught has more time. Each sets a last
   * resort, which is none for what goes only because it is not needed.
   */
  private static final String GROUP =
      """
        %1$s:
          cluster: prod
          provider: cloud
          min: 0
          max: %2$d
          instanceTypes: [small]
          zones: [zone-a]
          capacityTypes: [on-demand]
          labels: {generation: %1$s-one}
          timeouts: {drain: 15s, terminationGracePeriod: 40s}
          disruptionBudgets: [{nodes: 100%%}]
          scaleUp: {maxNodesPerPlan: 40, cooldownAfterFailure: 5s}
          scaleDown: {%3$s, cooldownAfterScaleUp: 1s}
      """;

  static Drains begin(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
    RecordingProxy proxy = RecordingProxy.before(plane);
    DroverUnderTest drover =
        DroverUnderTest.start(configuration(proxy.kubeconfig(plane.adminToken()), cloud));
    Drains drains =
        new Drains(
            cluster, cloud, proxy, drover, new HashMap<>(), new HashMap<>(), new HashMap<>());
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
            .map(scene -> GROUP.formatted(scene.name(), 2 * scene.nodes(), scene.scaleDown()))
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

  /** One pod on each of as many new nodes as each scene wants. */
  private void fill(String which) {
    for (DrainScene scene : DrainScene.ALL) {
      String select = "nodeSelector: {drover.dev/node-group: %s}".formatted(scene.name());
      cluster.deploy(which + "-" + scene.name(), scene.nodes(), "1200m", "64Mi", select);
    }
    for (DrainScene scene : DrainScene.ALL) {
      String app = which + "-" + scene.name();
      drover.await(LONG, app + " to run", () -> cluster.running(app) == scene.nodes());
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
    List<String> nodes =
        cluster.pods("leave-" + scene).stream().map(pod -> pod.getSpec().getNodeName()).toList();
    leaving.put(scene, nodes);
    before.put(scene, cluster.uids(scene));
    String providerId = node(nodes.getFirst()).orElseThrow().getSpec().getProviderID();
    machines.put(scene, providerId.substring(providerId.lastIndexOf('/') + 1));
  }

  String leaving(String scene) {
    return allLeaving(scene).getFirst();
  }

  List<String> allLeaving(String scene) {
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

  /** Its group would buy its nodes with another label from now on. */
  void drift(String scene) {
    drover.change("generation: " + scene + "-one", "generation: " + scene + "-two");
    drover.process().reload();
  }

  /** Pods that were deleted past the eviction API. */
  List<RecordedRequest> deletions() {
    return proxy.requests(
        request -> request.method().equals("DELETE") && request.path().contains("/pods/"));
  }

  Set<String> before(String scene) {
    return Optional.ofNullable(before.get(scene)).orElseThrow();
  }

  /** The name in the path {@code …/pods/NAME/eviction}. */
  static String evictedPod(RecordedRequest eviction) {
    String[] parts = eviction.path().split("/", -1);
    return parts[parts.length - 2];
  }

  static Instant readySince(Pod pod) {
    return pod.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals("Ready"))
        .filter(condition -> condition.getStatus().equals("True"))
        .map(condition -> Instant.parse(condition.getLastTransitionTime()))
        .findFirst()
        .orElseThrow();
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
