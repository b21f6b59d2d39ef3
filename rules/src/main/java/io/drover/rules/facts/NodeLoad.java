package io.drover.rules.facts;

/**
 * What the pods that would have to move off a node ask for together.
 *
 * @param cpuMillis CPU in millicores
 * @param memoryBytes memory in bytes
 * @param gpus in whole pieces
 */
public record NodeLoad(int pods, long cpuMillis, long memoryBytes, long gpus) {
  public static final NodeLoad NONE = new NodeLoad(0, 0, 0, 0);

  /**
   * Larger amounts count as this, so that thousands of them can be added up and taken off again.
   */
  private static final long ABSURD = 1L << 50;

  /** With the pod so many times more. */
  public NodeLoad with(PodFact pod, int times) {
    Resources requests = pod.needs().requests();
    return new NodeLoad(
        pods + times,
        cpuMillis + times * Math.clamp(requests.get(Resources.CPU), 0, ABSURD),
        memoryBytes + times * Math.clamp(requests.get(Resources.MEMORY), 0, ABSURD),
        gpus + times * Math.clamp(requests.gpus(), 0, ABSURD));
  }
}
