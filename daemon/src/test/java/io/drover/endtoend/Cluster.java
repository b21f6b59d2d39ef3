package io.drover.endtoend;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What the tests ask of a real cluster, past the daemon. */
record Cluster(ControlPlane plane) {
  /** Installs the custom resource definitions as an operator does. */
  static Cluster prepared(ControlPlane plane) {
    for (String kind : List.of("nodegroups", "managednodes")) {
      try {
        plane.apply(Files.readString(Path.of("../config/crds/" + kind + ".drover.dev.yaml")));
      } catch (IOException missing) {
        throw new UncheckedIOException(missing);
      }
      awaitServed(plane, kind);
    }
    return new Cluster(plane);
  }

  /** An API server takes a moment before it serves what was defined just now. */
  private static void awaitServed(ControlPlane plane, String kind) {
    Await.until(
        Duration.ofSeconds(30),
        kind + " to be served",
        () -> {
          String unused = plane.kubectl("get", kind, "-o", "name");
          return true;
        });
  }

  private KubernetesClient client() {
    return plane.client();
  }

  /** Makes or scales a Deployment of equal pods. */
  void deploy(String name, int replicas, String cpu, String memory) {
    deploy(name, replicas, cpu, memory, "nodeSelector: {}");
  }

  /** As the other, with one more field of the pod's spec, a line of YAML. */
  void deploy(String name, int replicas, String cpu, String memory, String more) {
    plane.apply(
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: %1$s, namespace: default}
        spec:
          replicas: %2$d
          selector: {matchLabels: {app: %1$s}}
          template:
            metadata: {labels: {app: %1$s}}
            spec:
              terminationGracePeriodSeconds: 1
              %5$s
              containers:
                - {name: main, image: none, resources: {requests: {cpu: %3$s, memory: %4$s}}}
        """
            .formatted(name, replicas, cpu, memory, more));
  }

  /** Deletes a Deployment and waits until its pods are gone. */
  void remove(String name) {
    client().apps().deployments().inNamespace("default").withName(name).delete();
    Await.until(Duration.ofMinutes(1), "no pods of " + name, () -> pods(name).isEmpty());
  }

  void scale(String name, int replicas) {
    client().apps().deployments().inNamespace("default").withName(name).scale(replicas);
  }

  /** A budget that keeps so many pods of the app available. */
  void guard(String app, int minAvailable) {
    plane.apply(
        """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: %1$s, namespace: default}
        spec: {minAvailable: %2$d, selector: {matchLabels: {app: %1$s}}}
        """
            .formatted(app, minAvailable));
  }

  List<Pod> pods(String app) {
    return client().pods().inNamespace("default").withLabel("app", app).list().getItems();
  }

  long running(String app) {
    return pods(app).stream()
        .filter(pod -> pod.getMetadata().getDeletionTimestamp() == null)
        .filter(pod -> pod.getStatus().getPhase().equals("Running"))
        .count();
  }

  Set<String> uids(String app) {
    return pods(app).stream().map(pod -> pod.getMetadata().getUid()).collect(Collectors.toSet());
  }

  List<Node> nodes() {
    return client().nodes().list().getItems();
  }

  long cordoned() {
    return nodes().stream()
        .filter(node -> Boolean.TRUE.equals(node.getSpec().getUnschedulable()))
        .count();
  }

  /** Takes the groups away though no daemon runs that would let go of what it holds. */
  void forgetGroups() {
    for (String group : lines("get", "nodegroups", "-o", "name")) {
      lines("patch", group, "--type=merge", "-p", "{\"metadata\":{\"finalizers\":null}}");
      lines("delete", group);
    }
  }

  /** Names of the ManagedNodes. */
  List<String> records() {
    return lines("get", "managednodes", "-o", "name");
  }

  List<String> lines(String... kubectl) {
    return plane.kubectl(kubectl).lines().filter(line -> !line.isBlank()).toList();
  }
}
