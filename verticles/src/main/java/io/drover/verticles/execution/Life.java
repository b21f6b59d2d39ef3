package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.time.Timers;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One managed node as execution drives it; owned by one context. */
final class Life {
  private final OwnerTag owner;

  ManagedNodeFact record;

  /** A command or a write is under way. */
  boolean busy;

  /** Something changed while it was. */
  boolean again;

  /** What the provider answered to the create call, before the record says so. */
  @Nullable String createdId;

  /** Failures in a row. */
  int failures;

  /** When there will be something else to do than now; null where time alone changes nothing. */
  @Nullable Instant nextAt;

  /** Nothing is tried before, by the steady time. */
  Instant retryAt = Instant.MIN;

  /** When this member last asked for the machine: a list begun before may not know it yet. */
  Instant lastCreate = Instant.MIN;

  /** Why the intent is given up although nothing was recorded yet, empty while it is not. */
  String withdrawal = "";

  /** What was last told of it in this phase, by kind, so that the same is not told again. */
  final Map<String, String> told = new HashMap<>();

  /** Deeds done in this phase; the pause before the next one grows with them. */
  int deeds;

  /**
   * Second machines whose deletion was asked for, and when by the steady time: a list must show it
   * before the next.
   */
  final Map<String, Instant> surplusAsked = new HashMap<>();

  /** Evictions that are to wait. */
  final EvictionPatience patience = new EvictionPatience();

  /** Whether the provider has answered that the machine goes or is gone. */
  boolean deleteAnswered;

  /** Whether it was told that the machine runs. */
  boolean runs;

  Timers.@Nullable Timer timer;

  Life(ManagedNodeFact record, OwnerTag owner) {
    this.owner = owner;
    this.record = record;
  }

  /** A record made anew under the same name is another life. */
  boolean isOf(ManagedNodeFact other) {
    return record.identity().uid().equals(other.identity().uid());
  }

  /** The tag of its machine. */
  OwnerTag owner() {
    return owner;
  }

  String name() {
    return record.identity().name();
  }
}
