package io.drover.doubles.cloud;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of the script of faults.
 *
 * @param times how often it strikes before it is used up; 0 = always
 * @param delay a duration such as {@code 500ms}, {@code 2s}, {@code 1m}: how late a slow answer is,
 *     how long a vanishing instance lives, the Retry-After of a rate limit (rounded up to seconds)
 */
public record Fault(
    @JsonProperty(required = true) Match match,
    @JsonProperty(required = true) Kind fault,
    int times,
    @Nullable String delay) {

  /** What goes wrong. */
  public enum Kind {
    /** 409: nothing of that kind is left. Nothing is done. */
    NO_CAPACITY,
    /** 429. Nothing is done. */
    RATE_LIMITED,
    /** Done at once, answered after the delay. */
    SLOW,
    /** Nothing is done and no answer ever comes. */
    NO_ANSWER,
    /** Done, but the connection is cut before the answer. */
    LOST_ANSWER,
    /** 500. Nothing is done. */
    ERROR_500,
    /** 403. Nothing is done. */
    DENIED,
    /** The created instance runs, but no node appears. */
    NEVER_JOINS,
    /** The created instance disappears after the delay. */
    VANISHES;

    boolean atBirth() {
      return this == NEVER_JOINS || this == VANISHES;
    }
  }

  /**
   * Whom a fault strikes; what is absent matches everything.
   *
   * @param tag {@code KEY=VALUE}, for a request about one instance its tag, for a list a filter
   */
  public record Match(
      @Nullable Operation operation,
      @Nullable String instanceType,
      @Nullable String zone,
      @Nullable CapacityType capacityType,
      @Nullable String tag) {

    boolean matches(Call call) {
      CreateRequest about = call.about();
      return (operation == null || operation == call.operation())
          && (instanceType == null || (about != null && instanceType.equals(about.instanceType())))
          && (zone == null || (about != null && zone.equals(about.zone())))
          && (capacityType == null || (about != null && capacityType == about.capacityType()))
          && (tag == null || tagged(tag, call));
    }

    private static boolean tagged(String tag, Call call) {
      int equals = tag.indexOf('=');
      return tag.substring(equals + 1).equals(call.tags().get(tag.substring(0, equals)));
    }
  }

  public Fault {
    Objects.requireNonNull(match, "fault without match");
    Objects.requireNonNull(fault, "fault without kind");
    if (times < 0) throw new IllegalArgumentException("times is negative");
    if (match.tag() != null && match.tag().indexOf('=') < 1) {
      throw new IllegalArgumentException("match.tag is not KEY=VALUE");
    }
    if (delay != null) Delay.parse(delay);
  }

  Duration delayOr(Duration otherwise) {
    return delay == null ? otherwise : Delay.parse(delay);
  }

  Fault oneLess() {
    return new Fault(match, fault, times - 1, delay);
  }
}
