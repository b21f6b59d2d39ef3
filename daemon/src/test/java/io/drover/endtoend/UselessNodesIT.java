package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.SimulatedCloudProcess;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** F3 and F19: nodes join, are ready, and take none of the pods that they were bought for. */
@Tag("full")
@ExtendWith(ControlPlaneExtension.class)
class UselessNodesIT {
  private static final Duration LONG = Duration.ofMinutes(4);

  /** Of {@code UselessNodes}: three in a row hold the group's buying. */
  private static final int IN_A_ROW = 3;

  /** Somebody has every new Node bear a taint that no group declares. */
  private static final String SOMEBODY =
      """
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingAdmissionPolicy
      metadata: {name: taint-every-node}
      spec:
        failurePolicy: Fail
        reinvocationPolicy: Never
        matchConstraints:
          resourceRules:
            - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [nodes]}
        mutations:
          - patchType: JSONPatch
            jsonPatch:
              expression: >
                [JSONPatch{op: "add", path: "/spec/taints", value:
                  [{"key": "somebody.example/else", "effect": "NoSchedule"}]}]
      ---
      apiVersion: admissionregistration.k8s.io/v1
      kind: MutatingAdmissionPolicyBinding
      metadata: {name: taint-every-node}
      spec: {policyName: taint-every-node}
      """;

  private static final String LARGE =
      "nodeSelector: {team: smaller}\n      tolerations: [{operator: Exists}]";

  private static final String SMALLER =
      """
      nodeGroups:
        smaller:
          cluster: prod
          provider: cloud
          max: 9
          instanceTypes: [small]
          zones: [zone-b]
          capacityTypes: [on-demand]
          labels: {team: smaller}
          capacityOverrides: {cpu: "8"}
          disruptionBudgets: [{nodes: 100%}]
          scaleUp: {cooldownAfterFailure: 5s}
          scaleDown: {unneededTime: 12s, cooldownAfterScaleUp: 5s}
      """;

  @Test
  void threeInARowHoldTheBuyingOfAGroup(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    plane.apply(SOMEBODY);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover =
            DroverUnderTest.start(
                Setup.changed(
                    Setup.changed(Setup.of(plane.kubeconfig(), cloud), "nodeGroups:\n", SMALLER),
                    "max: 40",
                    "max: 40\n    labels: {team: tainted}"))) {
      drover.awaitReady("prod");
      cluster.deploy("web", 1, "500m", "512Mi", "nodeSelector: {team: tainted}");
      cluster.deploy("large", 1, "4", "512Mi", LARGE);

      drover.await(LONG, "the first node", () -> !cluster.nodes().isEmpty());
      String pod = "default/" + cluster.pods("web").getFirst().getMetadata().getName();
      drover.await(
          LONG,
          "the taint to be named",
          () -> drover.says("explain", "pod", pod).contains("somebody.example/else"));
      for (String group : new String[] {"general", "smaller"}) {
        drover.await(LONG, group + " to be held", () -> helps(plane, group).equals("False"));
      }

      CloudWitness witness = new CloudWitness(cloud);
      Await.always(
          Duration.ofSeconds(60),
          "three machines for each group",
          () -> witness.everMade() == 2 * IN_A_ROW);
      assertThat(cluster.running("web") + cluster.running("large")).isZero();
      assertThat(drover.says("explain", "pod", pod)).contains("NODES_DO_NOT_HELP");
    }
  }

  private static String helps(ControlPlane plane, String group) {
    return plane
        .kubectl(
            "get",
            "nodegroup",
            group,
            "-o",
            "jsonpath={.status.conditions[?(@.type=='NodesHelp')].status}")
        .strip();
  }
}
