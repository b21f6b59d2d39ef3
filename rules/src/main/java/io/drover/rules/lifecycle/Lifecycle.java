package io.drover.rules.lifecycle;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Dealings;
import io.drover.rules.facts.ManagedNodeFact.Progress;
import io.drover.rules.facts.ManagedNodeFact.Removal;
import io.drover.rules.facts.ManagedNodeFact.Sized;
import io.drover.rules.facts.ManagedNodeFact.TakenUp;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.Taint;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The state machine of a managed node: what is recorded, what is seen and what time it is give the
 * next step. It holds nothing itself, so that a restart resumes every life from its record.
 *
 * @param timeouts of the node's group
 * @param labels that a joined Node of the group must carry
 * @param startupTaints that go away before a node counts as ready
 * @param startupTaintPrefixes of keys of others that do
 * @param removable whether the provider can take away exactly this machine; where it cannot, none
 *     is drained in vain
 */
public record Lifecycle(
    GroupSpec.Timeouts timeouts,
    Map<String, String> labels,
    List<Taint> startupTaints,
    List<String> startupTaintPrefixes,
    boolean removable) {
  public Lifecycle {
    labels = Map.copyOf(labels);
    startupTaints = List.copyOf(startupTaints);
    startupTaintPrefixes = List.copyOf(startupTaintPrefixes);
  }

  /** With the prefixes only that are known everywhere. */
  public Lifecycle(
      GroupSpec.Timeouts timeouts,
      Map<String, String> labels,
      List<Taint> startupTaints,
      boolean removable) {
    this(timeouts, labels, startupTaints, List.of(), removable);
  }

  public Lifecycle(
      GroupSpec.Timeouts timeouts, Map<String, String> labels, List<Taint> startupTaints) {
    this(timeouts, labels, startupTaints, true);
  }

  public Next next(ManagedNodeFact record, Seen seen, Instant now) {
    Progress progress = record.progress();
    if (progress.providerId() == null || record.over()) {
      return inPhase(record, seen, now);
    }
    List<String> surplus = seen.dealings().surplus();
    if (!surplus.equals(progress.dealings().surplus())) {
      // Written before it is deleted, so that nobody takes another machine for it later.
      Dealings dealings = new Dealings(progress.dealings().sized(), surplus);
      return Transition.NOTED_SURPLUS.note(progress, progress.dealing(dealings));
    }
    return alsoDeleting(surplus, inPhase(record, seen, now));
  }

  private static Next alsoDeleting(List<String> surplus, Next next) {
    if (surplus.isEmpty() || !(next instanceof Next.Act(var commands, var wakeAt))) {
      return next;
    }
    List<Command> all = new ArrayList<>(commands);
    all.add(new Command.DeleteSurplus(surplus));
    return new Next.Act(all, wakeAt);
  }

  private Next inPhase(ManagedNodeFact record, Seen seen, Instant now) {
    return switch (record.phase()) {
      case INTENDED -> intended(record, seen, now);
      case PROVISIONED -> provisioned(record, seen, now);
      case JOINED -> joined(record, seen, now);
      case READY -> ready(record, seen, now);
      case DRAINING -> new Draining(timeouts).next(record, seen, now);
      case TERMINATING -> terminating(record, seen, now);
      case FAILED -> failed(record, seen, now);
      case GONE -> new Next.Act(List.of(new Command.CloseRecord()), null);
    };
  }

  private Next intended(ManagedNodeFact record, Seen seen, Instant now) {
    Progress progress = record.progress();
    TakenUp takenUp = record.purchase().takesUp();
    if (takenUp != null) {
      Progress on = progress.onMachine(takenUp.providerId());
      return Transition.TAKEN_UP.take(takenUp(record, on), now);
    }
    if (seen.machineId() != null) {
      return Transition.SIGHTED.take(progress.onMachine(seen.machineId()), now);
    }
    if (progress.removal() != null) {
      return givenUp(record, seen, now);
    }
    if (record.identity().deleting()) {
      return withdrawn(progress, Ending.REMOVED_BY_HAND);
    }
    Instant latest = record.identity().createdAt().plus(timeouts.provision());
    if (!now.isBefore(latest)) {
      return withdrawn(progress, Ending.PROVISION_TIMEOUT);
    }
    return new Next.Act(List.of(new Command.CreateMachine()), latest);
  }

  private static Progress takenUp(ManagedNodeFact record, Progress on) {
    if (record.secondMachine()) {
      return unwanted(on, Ending.SECOND_MACHINE_OF_INTENT);
    }
    return record.deadNode() ? unwanted(on, Ending.STRAY) : on;
  }

  private static Next givenUp(ManagedNodeFact record, Seen seen, Instant now) {
    Progress progress = record.progress();
    if (progress.providerId() != null) {
      // A machine is reserved: it is switched off, whether anybody has switched it on or not.
      return Transition.RESERVED_IN_VAIN.take(progress, now);
    }
    if (seen.machine() != Seen.Machine.ABSENT) {
      // The create call may still be under way somewhere: only a settled list says that it is not.
      return new Next.Act(List.of(), null);
    }
    if (seen.dealings().sizeOpen() || progress.dealings().sized() == Sized.RAISED) {
      return new Next.Act(List.of(new Command.PutSizeBack()), null);
    }
    return badly(record)
        ? Transition.NEVER_CAME.take(progress, now)
        : Transition.NOT_MADE.take(progress, now);
  }

  /** Whoever has deleted the record does not want to see it. */
  private static boolean badly(ManagedNodeFact record) {
    return Ending.bad(record.progress().removal()) && !record.identity().deleting();
  }

  private Next withdrawn(Progress progress, Ending why) {
    boolean inVain = !removable && progress.providerId() != null && why != Ending.INSTANCE_VANISHED;
    if (inVain) {
      return new Next.Act(List.of(), null);
    }
    return Transition.NOTED_UNWANTED.note(progress, unwanted(progress, why));
  }

  private static Progress unwanted(Progress progress, Ending why) {
    return progress.failing(why.name()).removedFor(new Removal(why.name(), "", false));
  }

  private Next provisioned(ManagedNodeFact record, Seen seen, Instant now) {
    Progress progress = record.progress();
    NodeFact node = seen.node();
    if (record.deadNode()) {
      return node == null || !node.ready()
          ? Transition.NO_NODE.take(node == null ? progress : progress.asNode(node.name()), now)
          : Transition.ALIVE_AFTER_ALL.take(progress, now);
    }
    if (progress.removal() != null) {
      // A Node that has joined meanwhile may have pods already.
      return node == null
          ? Transition.NO_NODE.take(progress, now)
          : Transition.NODE_SEEN_TOO_LATE.take(progress.asNode(node.name()), now);
    }
    if (record.identity().deleting()) {
      return withdrawn(progress, Ending.REMOVED_BY_HAND);
    }
    if (record.purchase().takesUp() != null && node == null) {
      return withdrawn(progress, Ending.STRAY);
    }
    if (node != null) {
      return Transition.NODE_SEEN.take(progress.asNode(node.name()), now);
    }
    if (seen.machine() == Seen.Machine.ABSENT) {
      return withdrawn(progress, Ending.INSTANCE_VANISHED);
    }
    return waitToJoin(progress, progress.since().plus(timeouts.join()), now, List.of());
  }

  private Next waitToJoin(Progress progress, Instant latest, Instant now, List<Command> meanwhile) {
    return now.isBefore(latest)
        ? new Next.Act(meanwhile, latest)
        : withdrawn(progress, Ending.JOIN_TIMEOUT);
  }

  private Next joined(ManagedNodeFact record, Seen seen, Instant now) {
    Progress progress = record.progress();
    NodeFact node = seen.node();
    if (progress.removal() != null) {
      return Transition.UNWANTED_BEFORE_READY.take(progress, now);
    }
    if (record.identity().deleting()) {
      return withdrawn(progress, Ending.REMOVED_BY_HAND);
    }
    if (node == null) {
      return seen.machine() == Seen.Machine.ABSENT
          ? withdrawn(progress, Ending.INSTANCE_VANISHED)
          : waitToJoin(progress, progress.since().plus(timeouts.join()), now, List.of());
    }
    boolean dressed = dressed(node);
    boolean started = !node.starting() && node.shape().taints().stream().noneMatch(this::ofStartup);
    if (dressed && started && node.ready()) {
      return Transition.SERVES.take(progress, now);
    }
    List<Command> dress = dressed ? List.of() : List.of(new Command.DressNode(node));
    return waitToJoin(progress, progress.since().plus(timeouts.join()), now, dress);
  }

  private boolean ofStartup(Taint taint) {
    return startupTaints.contains(taint)
        || startupTaintPrefixes.stream().anyMatch(taint.key()::startsWith);
  }

  private Next ready(ManagedNodeFact record, Seen seen, Instant now) {
    Progress progress = record.progress();
    if (progress.removal() != null) {
      return Transition.UNWANTED.take(withoutOldFailure(progress), now);
    }
    if (record.identity().deleting()) {
      return withdrawn(progress, Ending.REMOVED_BY_HAND);
    }
    if (seen.vanished()) {
      return withdrawn(progress, Ending.INSTANCE_VANISHED);
    }
    if (seen.nodeVanished(timeouts.join())) {
      return withdrawn(progress, Ending.NODE_VANISHED);
    }
    NodeFact node = seen.node();
    return new Next.Act(node == null ? List.of() : inOrder(node, progress), null);
  }

  private List<Command> inOrder(NodeFact node, Progress progress) {
    if (node.markedDraining()) {
      // A drain of ours that was given up left its marks; they are taken away.
      return List.of(new Command.Uncordon(node));
    }
    return !dressed(node) && registeredAnew(node, progress)
        ? List.of(new Command.DressNode(node))
        : List.of();
  }

  private boolean dressed(NodeFact node) {
    return node.labels().entrySet().containsAll(labels.entrySet());
  }

  /**
   * Whether it is another Node object than the one that was dressed when it joined. A label that
   * was only changed is none of that: what a group asks for anew its nodes have drifted from.
   */
  private boolean registeredAnew(NodeFact node, Progress progress) {
    String group = labels.get(NodeFact.GROUP_LABEL);
    return node.identity().createdAt().isAfter(progress.since())
        || (group != null && !group.equals(node.labels().get(NodeFact.GROUP_LABEL)));
  }

  /** Why the drain before this one was given up is told until then. */
  private static Progress withoutOldFailure(Progress progress) {
    boolean ofDrain =
        Ending.DRAIN_TIMEOUT.name().equals(progress.failure())
            || Ending.DRAIN_VETOED.name().equals(progress.failure());
    return ofDrain ? progress.failing(null) : progress;
  }

  private Next terminating(ManagedNodeFact record, Seen seen, Instant now) {
    String machine = record.progress().providerId();
    NodeFact node = seen.node();
    if (record.deadNode()) {
      return deadNode(record, seen, now);
    }
    if (node != null && serves(node, seen, now) && !Draining.goesAnyway(record.progress())) {
      // It joined late, was uncordoned, or pods that tolerate the cordon came: it is drained first.
      return Transition.OCCUPIED_AGAIN.take(record.progress().asNode(node.name()), now);
    }
    if (machine != null && seen.machine() != Seen.Machine.ABSENT) {
      return new Release(timeouts.deletionDelay())
          .next(machine, seen, record.progress().since(), now);
    }
    if (node != null) {
      return new Next.Act(List.of(new Command.DeleteNode(node)), null);
    }
    if (!record.progress().dealings().surplus().isEmpty()) {
      return new Next.Act(List.of(), null);
    }
    return badly(record)
        ? Transition.LOST.take(record.progress().withoutNode(), now)
        : Transition.CLEARED.take(record.progress(), now);
  }

  /** A list that showed no machine may have erred, and a call may have been carried out late. */
  private Next failed(ManagedNodeFact record, Seen seen, Instant now) {
    Progress progress = record.progress();
    if (seen.machineId() != null) {
      return Transition.SEEN_AFTER_ALL.take(progress.onMachine(seen.machineId()), now);
    }
    Duration ttl = timeouts.failedTtl();
    Instant latest = ttl == null ? Instant.MAX : progress.since().plus(ttl);
    if (record.identity().deleting() || !now.isBefore(latest)) {
      // Forgotten before a list has shown that there is none, its machine would be nobody's.
      return seen.machine() == Seen.Machine.ABSENT
          ? Transition.FORGOTTEN.take(progress, now)
          : new Next.Act(List.of(), null);
    }
    return new Next.Act(List.of(), ttl == null ? null : latest);
  }

  /** Its machine is nobody's of ours: it is only seen to be gone. */
  private static Next deadNode(ManagedNodeFact record, Seen seen, Instant now) {
    NodeFact node = seen.node();
    if (node == null) {
      return Transition.LOST.take(record.progress().withoutNode(), now);
    }
    if (node.ready() || seen.machine() == Seen.Machine.PRESENT) {
      return Transition.ALIVE_AFTER_ALL.take(record.progress(), now);
    }
    return seen.machine() == Seen.Machine.ABSENT
        ? new Next.Act(List.of(new Command.DeleteNode(node)), null)
        : new Next.Act(List.of(), null);
  }

  private static boolean serves(NodeFact node, Seen seen, Instant now) {
    return node.ready()
        && seen.machine() != Seen.Machine.ABSENT
        && (!node.shape().unschedulable() || !seen.mustLeave(now).isEmpty());
  }
}
