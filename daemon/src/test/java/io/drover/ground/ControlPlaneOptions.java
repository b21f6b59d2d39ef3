package io.drover.ground;

import java.time.Duration;

/**
 * What a test may set of a control plane.
 *
 * @param nodeMonitorGracePeriod silence after which the controller manager calls a node not ready;
 *     Kubernetes' default is 50 s
 * @param nodeLeaseDuration what a kubelet writes into its lease; renewed every quarter of it
 * @param requestsPerSecond that controllers and scheduler allow themselves; Kubernetes' defaults
 *     are 20 and 50
 */
public record ControlPlaneOptions(
    Duration nodeMonitorGracePeriod, Duration nodeLeaseDuration, int requestsPerSecond) {
  private static final int USUAL = 0;

  /** As in a cluster that nobody tuned. */
  public static ControlPlaneOptions real() {
    return new ControlPlaneOptions(Duration.ofSeconds(50), Duration.ofSeconds(40), USUAL);
  }

  /** Nodes that fall silent are noticed after about ten seconds. */
  public static ControlPlaneOptions quickToNoticeSilence() {
    return new ControlPlaneOptions(Duration.ofSeconds(8), Duration.ofSeconds(8), USUAL);
  }

  /** Controllers and scheduler do not hold themselves back, as those of large clusters do not. */
  public static ControlPlaneOptions forManyPods() {
    return new ControlPlaneOptions(
        real().nodeMonitorGracePeriod(), real().nodeLeaseDuration(), 400);
  }

  boolean hasRate() {
    return requestsPerSecond != USUAL;
  }

  boolean quick() {
    return !nodeMonitorGracePeriod.equals(real().nodeMonitorGracePeriod());
  }
}
