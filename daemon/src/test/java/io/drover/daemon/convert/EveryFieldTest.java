package io.drover.daemon.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing that the old autoscaler's schemas have is dropped, and nothing else is either. */
class EveryFieldTest {
  private static final Converted FULL = Examples.full();

  private static final String NODE_GROUP =
      """
      minNodes maxNodes datacenterID resourceIdentifier project offeringIDs osImageID
      kubernetesVersion preferredInstanceType allowMixedInstances labels taints
      scaleUpPolicy.enabled scaleUpPolicy.stabilizationWindowSeconds scaleUpPolicy.cpuThreshold
      scaleUpPolicy.memoryThreshold scaleDownPolicy.enabled
      scaleDownPolicy.stabilizationWindowSeconds scaleDownPolicy.cpuThreshold
      scaleDownPolicy.memoryThreshold scaleDownPolicy.cooldownSeconds sshKeyIDs tags notes
      kubeSizeID spotConfig.enabled spotConfig.maxSpotPercentage spotConfig.fallbackToOnDemand
      spotConfig.interruptionGracePeriod spotConfig.allowedInterruptionRate multiRegion.enabled
      multiRegion.datacenterIDs multiRegion.distributionStrategy multiRegion.weightedDistribution
      multiRegion.primaryDatacenter multiRegion.minNodesPerRegion costOptimization.enabled
      costOptimization.strategy costOptimization.optimizationInterval
      costOptimization.minMonthlySavings costOptimization.maxPerformanceImpact
      costOptimization.requireApproval
      """;
  private static final String NODE_GROUP_STATUS =
      """
      currentNodes desiredNodes readyNodes vpsieGroupID nodes[0].nodeName nodes[0].vpsID
      nodes[0].instanceType nodes[0].status nodes[0].createdAt nodes[0].readyAt nodes[0].ipAddress
      conditions lastScaleTime lastScaleUpTime lastScaleDownTime observedGeneration
      """;
  private static final String SERVER =
      """
      vpsieInstanceID instanceType nodeGroupName datacenterID resourceIdentifier project
      kubernetesVersion osImageID sshKeyIDs nodeName ipAddress ipv6Address vpsieGroupID
      vpsieNodeIdentifier
      """;
  private static final String SERVER_STATUS =
      """
      phase nodeName vpsieStatus hostname resources.cpu resources.memoryMB resources.diskGB
      resources.bandwidthGB createdAt provisionedAt joinedAt readyAt terminatingAt deletedAt
      conditions lastError observedGeneration
      """;
  private static final String GLOBAL =
      """
      scaleUpCooldownSeconds scaleDownCooldownSeconds maxConcurrentScaleUps maxConcurrentScaleDowns
      maxClusterWorkers unschedulablePodGracePeriodSeconds enableDynamicNodeGroupCreation
      enableRebalancing nodeReadyTimeoutSeconds podEvictionTimeoutSeconds
      """;
  private static final String FLAGS =
      """
      kubeconfig metrics-addr health-addr leader-election leader-election-id
      leader-election-namespace sync-period vpsie-secret-name vpsie-secret-namespace
      default-datacenter-id default-offering-ids resource-identifier kubernetes-version
      kube-size-id log-level log-format development failed-vpsienode-ttl enable-webhook webhook-addr
      webhook-cert-dir webhook-cert-file webhook-key-file sentry-dsn sentry-environment
      sentry-traces-sample-rate sentry-error-sample-rate
      """;
  private static final String LABELS =
      "managed nodegroup nodegroup-namespace vpsienode datacenter offering scale-down-disabled";
  private static final String ANNOTATIONS =
      "vps-id creation-requested creation-reason protected scale-down scale-down-allowed-hours"
          + " drain-start-time drain-status";

  private static Stream<String> each(String title, String prefix, String names, String suffix) {
    return Arrays.stream(names.strip().split("\\s+", -1))
        .map(name -> title + "|" + prefix + name + suffix);
  }

  static List<String> fields() {
    String group = "NodeGroup kube-system/workers";
    String server = "VPSieNode kube-system/workers-abc";
    String ours = "autoscaler.vpsie.com/";
    return Stream.of(
            each(group, "spec.", NODE_GROUP, ""),
            each(group, "status.", NODE_GROUP_STATUS, ""),
            each(group, "metadata.", "name namespace finalizers", ""),
            each(server, "spec.", SERVER, ""),
            each(server, "status.", SERVER_STATUS, ""),
            each(server, "metadata.labels[" + ours, LABELS, "]"),
            each(server, "metadata.annotations[" + ours, ANNOTATIONS, "]"),
            each("AutoscalerConfig default", "spec.globalSettings.", GLOBAL, ""),
            each("AutoscalerConfig default", "spec.", "nodeGroupDefaults", ""),
            each("command line", "flags.", FLAGS, ""),
            each(
                "Secret kube-system/vpsie-secret",
                "data[",
                "clientId clientSecret url resourceIdentifier datacenterId projectId",
                "]"))
        .flatMap(fields -> fields)
        .toList();
  }

  @ParameterizedTest
  @MethodSource("fields")
  void isToldAndKnown(String field) {
    String[] parts = field.split("\\|", 2);
    List<ReportLine> lines =
        FULL.lines().stream()
            .filter(line -> line.object().equals(parts[0]) && line.path().equals(parts[1]))
            .toList();

    assertThat(lines).hasSize(1);
    assertThat(lines.getFirst().outcome()).isNotEqualTo(Outcome.UNKNOWN);
    assertThat(lines.getFirst().text()).isNotBlank();
  }

  @Test
  void whatNoSchemaHasIsToldAsUnknown() {
    Set<String> unknown =
        FULL.lines().stream()
            .filter(line -> line.outcome() == Outcome.UNKNOWN)
            .map(ReportLine::path)
            .collect(Collectors.toSet());

    assertThat(unknown)
        .containsExactlyInAnyOrder(
            "spec.futureField", "data[password]", "flags.brand-new", "env.ELSE");
  }

  @Test
  void otherObjectsAreTold() {
    Converted converted =
        Examples.of(
            """
            apiVersion: drover.dev/v1alpha1
            kind: NodeGroup
            metadata: {name: new}
            ---
            apiVersion: autoscaler.vpsie.com/v1alpha1
            kind: NodeGroup
            metadata: {name: old}
            spec: {minNodes: 0, maxNodes: 1}
            """);

    assertThat(Examples.line(converted, "(the object)"))
        .returns("NodeGroup new", ReportLine::object)
        .returns(Outcome.UNKNOWN, ReportLine::outcome);
  }
}
