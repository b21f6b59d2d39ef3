package io.drover.rules.lifecycle;

import static io.drover.rules.facts.ManagedNodeFact.Phase.DRAINING;
import static io.drover.rules.facts.ManagedNodeFact.Phase.FAILED;
import static io.drover.rules.facts.ManagedNodeFact.Phase.GONE;
import static io.drover.rules.facts.ManagedNodeFact.Phase.INTENDED;
import static io.drover.rules.facts.ManagedNodeFact.Phase.JOINED;
import static io.drover.rules.facts.ManagedNodeFact.Phase.PROVISIONED;
import static io.drover.rules.facts.ManagedNodeFact.Phase.READY;
import static io.drover.rules.facts.ManagedNodeFact.Phase.TERMINATING;

import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.ManagedNodeFact.Progress;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Every way in which the record of a life is written anew: the state machine takes no other. {@code
 * docs/lifecycle.md} is printed from this table.
 */
public enum Transition {
  SIGHTED(INTENDED, PROVISIONED, "the provider's answer or its list names the machine"),
  TAKEN_UP(INTENDED, PROVISIONED, "it stands for a machine that had no record"),
  NOT_MADE(INTENDED, GONE, "unwanted; a settled list lacks the machine, its place is given back"),
  NEVER_CAME(
      INTENDED,
      FAILED,
      "as NOT_MADE, and it ended badly",
      Ending.PROVISION_TIMEOUT,
      Ending.PROVIDER_DENIED),
  RESERVED_IN_VAIN(INTENDED, TERMINATING, "unwanted, and a machine of an inventory is reserved"),
  NODE_SEEN(PROVISIONED, JOINED, "a Node runs on the machine"),
  NODE_SEEN_TOO_LATE(PROVISIONED, DRAINING, "unwanted, and a Node runs on the machine"),
  NO_NODE(PROVISIONED, TERMINATING, "unwanted, and no live Node runs on the machine"),
  SERVES(JOINED, READY, "the Node is ready, labelled, and free of startup taints"),
  UNWANTED_BEFORE_READY(JOINED, DRAINING, "unwanted"),
  UNWANTED(READY, DRAINING, "unwanted"),
  EMPTY(DRAINING, TERMINATING, "cordoned, and no pod holds the node; or Node or machine are gone"),
  OUT_OF_TIME(DRAINING, TERMINATING, "the machine is taken away anyway", Ending.DRAIN_TIMEOUT),
  GIVEN_UP(
      DRAINING,
      READY,
      "pods are left, and it may be kept",
      Ending.DRAIN_TIMEOUT,
      Ending.DRAIN_VETOED),
  CAME_BACK(DRAINING, READY, "its Node had vanished, and is there again"),
  OCCUPIED_AGAIN(TERMINATING, DRAINING, "the machine lives, and its ready Node takes pods"),
  CLEARED(TERMINATING, GONE, "a settled list lacks the machine, and the Node is gone"),
  LOST(
      TERMINATING,
      FAILED,
      "as CLEARED, and it ended badly",
      Ending.PROVISION_TIMEOUT,
      Ending.PROVIDER_DENIED,
      Ending.JOIN_TIMEOUT,
      Ending.INSTANCE_VANISHED,
      Ending.NODE_VANISHED,
      Ending.STRAY),
  ALIVE_AFTER_ALL(
      EnumSet.of(PROVISIONED, TERMINATING), GONE, "made for a dead Node, and Node or machine live"),
  SEEN_AFTER_ALL(FAILED, TERMINATING, "a machine with its tag lives"),
  FORGOTTEN(
      FAILED,
      GONE,
      "seen long enough, or the record was deleted; a settled list has none of its machines"),
  NOTED_UNWANTED(
      EnumSet.of(INTENDED, PROVISIONED, JOINED, READY),
      null,
      "unwanted from now on",
      Ending.PROVISION_TIMEOUT,
      Ending.JOIN_TIMEOUT,
      Ending.INSTANCE_VANISHED,
      Ending.NODE_VANISHED,
      Ending.REMOVED_BY_HAND,
      Ending.STRAY),
  NOTED_SURPLUS(
      EnumSet.of(INTENDED, PROVISIONED, JOINED, READY, DRAINING, TERMINATING),
      null,
      "second machines of the intent were seen, or are gone");

  @SuppressWarnings("ImmutableEnumChecker") // an immutable copy
  private final Set<Phase> from;

  private final @Nullable Phase to;
  private final String guard;

  @SuppressWarnings("ImmutableEnumChecker") // an immutable copy
  private final List<Ending> endings;

  Transition(Phase from, Phase to, String guard, Ending... endings) {
    this(EnumSet.of(from), to, guard, endings);
  }

  Transition(Set<Phase> from, @Nullable Phase to, String guard, Ending... endings) {
    this.from = Set.copyOf(from);
    this.to = to;
    this.guard = guard;
    this.endings = List.of(endings);
  }

  /** The phases in which it may be taken. */
  public Set<Phase> from() {
    return from;
  }

  /** Whether another phase begins with it. */
  public boolean moves() {
    return to != null;
  }

  /** The phase after it, when it is taken in this one. */
  public Phase to(Phase before) {
    return to == null ? before : to;
  }

  /** What must be so. */
  public String guard() {
    return guard;
  }

  /** The timeouts that can bring it about, by their names in the configuration. */
  public Set<String> timeouts() {
    return switch (this) {
      case FORGOTTEN -> Set.of("failedTtl");
      default ->
          endings.stream()
              .map(Ending::timeout)
              .filter(name -> !name.isEmpty())
              .collect(Collectors.toSet());
    };
  }

  /** The failures that the record then tells, besides those of plans. */
  public List<String> reasons() {
    return endings.stream().map(Ending::name).toList();
  }

  /** Every step from one phase to another. */
  public static List<Transition> moving() {
    return Arrays.stream(values()).filter(Transition::moves).toList();
  }

  /** The record after it. */
  Next.Advance take(Progress progress, Instant now) {
    return new Next.Advance(this, here(progress).to(to(progress.phase()), now));
  }

  /** The record after it; the phase and its begin stay. */
  Next.Advance note(Progress before, Progress after) {
    if (moves()) {
      throw new IllegalStateException("contract: " + this + " begins another phase");
    }
    Phase phase = here(before).phase();
    return new Next.Advance(this, after.to(phase, before.since()));
  }

  private Progress here(Progress progress) {
    if (!from.contains(progress.phase())) {
      throw new IllegalStateException(
          "contract: " + this + " is not taken from " + progress.phase());
    }
    return progress;
  }
}
