package io.drover.ground;

import java.time.Duration;

/**
 * What a test may set of a control plane.
 *
 * @param nodeMonitorGracePeriod silence after which the controller manager calls a node not ready;
 *     Kubernetes' default is 50 s
 * @param nodeLeaseDuration what a kubelet writes into its lease; renewed every quarter of it
 */
public record ControlPlaneOptions(Duration nodeMonitorGracePeriod, Duration nodeLeaseDuration) {
  /** As in a cluster that nobody tuned. */
  public static ControlPlaneOptions real() {
    return new ControlPlaneOptions(Duration.ofSeconds(50), Duration.ofSeconds(40));
  }

  /** Nodes that fall silent are noticed after about ten seconds. */
  public static ControlPlaneOptions quickToNoticeSilence() {
    return new ControlPlaneOptions(Duration.ofSeconds(8), Duration.ofSeconds(8));
  }
}
