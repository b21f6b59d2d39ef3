package io.drover.endtoend;

import io.drover.ground.SimulatedCloudProcess;
import java.nio.file.Path;
import java.time.Duration;

/** The usual configuration of a test: one cluster, one cloud, one group of small nodes. */
final class Setup {
  /** How long a node of the group must have been unneeded. */
  static final Duration UNNEEDED = Duration.ofSeconds(12);

  private Setup() {}

  static String of(Path kubeconfig, SimulatedCloudProcess cloud) {
    return of(kubeconfig, cloud.url());
  }

  /** A configuration with one thing changed. */
  static String changed(String yaml, String from, String to) {
    if (!yaml.contains(from)) {
      throw new IllegalArgumentException("there is no " + from + " in " + yaml);
    }
    return yaml.replace(from, to);
  }

  static String of(Path kubeconfig, String cloudUrl) {
    return """
        clusters:
          prod: {kubeconfig: %1$s}
        providers:
          cloud: {kind: simulated, endpoint: "%2$s", rateLimit: 100, listSettles: 1s, requestTimeout: 5s}
        nodeGroups:
          general:
            cluster: prod
            provider: cloud
            min: 0
            max: 40
            instanceTypes: [small]
            zones: [zone-a]
            capacityTypes: [on-demand]
            disruptionBudgets: [{nodes: 100%%}]
            scaleUp: {maxNodesPerPlan: 40, cooldownAfterFailure: 5s}
            scaleDown: {unneededTime: 12s, cooldownAfterScaleUp: 5s}
        safety: {maxNodesPerPlan: 40, maxRemovalsAtOnce: 40, maxDrainsAtOnce: 40, maxRemovalsPerWindow: {nodes: 100, window: 10m}}
        timings: {planInterval: 3s}
        """
        .formatted(kubeconfig, cloudUrl);
  }
}
