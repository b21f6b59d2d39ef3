package io.drover.doubles.cloud;

import java.time.Duration;

/** What the cloud answers, and how that answer travels. */
public record Reply(Answer answer, Delivery delivery) {

  /** The content of an answer. */
  public sealed interface Answer {
    int status();

    /** The request was carried out; the body becomes JSON. */
    record Done(int status, Object body) implements Answer {}

    /** The request was refused. {@code retryAfter} is zero when the cloud gives no advice. */
    record Refused(int status, Code code, String message, Duration retryAfter) implements Answer {}
  }

  /** Why the cloud refuses. */
  public enum Code {
    INVALID,
    UNAUTHENTICATED,
    DENIED,
    NOT_FOUND,
    NO_CAPACITY,
    IDEMPOTENCY_MISMATCH,
    STALE_OWNER,
    RATE_LIMITED,
    INTERNAL
  }

  /** How an answer travels. */
  public sealed interface Delivery {
    record AtOnce() implements Delivery {}

    record Late(Duration by) implements Delivery {}

    /** The connection is cut instead of an answer. */
    record Cut() implements Delivery {}

    /** The connection stays open and nothing comes. */
    record Never() implements Delivery {}
  }

  static Reply atOnce(Answer answer) {
    return new Reply(answer, new Delivery.AtOnce());
  }

  static Answer refused(int status, Code code, String message) {
    return new Answer.Refused(status, code, message, Duration.ZERO);
  }
}
