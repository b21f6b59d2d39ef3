package io.drover.daemon.convert;

import static io.drover.daemon.convert.Examples.line;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Policies of the old groups that mean something else here, or depend on each other. */
class PoliciesTest {
  private static String groups(Converted converted) {
    return converted.files().getOrDefault("nodegroups.yaml", "");
  }

  @Test
  void theSmallerThresholdHoldsForRequestsAndForUse() {
    Converted converted =
        Examples.group("scaleDownPolicy: {cpuThreshold: 60, memoryThreshold: 35}");

    assertThat(groups(converted)).contains("utilizationThreshold: 35%", "maxUsage: 35%");
  }

  @Test
  void aGroupThatMayNotGrowBuysNothing() {
    Converted converted = Examples.group("scaleUpPolicy: {enabled: false}");

    assertThat(groups(converted)).contains("limits:\n    resources:\n      cpu: '0'");
  }

  @Test
  void theShortestWindowsHoldForTheCluster() {
    Converted converted =
        Examples.of(
            """
            kind: NodeGroup
            metadata: {name: a}
            spec:
              minNodes: 0
              maxNodes: 1
              scaleUpPolicy: {stabilizationWindowSeconds: 90}
              scaleDownPolicy: {cooldownSeconds: 600}
            ---
            kind: NodeGroup
            metadata: {name: b}
            spec:
              minNodes: 0
              maxNodes: 1
              scaleUpPolicy: {stabilizationWindowSeconds: 30}
              scaleDownPolicy: {cooldownSeconds: 300}
            """);

    assertThat(converted.files().getOrDefault("drover-vpsie.yaml", ""))
        .contains("pendingTime: 30s", "nodes: 2\n    window: 5m");
  }

  @Test
  void oneTypeIsLeftWithoutMixedInstances() {
    Converted preferred =
        Examples.group(
            "offeringIDs: [small, large]",
            "preferredInstanceType: large",
            "allowMixedInstances: false");

    assertThat(groups(preferred)).contains("instanceTypes:\n  - large\n").doesNotContain("small");
  }

  @Test
  void severalDatacentersAreZones() {
    Converted converted =
        Examples.group(
            "datacenterID: fra",
            "multiRegion: {enabled: true, datacenterIDs: [fra, ams], distributionStrategy: balanced}");

    assertThat(groups(converted)).contains("zones:\n  - fra\n  - ams\n");
    assertThat(line(converted, "spec.multiRegion.distributionStrategy").outcome())
        .isEqualTo(Outcome.CHANGED);
  }

  @Test
  void theAccountSellsWhereverAGroupBuys() {
    assertThat(Examples.document().files().getOrDefault("drover-vpsie.yaml", ""))
        .contains("datacenters:\n      - us-east-1\n      - dc1\n");
    assertThat(Examples.group("notes: anywhere").files().getOrDefault("drover-vpsie.yaml", ""))
        .doesNotContain("datacenters");
  }

  @Test
  void nodesAreReplacedOnlyWhereNobodyWantsToBeAsked() {
    assertThat(groups(Examples.group("costOptimization: {enabled: true}")))
        .contains("consolidate: true");
    assertThat(groups(Examples.group("costOptimization: {strategy: manual}")))
        .doesNotContain("consolidate: true");
    Converted asked = Examples.group("costOptimization: {enabled: true, requireApproval: true}");
    assertThat(groups(asked)).contains("consolidate: false");
    assertThat(line(asked, "spec.costOptimization.requireApproval").outcome())
        .isEqualTo(Outcome.NOT_SUPPORTED);
    assertThat(groups(Examples.group("costOptimization: {enabled: false, strategy: auto}")))
        .doesNotContain("consolidate");
  }

  @Test
  void aGroupThatTheOldOneDidNotManageIsOnlyLookedAt() {
    Converted converted =
        Examples.of(
            """
            kind: NodeGroup
            metadata: {name: a, labels: {autoscaler.vpsie.com/managed: "false"}}
            spec: {minNodes: 0, maxNodes: 1}
            """);

    assertThat(groups(converted)).contains("mode: Observe");
  }

  @Test
  void aVersionThatTheOldPatternRefusesIsToldAndIsNoFailure() {
    assertThat(line(Examples.document(), "spec.kubernetesVersion").text())
        .contains("the old autoscaler's own pattern refuses this value");
    assertThat(line(Examples.group("kubernetesVersion: v1.28.0"), "spec.kubernetesVersion").text())
        .doesNotContain("refuses");
  }

  @Test
  void aNodeGroupThatIsBeingDeletedIsAsked() {
    Converted converted =
        Examples.of(
            """
            kind: NodeGroup
            metadata: {name: a, deletionTimestamp: 2026-01-02T03:04:05Z}
            spec: {minNodes: 0, maxNodes: 1}
            """);

    assertThat(converted.open()).anySatisfy(line -> assertThat(line).contains("is being deleted"));
  }
}
