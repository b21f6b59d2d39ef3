package io.drover.rules.lifecycle;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodFact;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is observed of one managed node.
 *
 * @param node its Node object, null while there is none
 * @param pods bound to the Node
 * @param machine what the provider says
 * @param machineId the instance that was sighted with this intent's tag, null where none was
 */
public record Seen(
    @Nullable NodeFact node, List<PodFact> pods, Machine machine, @Nullable String machineId) {
  public Seen {
    pods = List.copyOf(pods);
  }

  /** What the provider says of the machine. */
  public enum Machine {
    /** Nothing that may be relied on. */
    UNKNOWN,
    /** A list that has settled does not contain it. */
    ABSENT,
    /** It exists. */
    PRESENT
  }

  /**
   * Whether the machine is gone for certain: not in a settled list, and its Node does not serve. A
   * list without a machine whose kubelet still reports is a list that errs.
   */
  boolean vanished() {
    return machine == Machine.ABSENT && (node == null || !node.ready());
  }

  /** Pods that must leave before the machine may go: all but DaemonSet and mirror pods. */
  List<PodFact> mustLeave() {
    return pods.stream().filter(pod -> !pod.daemon() && !pod.traits().mirror()).toList();
  }
}
