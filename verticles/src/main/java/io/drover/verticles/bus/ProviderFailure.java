package io.drover.verticles.bus;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/** Every way in which a call to a provider fails. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "failure")
@JsonSubTypes({
  @JsonSubTypes.Type(value = ProviderFailure.NotFound.class, name = "not-found"),
  @JsonSubTypes.Type(value = ProviderFailure.NoCapacity.class, name = "no-capacity"),
  @JsonSubTypes.Type(value = ProviderFailure.RateLimited.class, name = "rate-limited"),
  @JsonSubTypes.Type(value = ProviderFailure.Denied.class, name = "denied"),
  @JsonSubTypes.Type(value = ProviderFailure.Unreachable.class, name = "unreachable"),
  @JsonSubTypes.Type(value = ProviderFailure.Superseded.class, name = "superseded")
})
public sealed interface ProviderFailure {
  String detail();

  /** There is no such instance, group or machine. */
  record NotFound(String detail) implements ProviderFailure {}

  /** The offering cannot be had now; it is left out for a while. */
  record NoCapacity(String detail) implements ProviderFailure {}

  /** Too many calls; none may be made before {@code retryAfter} has passed. */
  record RateLimited(String detail, Duration retryAfter) implements ProviderFailure {}

  /**
   * Refused for good: credentials, quota, an invalid request.
   *
   * @param whatever whether any other offering would be refused as well
   */
  record Denied(String detail, boolean whatever) implements ProviderFailure {
    /** Refused for that offering, as far as is known. */
    public Denied(String detail) {
      this(detail, false);
    }

    /** Refused whatever is asked for. */
    public static Denied whatever(String detail) {
      return new Denied(detail, true);
    }
  }

  /**
   * No usable answer came.
   *
   * @param mayHaveHappened whether the call may have been carried out nevertheless
   */
  record Unreachable(String detail, boolean mayHaveHappened) implements ProviderFailure {}

  /**
   * The claim that it was asked under is held no more, a higher one has followed it, or nobody
   * waits for the answer any more: nothing was sent. It tells nothing of the account, nor of what
   * was asked for.
   */
  record Superseded(String detail) implements ProviderFailure {}
}
