package io.drover.verticles.execution;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.verticles.time.Timers;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One managed node as execution drives it; owned by one context. */
final class Life {
  ManagedNodeFact record;

  /** A command or a write is under way. */
  boolean busy;

  /** Something changed while it was. */
  boolean again;

  /** What the provider answered to the create call, before the record says so. */
  @Nullable String createdId;

  /** Failures in a row. */
  int failures;

  /** Nothing is tried before. */
  Instant retryAt = Instant.MIN;

  /** When this member last asked for the machine: a list begun before may not know it yet. */
  Instant lastCreate = Instant.MIN;

  /** Why the intent is given up although nothing was recorded yet, empty while it is not. */
  String withdrawal = "";

  /** What was last told of it, so that the same is not told again. */
  String told = "";

  Timers.@Nullable Timer timer;

  Life(ManagedNodeFact record) {
    this.record = record;
  }

  String name() {
    return record.identity().name();
  }
}
