package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.rules.facts.HostPort;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Owner;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodFact.Scheduling;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Toleration;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PodProjectionTest {
  private static final String HEAD =
      """
      apiVersion: v1
      kind: Pod
      metadata:
        name: web-1
        namespace: shop
        uid: u-1
        resourceVersion: "42"
        creationTimestamp: "2026-11-20T10:00:00Z"
        labels: {app: web}
      """;

  @Test
  void tellsWhoseItIsAndHowItLeaves() {
    PodFact pod =
        fact(
            """
              ownerReferences:
              - {apiVersion: v1, kind: Some, name: other, uid: o-1}
              - {apiVersion: apps/v1, kind: ReplicaSet, name: web, uid: o-2, controller: true}
              annotations: {cluster-autoscaler.kubernetes.io/safe-to-evict: "false"}
              deletionTimestamp: "2026-11-20T11:00:45Z"
              deletionGracePeriodSeconds: 45
            spec:
              nodeName: one
              priority: 7
              terminationGracePeriodSeconds: 45
              containers: [{name: main}]
            """);

    assertThat(pod.identity().labels()).containsEntry("app", "web");
    assertThat(pod.traits().owner()).isEqualTo(new Owner("ReplicaSet", "web", "o-2"));
    assertThat(pod.traits().grace()).isEqualTo(Duration.ofSeconds(45));
    assertThat(pod.traits().priority()).isEqualTo(7);
    assertThat(pod.traits().consent()).isEqualTo(PodFact.Consent.REFUSED);
    assertThat(pod.traits().mirror()).isFalse();
    assertThat(pod.state())
        .isEqualTo(
            new PodFact.State(
                Scheduling.BOUND,
                new NodeName("one"),
                null,
                Instant.parse("2026-11-20T11:00:00Z"),
                Instant.parse("2026-11-20T11:00:45Z")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          karpenter.sh/do-not-disrupt: "true" | REFUSED |
          drover.dev/do-not-disrupt: "true" | REFUSED |
          karpenter.sh/do-not-disrupt: "false" | UNSAID |
          karpenter.sh/do-not-disrupt: "" | UNSAID |
          karpenter.sh/do-not-disrupt: "for ever" | REFUSED |
          karpenter.sh/do-not-disrupt: "1h30m" | UNSAID | 2026-11-20T11:31:00Z
          drover.dev/do-not-disrupt: "1m", karpenter.sh/do-not-disrupt: "30m" | UNSAID | 2026-11-20T10:31:00Z
          drover.dev/safe-to-evict: "true", karpenter.sh/do-not-disrupt: "30m" | GIVEN | 2026-11-20T10:31:00Z
          """)
  void isHeldForGoodOrSinceItsStart(
      String annotations, PodFact.Consent consent, @Nullable Instant until) {
    PodFact pod =
        fact(
            """
              annotations: {%s}
            spec: {containers: [{name: main}]}
            status: {startTime: "2026-11-20T10:01:00Z"}
            """
                .formatted(annotations));

    assertThat(pod.traits().consent()).isEqualTo(consent);
    assertThat(pod.traits().heldUntil()).isEqualTo(until);
  }

  @Test
  void isHeldWhereItsTimeHasNotBegun() {
    PodFact pod =
        fact(
            """
              annotations: {karpenter.sh/do-not-disrupt: 30m}
            spec: {containers: [{name: main}]}
            """);

    assertThat(pod.traits().consent()).isEqualTo(PodFact.Consent.REFUSED);
  }

  @ParameterizedTest
  @CsvSource({
    "apps/v1, StatefulSet, StatefulSet",
    "extensions/v1beta1, ReplicaSet, ReplicaSet",
    "v1, ReplicationController, ReplicationController",
    "apps.kruise.io/v1beta1, StatefulSet, StatefulSet.apps.kruise.io",
    "apps.kruise.io/v1alpha1, CloneSet, CloneSet",
    "apps.kruise.io/v1alpha1, DaemonSet, DaemonSet"
  })
  void aKindOfTheSameNameInAnotherGroupIsAnotherKind(String version, String kind, String told) {
    PodFact pod = fact(ownedBy(version, kind, "false"));

    assertThat(pod.traits().owner()).isEqualTo(new Owner(told, "web", "o-1"));
  }

  @ParameterizedTest
  @CsvSource({"true, DaemonSet", "false, CloneSet", "yes, CloneSet"})
  void aPodThatIsAnnotatedAsADaemonsBelongsToItsNode(String annotated, String told) {
    PodFact pod = fact(ownedBy("apps.kruise.io/v1alpha1", "CloneSet", annotated));

    assertThat(pod.traits().owner()).isEqualTo(new Owner(told, "web", "o-1"));
  }

  private static String ownedBy(String version, String kind, String daemon) {
    return """
          ownerReferences:
          - {apiVersion: %s, kind: %s, name: web, uid: o-1, controller: true}
          annotations: {cluster-autoscaler.kubernetes.io/daemonset-pod: "%s"}
        spec:
          containers: [{name: main}]
        """
        .formatted(version, kind, daemon);
  }

  @Test
  void readsSelectorsAffinityTolerationsAndPorts() {
    PodFact pod =
        fact(
            """
            spec:
              nodeSelector: {disk: ssd}
              affinity:
                nodeAffinity:
                  requiredDuringSchedulingIgnoredDuringExecution:
                    nodeSelectorTerms:
                    - matchExpressions: [{key: zone, operator: NotIn, values: [a]}]
                      matchFields: [{key: metadata.name, operator: In, values: [one]}]
              tolerations:
              - {key: dedicated, operator: Equal, value: x, effect: NoSchedule}
              - {operator: Exists}
              containers:
              - {name: main, ports: [{containerPort: 80, hostPort: 8080}, {containerPort: 81}]}
            """);

    assertThat(pod.needs().nodes().nodeSelector()).containsEntry("disk", "ssd");
    assertThat(pod.needs().nodes().affinity())
        .containsExactly(
            new SelectorTerm(
                List.of(new Requirement("zone", Requirement.Operator.NOT_IN, List.of("a"))),
                List.of(
                    new Requirement("metadata.name", Requirement.Operator.IN, List.of("one")))));
    assertThat(pod.needs().nodes().tolerations())
        .containsExactly(
            new Toleration("dedicated", Toleration.Operator.EQUAL, "x", Taint.Effect.NO_SCHEDULE),
            new Toleration(null, Toleration.Operator.EXISTS, "", null));
    assertThat(pod.needs().hostPorts()).containsExactly(new HostPort("", "TCP", 8080));
    assertThat(pod.needs().notSimulated()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          topologySpreadConstraints: [{whenUnsatisfiable: DoNotSchedule, topologyKey: z, maxSkew: 1}] |
          affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: z}]}} |
          affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: z}]}} |
          volumes: [{name: v, persistentVolumeClaim: {claimName: c}}] |
          volumes: [{name: v, ephemeral: {}}] |
          volumes: [{name: v, awsElasticBlockStore: {volumeID: d}}] |
          volumes: [{name: v, azureDisk: {diskName: d}}] | volumes.inTree
          volumes: [{name: v, cinder: {volumeID: d}}] | volumes.inTree
          volumes: [{name: v, vsphereVolume: {volumePath: d}}] | volumes.inTree
          volumes: [{name: v, portworxVolume: {volumeID: d}}] | volumes.inTree
          volumes: [{name: v, azureFile: {shareName: d}}] |
          volumes: [{name: v, csi: {driver: d}}] |
          volumes: [{name: v, configMap: {name: c}}] |
          hostUsers: false |
          {hostUsers: false, hostNetwork: true} | nodeDeclaredFeatures
          initContainers: [{name: i, restartPolicyRules: [{action: RestartAllContainers}]}] | nodeDeclaredFeatures
          initContainers: [{name: i, restartPolicyRules: [{action: Restart}]}] |
          schedulingGroup: {podGroupName: g} | schedulingGroup
          resourceClaims: [{name: gpu}] | resourceClaims
          schedulerName: mine | schedulerName
          schedulerName: default-scheduler |
          tolerations: [{key: k, operator: Gt, value: "3"}] | tolerations
          """)
  void namesWhatTheModelDoesNotKnow(String spec, @Nullable String name) {
    String inner = spec.startsWith("{") ? spec.substring(1, spec.length() - 1) : spec;

    PodFact pod = fact("spec: {containers: [{name: main}], " + inner + "}\n");

    assertThat(pod.needs().notSimulated()).isEqualTo(name == null ? Set.of() : Set.of(name));
  }

  @Test
  void doesNotSimulateAPodWhoseExtendedResourceWasFoundAmongDevices() {
    PodFact pod =
        fact(
            """
            spec: {containers: [{name: main}]}
            status: {extendedResourceClaimStatus: {resourceClaimName: c}}
            """);

    assertThat(pod.needs().notSimulated()).containsExactly("resourceClaims");
  }

  @Test
  void tellsAllThatOthersOnItsNodeHaveToDoWith() {
    PodFact pod =
        fact(
            """
            spec:
              containers: [{name: main}]
              topologySpreadConstraints:
              - {whenUnsatisfiable: DoNotSchedule, topologyKey: zone, maxSkew: 1, labelSelector: {}}
              volumes: [{name: v, persistentVolumeClaim: {claimName: c}}]
            """);

    assertThat(pod.needs().company().spread()).hasSize(1);
    assertThat(pod.needs().volumes().claims()).containsExactly("c");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{key: zone, operator: Near, values: [a]}",
        "{key: zone, values: [a]}",
        "{operator: Exists}",
        "{key: cores, operator: Gt}",
        "{key: cores, operator: Lt, values: ['1', '2']}",
      })
  void doesNotGuessWhichNodesItChooses(String expression) {
    String spec =
        """
        spec: {affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution:
          {nodeSelectorTerms: [{matchExpressions: [%s]}]}}}}
        """
            .formatted(expression);

    assertThatThrownBy(() -> fact(spec)).isInstanceOf(Unreadable.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '' | WAITING
          'phase: Succeeded' | FINISHED
          'phase: Failed' | FINISHED
          'conditions: [{type: PodScheduled, status: "False", reason: SchedulingGated}]' | GATED
          'conditions: [{type: PodScheduled, status: "False", reason: Unschedulable, lastTransitionTime: "2026-11-20T10:05:00Z"}]' | UNSCHEDULABLE
          'conditions: [{type: PodScheduled, status: "False", reason: SchedulerError}]' | WAITING
          'nominatedNodeName: one' | NOMINATED
          """)
  void tellsWhatTheSchedulerHasSaid(String status, Scheduling scheduling) {
    PodFact pod = fact("spec: {containers: [{name: main}]}\nstatus: {" + status + "}\n");

    assertThat(pod.state().scheduling()).isEqualTo(scheduling);
    assertThat(pod.state().pendingSince())
        .isEqualTo(
            scheduling == Scheduling.UNSCHEDULABLE ? Instant.parse("2026-11-20T10:05:00Z") : null);
    assertThat(pod.state().nodeName())
        .isEqualTo(scheduling == Scheduling.NOMINATED ? new NodeName("one") : null);
  }

  @Test
  void staysPendingSinceItWasRefusedThoughItIsNominated() {
    PodFact pod =
        fact(
            """
            spec: {containers: [{name: main}]}
            status:
              nominatedNodeName: one
              conditions:
              - {type: PodScheduled, status: "False", reason: Unschedulable, lastTransitionTime: "2026-11-20T10:05:00Z"}
            """);

    assertThat(pod.state().scheduling()).isEqualTo(Scheduling.NOMINATED);
    assertThat(pod.state().pendingSince()).isEqualTo(Instant.parse("2026-11-20T10:05:00Z"));
  }

  @ParameterizedTest
  @CsvSource({
    "'', true",
    "preemptionPolicy: PreemptLowerPriority, true",
    "preemptionPolicy: Never, false"
  })
  void tellsWhetherItTakesThePlaceOfOthers(String policy, boolean preempts) {
    PodFact pod = fact("spec: {containers: [{name: main}], priority: 5, " + policy + "}\n");

    assertThat(pod.traits().preempts()).isEqualTo(preempts);
  }

  @Test
  void standsOnItsNodeWhereverElseItWasNominated() {
    PodFact pod =
        fact(
            "spec: {containers: [{name: main}], nodeName: two}\nstatus: {nominatedNodeName: one}\n");

    assertThat(pod.boundTo(new NodeName("two"))).isTrue();
    assertThat(pod.takesRoomOn(new NodeName("one"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          '{name: v, emptyDir: {}}' | '' | true
          '{name: v, emptyDir: {medium: Memory}}' | '' | false
          '{name: v, hostPath: {path: /x}}' | '' | true
          '{name: v, emptyDir: {}}' | 'other, v' | false
          '{name: v, emptyDir: {}}' | 'other' | true
          """)
  void keepsDataOnItsNodeUnlessItsOwnerDoesNotMind(String volume, String safe, boolean kept) {
    PodFact pod =
        fact(
            """
              annotations: {cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes: "%s"}
            spec:
              containers: [{name: main}]
              volumes: [%s]
            """
                .formatted(safe, volume));

    assertThat(pod.traits().localStorage()).isEqualTo(kept);
  }

  private static PodFact fact(String rest) {
    return PodProjection.fact(ObjectYaml.read(Pod.class, HEAD + rest));
  }
}
