package io.drover.verticles.provider.vpsie.pipeline;

/** Why a call did not succeed, as it is counted. */
public enum ErrorKind {
  /** The account's own limit, or the time VPSie asked for, left no turn within the patience. */
  HELD,
  BREAKER_OPEN,
  /** The last gate did not let it go. */
  WITHDRAWN,
  NOT_SENT,
  NO_ANSWER,
  UNREADABLE,
  SERVER_ERROR,
  RATE_LIMITED,
  UNAUTHORIZED,
  FORBIDDEN,
  NOT_FOUND,
  QUOTA,
  NO_CAPACITY,
  CLIENT_ERROR;

  /** Whether VPSie is ill rather than the call: what the breaker counts. */
  boolean ofTheServer() {
    return switch (this) {
      case NOT_SENT, NO_ANSWER, SERVER_ERROR -> true;
      case HELD,
          BREAKER_OPEN,
          WITHDRAWN,
          UNREADABLE,
          RATE_LIMITED,
          UNAUTHORIZED,
          FORBIDDEN,
          NOT_FOUND,
          QUOTA,
          NO_CAPACITY,
          CLIENT_ERROR ->
          false;
    };
  }

  /** Whether the same call may well succeed a moment later. */
  boolean passes() {
    return ofTheServer() || this == RATE_LIMITED;
  }
}
