package io.drover.verticles.bus;

import io.drover.rules.facts.InterruptionFact;

/** What the spot room says to a notice. */
public sealed interface SpotAnswer {
  /** It is genuine, and every served cluster has been told. */
  record Accepted(InterruptionFact interruption) implements SpotAnswer {}

  /** It changed nothing. */
  record Refused(Reason reason, String detail) implements SpotAnswer {}

  /** Why a notice is refused. */
  enum Reason {
    /** The signature is missing, unreadable or of another secret. */
    SIGNATURE_INVALID,
    /** It was signed too long ago, or in the future. */
    OUTSIDE_REPLAY_WINDOW,
    /** This very notice was taken before. */
    REPLAYED,
    /** It is genuine but cannot be read. */
    MALFORMED,
    /** More notices within the replay window than are remembered. */
    TOO_MANY,
    /** This member has no secret to check with. */
    NOT_CONFIGURED
  }
}
