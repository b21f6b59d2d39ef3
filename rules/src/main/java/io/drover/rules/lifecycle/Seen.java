package io.drover.rules.lifecycle;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is observed of one managed node.
 *
 * @param node its Node object, null while there is none
 * @param pods bound to the Node
 * @param machine what the provider says
 * @param machineId the instance that is this intent's, by its tag or because it is next to be given
 *     one that has arrived; null where there is none
 * @param dealings what else goes on at the provider
 * @param nodeless for how long a proven view has shown no Node on a machine that had one; zero
 *     while there is one, and where that is not known
 */
public record Seen(
    @Nullable NodeFact node,
    List<PodFact> pods,
    Machine machine,
    @Nullable String machineId,
    Dealings dealings,
    Duration nodeless) {
  public Seen {
    pods = List.copyOf(pods);
  }

  /** Where no Node is missing. */
  public Seen(
      @Nullable NodeFact node,
      List<PodFact> pods,
      Machine machine,
      @Nullable String machineId,
      Dealings dealings) {
    this(node, pods, machine, machineId, dealings, Duration.ZERO);
  }

  public Seen(
      @Nullable NodeFact node, List<PodFact> pods, Machine machine, @Nullable String machineId) {
    this(node, pods, machine, machineId, Dealings.NONE);
  }

  /**
   * What goes on at the provider besides the machine.
   *
   * @param sizeOpen whether a recorded change of the group's target size for this intent is open
   * @param surplus further machines of the intent that are to be deleted, or that were and are not
   *     seen to be gone
   */
  public record Dealings(boolean sizeOpen, List<String> surplus) {
    public static final Dealings NONE = new Dealings(false, List.of());

    public Dealings {
      surplus = List.copyOf(surplus);
    }
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

  /** Whether its Node object has been gone for so long that it will not register again. */
  boolean nodeVanished(Duration patience) {
    return node == null && nodeless.compareTo(patience) >= 0 && nodeless.isPositive();
  }

  /** Pods that must be gone before the machine may go. */
  List<PodFact> mustLeave(Instant now) {
    return pods.stream().filter(pod -> pod.holdsNode(now)).toList();
  }
}
