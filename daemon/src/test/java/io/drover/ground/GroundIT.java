package io.drover.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class GroundIT {
  @RegisterExtension
  static final ControlPlaneExtension GROUND =
      new ControlPlaneExtension(ControlPlaneOptions.quickToNoticeSilence());

  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final ControlPlane plane;
  private final KubernetesClient k8s;

  GroundIT(ControlPlane plane) {
    this.plane = plane;
    this.k8s = plane.client();
  }

  @BeforeEach
  void aReadyNode() {
    k8s.resource(Manifests.node("one")).create();
    Await.until(DEADLINE, "node one to be ready", () -> ready("one").equals("True"));
  }

  @AfterEach
  void clear() {
    k8s.apps().deployments().inNamespace("default").delete();
    k8s.batch().v1().jobs().inNamespace("default").delete();
    k8s.pods().inNamespace("default").withGracePeriod(0).delete();
    k8s.nodes().delete();
    Await.until(DEADLINE, "all pods to go", () -> pods().isEmpty());
  }

  @Test
  void runsPodsOnTheNode() {
    k8s.resource(Manifests.deployment("web", 8, "100m", Map.of())).create();

    Await.until(DEADLINE, "eight running pods", () -> running() == 8);
    assertThat(pods()).allMatch(pod -> pod.getSpec().getNodeName().equals("one"));
  }

  @Test
  void completesJobs() {
    k8s.resource(Manifests.job("once", "100m", Map.of())).create();

    Await.until(
        DEADLINE,
        "the job to succeed",
        () ->
            Integer.valueOf(1)
                .equals(
                    k8s.batch()
                        .v1()
                        .jobs()
                        .inNamespace("default")
                        .withName("once")
                        .get()
                        .getStatus()
                        .getSucceeded()));
  }

  @Test
  void takesItsTimeToStartAndToEndAPod() {
    Map<String, String> slow =
        Map.of("drover.test/ready-delay", "2s", "drover.test/delete-delay", "3s");
    k8s.resource(Manifests.pod("slow", "100m", slow)).create();
    Duration start = timed(() -> Await.until(DEADLINE, "the pod to run", () -> running() == 1));
    assertThat(start).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(8));

    k8s.pods().inNamespace("default").withName("slow").delete();
    assertThat(pods().getFirst().getMetadata().getDeletionTimestamp()).isNotNull();

    Duration end = timed(() -> Await.until(DEADLINE, "the pod to go", () -> pods().isEmpty()));
    assertThat(end).isBetween(Duration.ofMillis(2500), Duration.ofSeconds(9));
  }

  @Test
  void endsAPodNoLaterThanItsGracePeriod() {
    k8s.resource(Manifests.pod("deaf", "100m", Map.of("drover.test/delete-delay", "10m"))).create();
    Await.until(DEADLINE, "the pod to run", () -> running() == 1);

    k8s.pods().inNamespace("default").withName("deaf").withGracePeriod(2).delete();

    Duration end = timed(() -> Await.until(DEADLINE, "the pod to go", () -> pods().isEmpty()));
    assertThat(end).isBetween(Duration.ofMillis(1500), Duration.ofSeconds(8));
  }

  @Test
  void keepsAPodWithAStuckFinalizer() {
    k8s.resource(Manifests.pod("stuck", "100m", Map.of("drover.test/stuck-finalizer", "true")))
        .create();
    Await.until(
        DEADLINE,
        "the finalizer",
        () -> pods().getFirst().getMetadata().getFinalizers().contains("drover.test/stuck"));

    k8s.pods().inNamespace("default").withName("stuck").delete();

    Await.until(
        DEADLINE,
        "the kubelet to be done with it",
        () -> {
          Long grace = pods().getFirst().getMetadata().getDeletionGracePeriodSeconds();
          return Long.valueOf(0).equals(grace);
        });
    k8s.pods()
        .inNamespace("default")
        .withName("stuck")
        .edit(pod -> pod.edit().editMetadata().withFinalizers(List.of()).endMetadata().build());
    Await.until(DEADLINE, "the pod to go", () -> pods().isEmpty());
  }

  @Test
  void noticesANodeThatFallsSilentAndOneThatComesBack() {
    k8s.resource(Manifests.pod("left-behind", "100m", Map.of())).create();
    Await.until(DEADLINE, "the pod to run", () -> running() == 1);

    plane.silence("one");

    Await.until(DEADLINE, "Ready to be unknown", () -> ready("one").equals("Unknown"));
    Await.until(
        DEADLINE,
        "the taint",
        () ->
            k8s.nodes().withName("one").get().getSpec().getTaints().stream()
                .anyMatch(t -> t.getKey().equals("node.kubernetes.io/unreachable")));
    k8s.pods().inNamespace("default").withName("left-behind").withGracePeriod(1).delete();
    // Nobody is there to end it: longer than the grace period it stays.
    assertThatThrownBy(() -> Await.until(Duration.ofSeconds(4), "it to go", () -> pods().isEmpty()))
        .isInstanceOf(AssertionError.class);

    plane.unsilence("one");

    Await.until(DEADLINE, "node one to be ready", () -> ready("one").equals("True"));
    Await.until(DEADLINE, "the pod to go", () -> pods().isEmpty());
  }

  @Test
  void freezesAndThawsTheApiServer() {
    try (KubernetesClient impatient = impatientClient()) {
      plane.freeze(Component.API_SERVER);
      try {
        assertThatThrownBy(() -> impatient.nodes().list())
            .isInstanceOf(KubernetesClientException.class);
      } finally {
        plane.thaw(Component.API_SERVER);
      }
      Await.until(DEADLINE, "an answer", () -> impatient.nodes().list().getItems().size() == 1);
    }
  }

  @Test
  void restartsTheApiServerWithItsDataAfterAKill() {
    plane.kill(Component.API_SERVER);
    assertThat(plane.process(Component.API_SERVER).isAlive()).isFalse();

    plane.restart(Component.API_SERVER);

    Await.until(DEADLINE, "the same node", () -> ready("one").equals("True"));
    stillRunsPods();
  }

  @Test
  void restartsTheStoreWithItsData() {
    plane.restart(Component.ETCD);

    Await.until(DEADLINE, "the same node", () -> ready("one").equals("True"));
    stillRunsPods();
  }

  @Test
  void restartsTheKubelets() {
    plane.restart(Component.KWOK);

    stillRunsPods();
  }

  private void stillRunsPods() {
    k8s.resource(Manifests.deployment("after", 3, "100m", Map.of())).create();
    Await.value(
        DEADLINE,
        "three running pods",
        () -> plane.kubectl("get", "pods", "-o", "wide"),
        pods -> pods.lines().filter(line -> line.contains("Running")).count() == 3);
  }

  @Test
  void givesAUserJustTheRightsOfARole() {
    String role =
        """
        apiVersion: rbac.authorization.k8s.io/v1
        kind: ClusterRole
        metadata: {name: sees-nodes}
        rules: [{apiGroups: [""], resources: [nodes], verbs: [get, list]}]
        """;
    try (KubernetesClient drover = ControlPlane.newClient(plane.kubeconfigFor("drover", role))) {
      assertThat(drover.nodes().list().getItems()).hasSize(1);
      assertThatThrownBy(() -> drover.pods().inNamespace("default").list())
          .hasMessageContaining("forbidden");
    }
  }

  @Test
  void givesAServiceAccountItsToken() {
    String unused = plane.kubectl("create", "serviceaccount", "d");

    try (KubernetesClient account =
        ControlPlane.newClient(plane.kubeconfigForServiceAccount("default", "d"))) {
      assertThatThrownBy(() -> account.nodes().list())
          .hasMessageContaining("system:serviceaccount:default:d");
    }
  }

  private KubernetesClient impatientClient() {
    Config config = Config.fromKubeconfig(plane.kubeconfig().toFile());
    config.setRequestRetryBackoffLimit(0);
    config.setRequestTimeout(2000);
    return new KubernetesClientBuilder().withConfig(config).build();
  }

  private List<Pod> pods() {
    return k8s.pods().inNamespace("default").list().getItems();
  }

  private long running() {
    return pods().stream().filter(pod -> pod.getStatus().getPhase().equals("Running")).count();
  }

  private String ready(String name) {
    Node node = k8s.nodes().withName(name).get();
    return node.getStatus().getConditions().stream()
        .filter(condition -> condition.getType().equals("Ready"))
        .map(condition -> condition.getStatus())
        .findFirst()
        .orElse("none");
  }

  private static Duration timed(Runnable wait) {
    long start = System.nanoTime();
    wait.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
