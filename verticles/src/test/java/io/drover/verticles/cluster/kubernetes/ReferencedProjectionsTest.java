package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.rules.facts.AccessMode;
import io.drover.rules.facts.ClaimFact;
import io.drover.rules.facts.CsiDriverFact;
import io.drover.rules.facts.CsiNodeFact;
import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.NamespaceFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Owner;
import io.drover.rules.facts.OwnerFact;
import io.drover.rules.facts.OwnerFact.Size;
import io.drover.rules.facts.PriorityClassFact;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.StorageClassFact;
import io.drover.rules.facts.VolumeFact;
import io.drover.rules.facts.VolumeTerms;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.scheduling.v1.PriorityClass;
import io.fabric8.kubernetes.api.model.storage.CSIDriver;
import io.fabric8.kubernetes.api.model.storage.CSINode;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferencedProjectionsTest {
  private static final String META =
      """
      metadata:
        name: one
        namespace: shop
        uid: u-1
        resourceVersion: "42"
      """;

  @Test
  void readsHowManyReplicasASetWantsAndHas() {
    OwnerFact set =
        OwnerProjection.fact(
            ObjectYaml.read(
                ReplicaSet.class,
                META
                    + """
                      ownerReferences:
                      - {apiVersion: apps/v1, kind: Deployment, name: web, uid: u-9, controller: true}
                    spec: {replicas: 3, selector: {}}
                    status: {replicas: 2, readyReplicas: 1, fullyLabeledReplicas: 2}
                    """));

    assertThat(set)
        .isEqualTo(
            new OwnerFact(
                OwnerFact.Kind.REPLICA_SET,
                "shop",
                "one",
                "u-1",
                new Size.Replicas(3, 1),
                new Owner("Deployment", "web", "u-9")));
  }

  @Test
  void takesAZeroThatJsonLeftOutForAZeroOnlyOnceTheControllerHasCounted() {
    ReplicaSet counted =
        ObjectYaml.read(ReplicaSet.class, META + "spec: {replicas: 0}\nstatus: {replicas: 0}");
    StatefulSet fresh = ObjectYaml.read(StatefulSet.class, META + "spec: {replicas: 2}");
    ReplicationController bare = ObjectYaml.read(ReplicationController.class, META);

    assertThat(OwnerProjection.fact(counted).size()).isEqualTo(new Size.Replicas(0, 0));
    assertThat(OwnerProjection.fact(fresh).size()).isEqualTo(new Size.Replicas(2, null));
    assertThat(OwnerProjection.fact(bare).size()).isEqualTo(new Size.Replicas(null, null));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          {} | - | false
          {active: 2, startTime: "2026-11-20T10:00:00Z"} | 2 | false
          {ready: 0, startTime: "2026-11-20T10:00:00Z"} | 0 | false
          {conditions: [{type: Complete, status: "True"}]} | 0 | true
          {active: 1, conditions: [{type: Failed, status: "False"}]} | 1 | false
          """)
  void readsHowFarAJobIs(String status, @Nullable Integer active, boolean finished) {
    OwnerFact job =
        OwnerProjection.fact(
            ObjectYaml.read(
                Job.class, META + "spec: {parallelism: 2, completions: 5}\nstatus: " + status));

    assertThat(job.size()).isEqualTo(new Size.Run(2, 5, active, finished));
  }

  @Test
  void readsWhatAClaimWantsAndWhereItStands() {
    ClaimFact claim =
        ClaimProjection.fact(
            ObjectYaml.read(
                PersistentVolumeClaim.class,
                META
                    + """
                      annotations:
                        volume.kubernetes.io/selected-node: n-1
                        pv.kubernetes.io/bind-completed: "yes"
                      deletionTimestamp: "2026-01-01T00:00:00Z"
                      ownerReferences:
                      - {apiVersion: v1, kind: Pod, name: other, uid: u-8}
                      - {apiVersion: v1, kind: Pod, name: web-1, uid: u-9, controller: true}
                    spec:
                      accessModes: [ReadWriteOnce]
                      storageClassName: fast
                      volumeName: pv-1
                      volumeMode: Block
                      volumeAttributesClassName: gold
                      selector: {matchLabels: {team: a}}
                      resources: {requests: {storage: 10Gi}}
                    status: {phase: Bound, accessModes: [ReadWriteOnce]}
                    """));

    assertThat(claim)
        .isEqualTo(
            new ClaimFact(
                "shop",
                "one",
                "u-1",
                ClaimFact.Phase.BOUND,
                "pv-1",
                "fast",
                Set.of(AccessMode.READ_WRITE_ONCE),
                10L << 30,
                new NodeName("n-1"),
                new VolumeTerms(new LabelSelector(List.of(in("team", "a"))), true, "gold"),
                new ClaimFact.Stage(true, true),
                "u-9"));
  }

  @Test
  void leavesUnknownWhatAClaimDoesNotSay() {
    ClaimFact claim =
        ClaimProjection.fact(ObjectYaml.read(PersistentVolumeClaim.class, META + "spec: {}"));

    assertThat(claim)
        .isEqualTo(new ClaimFact("shop", "one", "u-1", null, null, null, Set.of(), null, null));
  }

  @Test
  void takesNoPhaseForABindingThatIsNotCompleted() {
    ClaimFact claim =
        ClaimProjection.fact(
            ObjectYaml.read(
                PersistentVolumeClaim.class,
                META + "spec: {volumeName: pv-1}\nstatus: {phase: Bound}"));

    assertThat(claim.bound()).isFalse();
  }

  @Test
  void tellsAClaimOfNoClassFromOneThatNamesNone() {
    ClaimFact claim =
        ClaimProjection.fact(
            ObjectYaml.read(PersistentVolumeClaim.class, META + "spec: {storageClassName: ''}"));

    assertThat(claim.storageClass()).isEmpty();
  }

  @Test
  void doesNotGuessAnAccessMode() {
    PersistentVolumeClaim claim =
        ObjectYaml.read(PersistentVolumeClaim.class, META + "spec: {accessModes: [Telepathy]}");

    assertThatThrownBy(() -> ClaimProjection.fact(claim))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("Telepathy");
  }

  @Test
  void readsWhereAVolumeCanBeAttached() {
    VolumeFact volume =
        VolumeProjection.fact(
            ObjectYaml.read(
                PersistentVolume.class,
                META
                    + """
                      labels: {topology.kubernetes.io/zone: z-1, team: a}
                    spec:
                      capacity: {storage: 2Pi}
                      accessModes: [ReadWriteOncePod, ReadOnlyMany]
                      storageClassName: fast
                      csi: {driver: ebs.csi.aws.com, volumeHandle: vol-1}
                      claimRef: {namespace: shop, name: data, uid: u-2}
                      nodeAffinity:
                        required:
                          nodeSelectorTerms:
                          - matchExpressions: [{key: zone, operator: In, values: [z-1]}]
                    status: {phase: Bound}
                    """));

    assertThat(volume)
        .isEqualTo(
            new VolumeFact(
                "one",
                "u-1",
                new VolumeFact.Place(
                    List.of(new SelectorTerm(List.of(in("zone", "z-1")), List.of())),
                    Map.of("topology.kubernetes.io/zone", "z-1")),
                "fast",
                2L << 50,
                Set.of(AccessMode.READ_WRITE_ONCE_POD, AccessMode.READ_ONLY_MANY),
                new VolumeFact.Source.Csi("ebs.csi.aws.com", "vol-1"),
                new VolumeFact.ClaimRef("shop", "data", "u-2")));
  }

  @Test
  void readsWhatAVolumeIsToClaimsThatLookForOne() {
    VolumeFact volume =
        VolumeProjection.fact(
            ObjectYaml.read(
                PersistentVolume.class,
                META
                    + """
                      labels: {team: a}
                      deletionTimestamp: "2026-01-01T00:00:00Z"
                    spec: {volumeMode: Block, volumeAttributesClassName: gold, nfs: {path: /}}
                    status: {phase: Available}
                    """));

    assertThat(volume.supply())
        .isEqualTo(new VolumeFact.Supply(Map.of("team", "a"), true, "gold", true, true));
  }

  @Test
  void doesNotGuessAVolumeMode() {
    PersistentVolume volume =
        ObjectYaml.read(PersistentVolume.class, META + "spec: {volumeMode: Tape}");

    assertThatThrownBy(() -> VolumeProjection.fact(volume))
        .isInstanceOf(Unreadable.class)
        .hasMessageContaining("Tape");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {nfs: {server: s, path: /}} | nfs | ''
          {hostPath: {path: /data}} | hostPath | ''
          {awsElasticBlockStore: {volumeID: v}} | awsElasticBlockStore | v
          {gcePersistentDisk: {pdName: v}} | gcePersistentDisk | v
          {azureDisk: {diskName: n, diskURI: v}} | azureDisk | v
          {azureDisk: {diskName: n, diskURI: v, kind: managed}} | azureDisk | v
          {azureDisk: {diskName: n, diskURI: v, kind: Dedicated}} | azureDisk | ''
          {cinder: {volumeID: v}} | cinder | v
          {portworxVolume: {volumeID: v}} | portworxVolume | v
          {fromALaterVersion: {x: 1}} | unknown | ''
          """)
  void namesAVolumeOfKubernetesOwnByItsFieldAndDisk(String spec, String kind, String id) {
    VolumeFact volume =
        VolumeProjection.fact(ObjectYaml.read(PersistentVolume.class, META + "spec: " + spec));

    assertThat(volume.source()).isEqualTo(new VolumeFact.Source.InTree(kind, id));
    assertThat(volume.capacityBytes()).isNull();
    assertThat(volume.storageClass()).isNull();
    assertThat(volume.claim()).isNull();
  }

  @Test
  void readsWhenAndWhereAClassMakesVolumes() {
    StorageClassFact storageClass =
        StorageProjection.storageClass(
            ObjectYaml.read(
                StorageClass.class,
                META
                    + """
                      annotations: {storageclass.kubernetes.io/is-default-class: "true"}
                    provisioner: ebs.csi.aws.com
                    volumeBindingMode: WaitForFirstConsumer
                    allowedTopologies:
                    - matchLabelExpressions: [{key: zone, values: [z-1, z-2]}]
                    """));

    assertThat(storageClass)
        .isEqualTo(
            new StorageClassFact(
                "one",
                "ebs.csi.aws.com",
                StorageClassFact.Binding.WAIT_FOR_FIRST_CONSUMER,
                List.of(new SelectorTerm(List.of(in("zone", "z-1", "z-2")), List.of())),
                true));
  }

  @Test
  void readsWhatDriversANodeHasAndTakesNoLimitForUnknown() {
    CsiNodeFact node =
        StorageProjection.node(
            ObjectYaml.read(
                CSINode.class,
                META
                    + """
                    spec:
                      drivers:
                      - {name: a, nodeID: n, topologyKeys: [zone], allocatable: {count: 25}}
                      - {name: b, nodeID: n}
                    """));

    assertThat(node)
        .isEqualTo(
            new CsiNodeFact(
                new NodeName("one"),
                Map.of(
                    "a", new CsiNodeFact.Driver(25, List.of("zone")),
                    "b", new CsiNodeFact.Driver(null, List.of()))));
  }

  @ParameterizedTest
  @CsvSource({
    "'', ''",
    "'annotations: {other: a}', ''",
    "'annotations: {storage.alpha.kubernetes.io/migrated-plugins: \"\"}', ''",
    "'annotations: {storage.alpha.kubernetes.io/migrated-plugins: \"kubernetes.io/aws-ebs,kubernetes.io/cinder\"}', kubernetes.io/aws-ebs kubernetes.io/cinder",
  })
  void readsWhichPluginsHaveMovedToDriversOnANode(String annotations, String plugins) {
    CsiNodeFact node =
        StorageProjection.node(ObjectYaml.read(CSINode.class, META + "  " + annotations + "\n"));

    assertThat(node.migratedPlugins())
        .isEqualTo(plugins.isEmpty() ? Set.of() : Set.of(plugins.split(" ", -1)));
  }

  @Test
  void readsWhatADriverNeeds() {
    CsiDriverFact said =
        StorageProjection.driver(
            ObjectYaml.read(
                CSIDriver.class, META + "spec: {attachRequired: false, storageCapacity: true}"));
    CsiDriverFact silent = StorageProjection.driver(ObjectYaml.read(CSIDriver.class, META));

    assertThat(said).isEqualTo(new CsiDriverFact("one", false, true));
    assertThat(silent).isEqualTo(new CsiDriverFact("one", null, null));
  }

  @Test
  void seesThatANamespaceIsEnding() {
    NamespaceFact lives =
        NamespaceProjection.fact(
            ObjectYaml.read(
                Namespace.class,
                "metadata: {name: shop, labels: {team: a}}\nstatus: {phase: Active}"));
    NamespaceFact ends =
        NamespaceProjection.fact(
            ObjectYaml.read(
                Namespace.class, "metadata: {name: shop}\nstatus: {phase: Terminating}"));

    assertThat(lives).isEqualTo(new NamespaceFact("shop", Map.of("team", "a"), false));
    assertThat(ends.terminating()).isTrue();
  }

  @Test
  void readsAPriorityAndNeverInventsOne() {
    PriorityClass said =
        ObjectYaml.read(
            PriorityClass.class, META + "value: -10\nglobalDefault: true\npreemptionPolicy: Never");
    PriorityClass silent = ObjectYaml.read(PriorityClass.class, META);

    assertThat(PriorityClassProjection.fact(said))
        .isEqualTo(new PriorityClassFact("one", -10, true, PriorityClassFact.Preemption.NEVER));
    assertThatThrownBy(() -> PriorityClassProjection.fact(silent)).isInstanceOf(Unreadable.class);
  }

  private static Requirement in(String key, String... values) {
    return new Requirement(key, Requirement.Operator.IN, List.of(values));
  }
}
