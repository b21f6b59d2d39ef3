package io.drover.verticles.cluster.kubernetes;

import static io.drover.verticles.cluster.kubernetes.ObjectYaml.META;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.rules.facts.DaemonSetFact;
import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Token;
import io.drover.verticles.cluster.kubernetes.objects.ManagedNode;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ObjectProjectionsTest {
  private static final Instant CREATED = Instant.parse("2026-11-20T10:00:00Z");

  @Test
  void readsANodeWithoutWhatScalingDoesNotLookAt() {
    NodeFact node =
        NodeProjection.fact(
            ObjectYaml.read(
                Node.class,
                META
                    + """
                      annotations: {drover.dev/do-not-disrupt: "true", other.io/x: y}
                    spec:
                      unschedulable: true
                      providerID: sim://1
                      taints: [{key: k, effect: NoExecute}, {key: s, effect: PreferNoSchedule}]
                    status:
                      capacity: {cpu: "4", memory: 16Gi, pods: "110"}
                      allocatable: {cpu: 3920m, memory: 15Gi, pods: "110"}
                      conditions: [{type: Ready, status: Unknown}]
                    """));

    assertThat(node.annotations()).containsOnlyKeys(NodeFact.DO_NOT_DISRUPT);
    assertThat(node.shape())
        .isEqualTo(
            new NodeFact.Shape(
                Resources.of(4_000, 16L << 30, 110),
                Resources.of(3_920, 15L << 30, 110),
                List.of(
                    new Taint("k", "", Taint.Effect.NO_EXECUTE),
                    new Taint("s", "", Taint.Effect.PREFER_NO_SCHEDULE)),
                true));
    assertThat(node.readiness()).isEqualTo(NodeFact.Readiness.UNKNOWN);
    assertThat(node.providerId()).isEqualTo("sim://1");
  }

  @ParameterizedTest
  @CsvSource({
    "True, disk-pressure, NOT_READY",
    "True, memory-pressure, READY",
    "Unknown, disk-pressure, UNKNOWN"
  })
  void aNodeIsNotReadyWhileTheTaintOfItsFullDiskIsThere(
      String ready, String taint, NodeFact.Readiness readiness) {
    NodeFact node =
        NodeProjection.fact(
            ObjectYaml.read(
                Node.class,
                META
                    + """
                    spec:
                      taints: [{key: node.kubernetes.io/%s, effect: NoSchedule}]
                    status:
                      conditions: [{type: Ready, status: "%s"}]
                    """
                        .formatted(taint, ready)));

    assertThat(node.readiness()).isEqualTo(readiness);
  }

  @ParameterizedTest
  @CsvSource({
    "True, DiskPressure, False, READY",
    "True, DiskPressure, Unknown, READY",
    "True, DiskPressure, True, NOT_READY",
    "True, NetworkUnavailable, True, NOT_READY",
    "True, MemoryPressure, True, READY",
    "Unknown, DiskPressure, True, UNKNOWN",
    "False, NetworkUnavailable, False, NOT_READY"
  })
  void countsANodeAsNotReadyThatCannotServeForAnotherReason(
      String ready, String condition, String status, NodeFact.Readiness readiness) {
    NodeFact node =
        NodeProjection.fact(
            ObjectYaml.read(
                Node.class,
                META
                    + """
                    status:
                      conditions: [{type: Ready, status: "%s"}, {type: %s, status: "%s"}]
                    """
                        .formatted(ready, condition, status)));

    assertThat(node.readiness()).isEqualTo(readiness);
  }

  @ParameterizedTest
  @CsvSource({"true, 1", "false, 0"})
  void readsAttachedVolumesOnlyWhileSomebodyMayWaitForThem(boolean cordoned, int volumes) {
    NodeFact node =
        NodeProjection.fact(
            ObjectYaml.read(
                Node.class,
                META
                    + """
                      annotations: {delay-deletion.cluster-autoscaler.kubernetes.io/backup: ""}
                    spec: {unschedulable: %s}
                    status: {volumesAttached: [{name: disk-1, devicePath: ""}]}
                    """
                        .formatted(cordoned)));

    assertThat(node.attachedVolumes()).hasSize(volumes);
    assertThat(node.deletionDelayed()).isTrue();
  }

  @Test
  void takesANodeThatDoesNotSayWhatItGivesToGiveAllItHas() {
    NodeFact node =
        NodeProjection.fact(
            ObjectYaml.read(
                Node.class,
                META
                    + """
                    status: {capacity: {cpu: "4", hugepages-2Mi: 2Mi, example.com/gpu: "1", pods: "9"}}
                    """));

    assertThat(node.shape().allocatable()).isEqualTo(node.shape().capacity());
    assertThat(node.shape().allocatable().amounts())
        .isEqualTo(
            Map.of("cpu", 4_000L, "hugepages-2Mi", 2L << 20, "example.com/gpu", 1L, "pods", 9L));
  }

  @ParameterizedTest
  @CsvSource({"3, 1, true, false", "2, 1, false, true", "3, 0, true, true"})
  void trustsADisruptionBudgetOnlyWhenItSpeaksOfItsNewestGeneration(
      long observed, int allowed, boolean isObserved, boolean blocks) {
    DisruptionBudgetFact budget =
        BudgetProjection.fact(
            ObjectYaml.read(
                PodDisruptionBudget.class,
                META
                    + """
                    spec: {selector: {matchLabels: {app: web}}}
                    status: {observedGeneration: %d, disruptionsAllowed: %d}
                    """
                        .formatted(observed, allowed)));

    assertThat(budget.observed()).isEqualTo(isObserved);
    assertThat(budget.blocks()).isEqualTo(blocks);
    assertThat(budget.selector().matches(Map.of("app", "web"))).isTrue();
    assertThat(budget.selector().matches(Map.of("app", "db"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"spec: {}, false", "spec: {selector: {}}, true"})
  void coversNothingWithoutASelectorAndEverythingWithAnEmptyOne(String spec, boolean covers) {
    DisruptionBudgetFact budget =
        BudgetProjection.fact(ObjectYaml.read(PodDisruptionBudget.class, META + spec));

    assertThat(budget.selector().matches(Map.of("app", "web"))).isEqualTo(covers);
  }

  @Test
  void readsWhatADaemonSetTakes() {
    DaemonSetFact daemonSet =
        DaemonSetProjection.fact(
            ObjectYaml.read(
                DaemonSet.class,
                META
                    + """
                    spec:
                      template:
                        metadata: {labels: {app: agent}}
                        spec: {containers: [{name: a, resources: {requests: {cpu: 50m}}}]}
                    """));

    assertThat(daemonSet.needs().requests()).isEqualTo(Resources.of(50, 0, 1));
    assertThat(daemonSet.labels()).isEqualTo(Map.of("app", "agent"));
    assertThat(daemonSet.pod().daemon()).isTrue();
  }

  @Test
  void takesARecordThatWasNeverWrittenToAsIntendedSinceItWasMade() {
    ManagedNodeFact record = record("");

    assertThat(record.progress())
        .isEqualTo(
            new ManagedNodeFact.Progress(
                ManagedNodeFact.Phase.INTENDED, CREATED, null, null, null, null));
    assertThat(record.writtenUnder()).isEqualTo(Token.NONE);
  }

  @Test
  void readsHowFarARecordHasCome() {
    ManagedNodeFact record =
        record(
            """
            status:
              phase: Draining
              phaseSince: "2026-11-20T10:30:00.123456Z"
              providerId: sim://1
              nodeName: one
              removal: {reason: UNNEEDED, plan: p-2, interrupted: true}
              epoch: 3
              fence: 4
            """);

    assertThat(record.phase()).isEqualTo(ManagedNodeFact.Phase.DRAINING);
    assertThat(record.progress().removal())
        .isEqualTo(new ManagedNodeFact.Removal("UNNEEDED", "p-2", true));
    assertThat(record.progress().since()).isEqualTo("2026-11-20T10:30:00.123456Z");
    assertThat(record.writtenUnder()).isEqualTo(new Token(3, 4));
  }

  @Test
  void readsWhatARecordStandsFor() {
    ManagedNode object =
        ObjectYaml.read(
            ManagedNode.class,
            META
                + """
                spec:
                  group: general
                  offering: {instanceType: m, zone: z, capacityType: spot}
                  planId: ""
                  reason: STRAY
                  price: "0"
                  takesUp: {providerId: "sim://1", intent: u-9}
                status: {phase: Failed, failure: STRAY}
                """);

    ManagedNodeFact record = RecordProjection.fact(object);

    assertThat(record.intent()).isEqualTo("u-9");
    assertThat(record.deadNode()).isFalse();
    assertThat(record.over()).isTrue();
    assertThat(RecordProjection.spec(record.purchase())).isEqualTo(object.getSpec());
  }

  @Test
  void doesNotTakeAnUnknownPhaseForTheFirst() {
    assertThatThrownBy(() -> record("status: {phase: Hibernating}\n"))
        .isInstanceOf(Unreadable.class);
  }

  @Test
  void readsWhatWasSettledWithTheProvider() {
    ManagedNodeFact record = record("status: {phase: Ready, size: Raised, surplus: [sim://2]}\n");

    assertThat(record.progress().dealings())
        .isEqualTo(new ManagedNodeFact.Dealings(ManagedNodeFact.Sized.RAISED, List.of("sim://2")));
    assertThatThrownBy(() -> record("status: {size: Halved}\n")).isInstanceOf(Unreadable.class);
  }

  private static ManagedNodeFact record(String status) {
    return RecordProjection.fact(
        ObjectYaml.read(
            ManagedNode.class,
            META
                + """
                spec:
                  group: general
                  offering: {instanceType: m, zone: z, capacityType: spot}
                  planId: p-1
                  reason: PODS_UNSCHEDULABLE
                  price: "0.04"
                """
                + status));
  }
}
