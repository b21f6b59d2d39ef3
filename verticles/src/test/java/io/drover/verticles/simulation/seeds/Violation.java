package io.drover.verticles.simulation.seeds;

import java.time.Instant;

/**
 * Something that must never be, and was.
 *
 * @param law which of the invariants it breaks
 */
record Violation(Law law, String text, Instant at) {
  /** The invariants. */
  enum Law {
    NO_CALL_WITHOUT_RECORD,
    ONE_MACHINE_FOR_AN_INTENT,
    ONE_RECORD_FOR_A_MACHINE,
    RECORD_OUTLIVES_ITS_MACHINES,
    NO_LIVING_MACHINE_IS_GIVEN_UP,
    NO_MACHINE_UNACCOUNTED_FOR,
    SECOND_MACHINE_NEVER_JOINS_AND_GOES,
    GROUP_WITHIN_ITS_SIZE,
    GROUP_WITHIN_ITS_LIMITS,
    ONE_OWNER_ACTS,
    HIGHER_TOKEN_IS_NOT_OVERWRITTEN,
    DISRUPTION_BUDGETS_HOLD,
    NO_MACHINE_IS_PULLED_FROM_UNDER_PODS,
    CONTROL_PLANE_IS_NOT_TOUCHED,
    ONLY_OWN_NODES_ARE_TOUCHED,
    PHASE_IS_WRITTEN_BEFORE_THE_ACT,
    PODS_RUN_AFTER_THE_FAULTS,
    FLEET_RETURNS_TO_ITS_TARGET
  }
}
