package io.drover.rules.lifecycle;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodFact;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the machine of an empty node is let go: after volumes were detached, which a deleted machine
 * does not do in good order, and after those who asked for a delay; for neither without end.
 *
 * @param patience how long either may hold it
 */
record Release(Duration patience) {

  /** Why a machine is kept for a moment. */
  private enum Hold {
    /** Volumes of pods that left are still attached. */
    VOLUMES_ATTACHED,
    /** An annotation asks for it. */
    DELETION_DELAYED
  }

  /**
   * What is done now.
   *
   * @param since when the node was found empty
   */
  Next next(String machine, Seen seen, Instant since, Instant now) {
    Hold hold = hold(seen);
    Command delete = new Command.DeleteMachine(machine);
    if (hold == null) {
      return new Next.Act(List.of(delete), null);
    }
    Instant latest = since.plus(patience);
    return now.isBefore(latest)
        ? new Next.Act(List.of(tell("waiting", hold, "the machine is kept")), latest)
        : new Next.Act(
            List.of(tell("went-on", hold, "the machine goes all the same"), delete), null);
  }

  private Command tell(String kind, Hold hold, String what) {
    return new Command.Tell(kind, hold.name(), what + "; timeouts.deletionDelay is " + patience);
  }

  private static @Nullable Hold hold(Seen seen) {
    NodeFact node = seen.node();
    if (node == null) {
      return null;
    }
    if (node.deletionDelayed()) {
      return Hold.DELETION_DELAYED;
    }
    // Without a kubelet nothing is unmounted, so nothing will be detached in good order.
    return node.ready() && node.attachedVolumes().size() > ofPodsThatStay(seen.pods())
        ? Hold.VOLUMES_ATTACHED
        : null;
  }

  /** Attachments do not name their claims, so that both are counted. */
  private static long ofPodsThatStay(List<PodFact> pods) {
    return pods.stream()
        .flatMap(
            pod ->
                pod.needs().volumes().claims().stream()
                    .map(claim -> pod.podKey().namespace() + "/" + claim))
        .distinct()
        .count();
  }
}
