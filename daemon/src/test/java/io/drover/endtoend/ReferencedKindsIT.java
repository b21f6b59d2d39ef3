package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.RecordingProxy;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactKey;
import io.drover.verticles.cluster.kubernetes.Schemas;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.time.Duration;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What pods refer to arrives, changes and goes at a real API server. */
@ExtendWith(ControlPlaneExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReferencedKindsIT {
  private static final Duration DEADLINE = Duration.ofSeconds(30);

  /** The informer waits longer after each refusal. */
  private static final Duration LONG = Duration.ofSeconds(90);

  private static final String WITHOUT_STORAGE =
      """
      apiVersion: rbac.authorization.k8s.io/v1
      kind: ClusterRole
      metadata: {name: without-storage}
      rules:
      - {apiGroups: ["", apps, batch, policy, drover.dev], resources: ["*"], verbs: ["*"]}
      - {apiGroups: [coordination.k8s.io, scheduling.k8s.io], resources: ["*"], verbs: ["*"]}
      """;

  private final ControlPlane plane;
  private final ConnectedCluster cluster;

  ReferencedKindsIT(ControlPlane plane) {
    this.plane = plane;
    this.cluster = ConnectedCluster.to(plane.kubeconfig());
  }

  @BeforeAll
  void install() {
    var unused = plane.apply(Schemas.yaml());
    cluster.open();
  }

  @AfterAll
  void close() {
    cluster.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          REPLICA_SET | default/r | {apiVersion: apps/v1, kind: ReplicaSet, metadata: {name: r, namespace: default}, spec: {replicas: 0, selector: {matchLabels: {a: r}}, template: {metadata: {labels: {a: r}}, spec: {containers: [{name: c, image: i}]}}}} | {"spec":{"replicas":2}} | wanted=2
          STATEFUL_SET | default/s | {apiVersion: apps/v1, kind: StatefulSet, metadata: {name: s, namespace: default}, spec: {replicas: 0, serviceName: s, selector: {matchLabels: {a: s}}, template: {metadata: {labels: {a: s}}, spec: {containers: [{name: c, image: i}]}}}} | {"spec":{"replicas":1}} | wanted=1
          JOB | default/j | {apiVersion: batch/v1, kind: Job, metadata: {name: j, namespace: default}, spec: {parallelism: 0, template: {spec: {restartPolicy: Never, containers: [{name: c, image: i}]}}}} | {"spec":{"parallelism":1}} | active=1
          REPLICATION_CONTROLLER | default/rc | {apiVersion: v1, kind: ReplicationController, metadata: {name: rc, namespace: default}, spec: {replicas: 0, selector: {a: rc}, template: {metadata: {labels: {a: rc}}, spec: {containers: [{name: c, image: i}]}}}} | {"spec":{"replicas":1}} | wanted=1
          CLAIM | default/c | {apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: c, namespace: default}, spec: {storageClassName: none, accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}} | {"metadata":{"annotations":{"volume.kubernetes.io/selected-node":"n-7"}}} | selectedNode=n-7
          VOLUME | v | {apiVersion: v1, kind: PersistentVolume, metadata: {name: v}, spec: {storageClassName: none, capacity: {storage: 1Gi}, accessModes: [ReadWriteOnce], csi: {driver: d.io, volumeHandle: h}}} | {"metadata":{"labels":{"topology.kubernetes.io/zone":"z-7"}}} | z-7
          STORAGE_CLASS | sc | {apiVersion: storage.k8s.io/v1, kind: StorageClass, metadata: {name: sc}, provisioner: d.io, volumeBindingMode: WaitForFirstConsumer} | {"metadata":{"annotations":{"storageclass.kubernetes.io/is-default-class":"true"}}} | standard=true
          CSI_NODE | cn | {apiVersion: storage.k8s.io/v1, kind: CSINode, metadata: {name: cn}, spec: {drivers: []}} | {"spec":{"drivers":[{"name":"d.io","nodeID":"n","allocatable":{"count":7}}]}} | allocatable=7
          CSI_DRIVER | d.io | {apiVersion: storage.k8s.io/v1, kind: CSIDriver, metadata: {name: d.io}, spec: {attachRequired: true, storageCapacity: false}} | {"spec":{"storageCapacity":true}} | storageCapacity=true
          NAMESPACE | ns | {apiVersion: v1, kind: Namespace, metadata: {name: ns}} | {"metadata":{"labels":{"team":"a"}}} | team=a
          PRIORITY_CLASS | pc | {apiVersion: scheduling.k8s.io/v1, kind: PriorityClass, metadata: {name: pc}, value: 7} | {"globalDefault":true} | globalDefault=true
          """)
  void arrivesChangesAndGoes(
      FactKey.Kind kind, String name, String object, String change, String sign) {
    HasMetadata made = plane.apply("--- " + object).getFirst();
    String it = made.getKind() + "/" + made.getMetadata().getName();
    await(kind, name, fact -> !fact.toString().contains(sign));

    plane.kubectl("patch", it, "--type=merge", "-p", change);
    await(kind, name, fact -> fact.toString().contains(sign));

    plane.kubectl("delete", it, "--wait=false");
    Await.until(
        DEADLINE, it + " to go", () -> cluster.notebook().find(Fact.class, kind, name).isEmpty());
  }

  @Test
  void tellsNothingWhenOnlyAVersionChanged() {
    var unused = plane.apply("--- {apiVersion: v1, kind: Namespace, metadata: {name: still}}");
    await(FactKey.Kind.NAMESPACE, "still", fact -> true);

    plane.kubectl("annotate", "namespace", "still", "x=y");
    plane.kubectl("label", "namespace", "still", "last=one");
    await(FactKey.Kind.NAMESPACE, "still", fact -> fact.toString().contains("last=one"));

    assertThat(cluster.notebook().deltas)
        .filteredOn(delta -> delta.toString().contains("name=still"))
        .filteredOn(delta -> !delta.toString().contains("last=one"))
        .hasSize(1);
  }

  @Test
  void goesOnWithoutTheKindsThatItMayNotSee() {
    var rights = plane.kubeconfigFor("observer", WITHOUT_STORAGE);
    try (ConnectedCluster blind = ConnectedCluster.to(rights)) {
      blind.open();

      FactKey seen = new FactKey(FactKey.Kind.NAMESPACE, "default");
      Await.until(DEADLINE, "what it may see", () -> blind.notebook().facts.containsKey(seen));
      Await.until(DEADLINE, "all other watches", () -> blind.notebook().broken.isEmpty());
    }
  }

  @Test
  void goesOnWithoutAKindThatIsNotServedAndTakesItOnceItIs() {
    try (RecordingProxy proxy = RecordingProxy.before(plane)) {
      proxy.answer(request -> request.path().startsWith("/apis/storage.k8s.io/"), 404);
      try (ConnectedCluster old = ConnectedCluster.to(proxy.kubeconfig(plane.adminToken()))) {
        old.open();
        Await.until(DEADLINE, "all other watches", () -> old.notebook().broken.isEmpty());

        proxy.letPass();
        var unused =
            plane.apply(
                "--- {apiVersion: storage.k8s.io/v1, kind: CSIDriver, metadata: {name: late.io}, spec: {attachRequired: false}}");

        FactKey late = new FactKey(FactKey.Kind.CSI_DRIVER, "late.io");
        Await.until(LONG, "the kind", () -> old.notebook().facts.containsKey(late));
      }
    }
  }

  private void await(FactKey.Kind kind, String name, Predicate<Fact> like) {
    Await.until(
        DEADLINE,
        kind + " " + name,
        () -> cluster.notebook().find(Fact.class, kind, name).filter(like).isPresent());
  }
}
