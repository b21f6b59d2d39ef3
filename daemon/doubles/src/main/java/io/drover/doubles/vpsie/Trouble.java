package io.drover.doubles.vpsie;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Something that goes wrong on purpose.
 *
 * @param skip how many matching requests are spared first
 * @param times how often it strikes before it is used up; 0 = always
 * @param delay how late a slow answer is, how long a vanishing server lives, the Retry-After of a
 *     rate limit
 * @param status the HTTP status of {@link Kind#REFUSED}, {@link Kind#CARRIED_OUT_BUT} and {@link
 *     Kind#GARBLED}, the code in {@link Kind#REFUSED_WITH_200}; 0 = the usual one
 * @param message what a refusal says; empty = the usual words
 */
public record Trouble(
    Match match, Kind kind, int skip, int times, Duration delay, int status, String message) {

  /** What goes wrong. */
  public enum Kind {
    /** An error envelope, 500 unless told otherwise. Nothing is done. */
    REFUSED,
    /** HTTP 200 with an error envelope. Nothing is done. */
    REFUSED_WITH_200,
    /** 429. Nothing is done. */
    RATE_LIMITED,
    /** An answer that is not JSON, 502 unless told otherwise. Nothing is done. */
    GARBLED,
    /** Nothing is done and the connection is cut. */
    CUT,
    /** Nothing is done and no answer ever comes. */
    NO_ANSWER,
    /** Done, but the answer is an error envelope, 500 unless told otherwise. */
    CARRIED_OUT_BUT,
    /** Done, but the connection is cut before the answer. */
    LOST_ANSWER,
    /** Done, but no answer ever comes. */
    SILENT,
    /** Done at once, answered after the delay. */
    SLOW,
    /** The created server never leaves provisioning. */
    STUCK,
    /** The created server runs, but no node appears. */
    NEVER_JOINS,
    /** The created server disappears after the delay. */
    VANISHES;

    boolean atBirth() {
      return this == STUCK || this == NEVER_JOINS || this == VANISHES;
    }
  }

  /**
   * Whom it strikes; what is absent matches everything.
   *
   * @param account a client id
   * @param containing a text in the path, the query or the body
   */
  public record Match(
      @Nullable Operation operation, @Nullable String account, @Nullable String containing) {
    boolean matches(Subject subject) {
      return (operation == null || operation == subject.operation())
          && (account == null || account.equals(subject.account()))
          && (containing == null || subject.text().contains(containing));
    }
  }

  /** What a request looks like to troubles. */
  record Subject(@Nullable Operation operation, String account, String text) {}

  public Trouble {
    match = Objects.requireNonNullElse(match, new Match(null, null, null));
    Objects.requireNonNull(kind, "trouble without kind");
    delay = Objects.requireNonNullElse(delay, Duration.ZERO);
    message = Objects.requireNonNullElse(message, "");
    if (skip < 0 || times < 0) throw new IllegalArgumentException("skip or times is negative");
  }

  /** Strikes every request for the operation. */
  public static Trouble of(Kind kind, @Nullable Operation operation) {
    return new Trouble(new Match(operation, null, null), kind, 0, 0, Duration.ZERO, 0, "");
  }

  public Trouble times(int strikes) {
    return new Trouble(match, kind, skip, strikes, delay, status, message);
  }

  public Trouble once() {
    return times(1);
  }

  public Trouble after(int spared) {
    return new Trouble(match, kind, spared, times, delay, status, message);
  }

  public Trouble by(Duration howLong) {
    return new Trouble(match, kind, skip, times, howLong, status, message);
  }

  public Trouble saying(int code, String words) {
    return new Trouble(match, kind, skip, times, delay, code, words);
  }

  /** Only requests of the account. */
  public Trouble of(String account) {
    Match only = new Match(match.operation(), account, match.containing());
    return new Trouble(only, kind, skip, times, delay, status, message);
  }

  /** Only requests that contain the text in their path, query or body. */
  public Trouble containing(String text) {
    Match only = new Match(match.operation(), match.account(), text);
    return new Trouble(only, kind, skip, times, delay, status, message);
  }
}
