package io.drover.rules.lifecycle;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.LastResort;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Progress;
import io.drover.rules.facts.ManagedNodeFact.Removal;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodFact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How a node becomes empty: cordoned first, then its pods are evicted in turns until none holds it.
 * Where there is a {@link LastResort} what is left is deleted then, and the drain is given up only
 * when that does not come about either.
 *
 * @param timeouts how long pods may refuse to be evicted; what terminates by then has its grace
 *     period
 */
record Draining(GroupSpec.Timeouts timeouts) {

  Next next(ManagedNodeFact record, Seen seen, Instant now) {
    Progress progress = record.progress();
    NodeFact node = seen.node();
    if (node == null || seen.vanished()) {
      return Transition.EMPTY.take(progress, now);
    }
    if (Ending.NODE_VANISHED.of(progress.removal()) && node.ready() && mayBeKept(record)) {
      return Transition.CAME_BACK.take(progress.failing(null).removedFor(null), now);
    }
    if (!node.shape().unschedulable() && node.markedDraining() && mayBeKept(record)) {
      // We had cordoned it: whoever took that away wants the node to serve.
      return givenUp(progress, Ending.DRAIN_VETOED, now);
    }
    if (!node.shape().unschedulable() || !node.markedDraining()) {
      return new Next.Act(List.of(new Command.Cordon(node)), null);
    }
    List<PodFact> mustLeave = seen.mustLeave(now);
    return mustLeave.isEmpty()
        ? Transition.EMPTY.take(progress, now)
        : evicting(record, mustLeave, now);
  }

  private Next evicting(ManagedNodeFact record, List<PodFact> mustLeave, Instant now) {
    Progress progress = record.progress();
    Optional<LastResort> last = LastResort.of(timeouts, progress);
    Instant latest = latest(progress, last);
    boolean timedOut = !now.isBefore(latest);
    if (timedOut && goesAnyway(progress)) {
      return Transition.OUT_OF_TIME.take(progress.failing(Ending.DRAIN_TIMEOUT.name()), now);
    }
    List<PodFact> turn =
        hurried(progress, now) ? EvictionOrder.staying(mustLeave) : EvictionOrder.turn(mustLeave);
    if (timedOut && !turn.isEmpty() && mayBeKept(record)) {
      return givenUp(progress, Ending.DRAIN_TIMEOUT, now);
    }
    List<PodFact> due =
        last.stream()
            .flatMap(
                resort ->
                    EvictionOrder.staying(mustLeave).stream().filter(pod -> resort.due(pod, now)))
            .toList();
    return new Next.Act(ending(turn, due), wakeAt(mustLeave, latest, last, now));
  }

  /**
   * When it ends undone. The last resort, too, may be refused: then the node is not to be cordoned
   * for ever.
   */
  private Instant latest(Progress progress, Optional<LastResort> last) {
    Instant begins =
        goesAnyway(progress)
            ? progress.since()
            : last.map(LastResort::deadline).orElse(progress.since());
    return begins.plus(timeouts.drain());
  }

  /** Those that are due are not asked any more. */
  private static List<Command> ending(List<PodFact> turn, List<PodFact> due) {
    List<PodFact> asked = turn.stream().filter(pod -> !due.contains(pod)).toList();
    List<Command> commands = new ArrayList<>();
    if (!due.isEmpty()) {
      commands.add(new Command.EndPods(due));
    }
    if (!asked.isEmpty()) {
      commands.add(new Command.EvictPods(asked));
    }
    return commands;
  }

  /**
   * The time-out, or sooner when a pod that terminates begins to count as stuck, or one that stays
   * comes to the last resort.
   */
  private static @Nullable Instant wakeAt(
      List<PodFact> mustLeave, Instant latest, Optional<LastResort> last, Instant now) {
    Stream<Instant> due =
        last.stream()
            .flatMap(resort -> EvictionOrder.staying(mustLeave).stream().map(resort::dueAt));
    return Stream.of(
            mustLeave.stream().map(PodFact::stuckFrom).filter(Objects::nonNull),
            Stream.of(latest).filter(now::isBefore),
            due.filter(now::isBefore))
        .flatMap(each -> each)
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** A machine that goes anyway gives pods of the second turn half of the time at least. */
  private boolean hurried(Progress progress, Instant now) {
    return goesAnyway(progress)
        && !now.isBefore(progress.since().plus(timeouts.drain().dividedBy(2)));
  }

  static boolean goesAnyway(Progress progress) {
    Removal removal = progress.removal();
    return removal != null && removal.interrupted();
  }

  /**
   * Whether the drain can be given up. Not for a machine that is taken away anyway; whoever deleted
   * the record wants the node gone, and an intent has one machine; its pods still leave only as
   * they may.
   */
  private static boolean mayBeKept(ManagedNodeFact record) {
    return !record.identity().deleting()
        && !record.secondMachine()
        && !goesAnyway(record.progress());
  }

  private static Next givenUp(Progress progress, Ending why, Instant now) {
    return Transition.GIVEN_UP.take(progress.failing(why.name()).removedFor(null), now);
  }
}
