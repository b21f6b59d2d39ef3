package io.drover.doubles.cloud;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An instance as the cloud remembers it, for good: the record is what makes an idempotency key hold
 * after the instance is gone.
 *
 * @param serial the order of birth, which lists follow
 * @param changedAt when the state last changed
 * @param joined whether its machine was reported to have joined, so that it is not booted again
 * @param gone whether it disappeared without a trace: never shown in lists, as if unknown
 */
record Instance(
    String id,
    long serial,
    String idempotencyKey,
    CreateRequest request,
    InstanceState state,
    Instant createdAt,
    Instant changedAt,
    Fate fate,
    boolean joined,
    boolean gone,
    @Nullable Interruption interruption) {

  /**
   * What was decided at birth, by a fault.
   *
   * @param neverJoins the machine runs but no node appears
   * @param vanishesAt when the instance disappears without having been deleted
   */
  public record Fate(boolean neverJoins, @Nullable Instant vanishesAt) {
    static final Fate ORDINARY = new Fate(false, null);
  }

  /** The announcement that the instance will be taken away at the deadline. */
  public record Interruption(String kind, Instant deadline) {}

  public String providerId() {
    return "simulated://" + request.zone() + "/" + id;
  }

  Instance in(InstanceState next, Instant at) {
    return new Instance(
        id, serial, idempotencyKey, request, next, createdAt, at, fate, joined, gone, interruption);
  }

  Instance afterJoining() {
    return new Instance(
        id,
        serial,
        idempotencyKey,
        request,
        state,
        createdAt,
        changedAt,
        fate,
        true,
        gone,
        interruption);
  }

  Instance interrupted(Interruption notice) {
    return new Instance(
        id,
        serial,
        idempotencyKey,
        request,
        state,
        createdAt,
        changedAt,
        fate,
        joined,
        gone,
        notice);
  }

  Instance vanished(Instant at) {
    return new Instance(
        id,
        serial,
        idempotencyKey,
        request,
        InstanceState.TERMINATED,
        createdAt,
        at,
        fate,
        joined,
        true,
        interruption);
  }
}
