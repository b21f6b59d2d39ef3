package io.drover.verticles.locks;

import io.drover.rules.facts.Token;
import java.time.Duration;
import java.time.Instant;

/**
 * What the claim's Lease says.
 *
 * @param version resourceVersion; empty for a Lease that does not exist yet
 * @param holder identity of the member: {@code installation/member}; empty for nobody
 * @param token rises with each taking of the claim
 * @param renewedAt by the holder's clock
 * @param validFor after {@code renewedAt}; zero once it is given up, and need not be waited for
 * @param lock which lock the token's fence is of; empty where the claim counts its own
 */
public record LeaseRecord(
    String version, String holder, Token token, Instant renewedAt, Duration validFor, String lock) {
  /** Under the claim alone. */
  public LeaseRecord(
      String version, String holder, Token token, Instant renewedAt, Duration validFor) {
    this(version, holder, token, renewedAt, validFor, "");
  }

  Instant expires() {
    return renewedAt.plus(validFor);
  }

  LeaseRecord renewed(Instant now) {
    return new LeaseRecord(version, holder, token, now, validFor, lock);
  }

  /** The token stays: the next one must be higher. */
  LeaseRecord givenUp(Instant now) {
    return new LeaseRecord(version, "", token, now, Duration.ZERO, lock);
  }

  /**
   * Held by nobody, under an epoch that no former token reaches. Whoever held it may not know yet:
   * it is waited for.
   */
  LeaseRecord raised(Instant now, Duration waitedFor) {
    return new LeaseRecord(version, "", new Token(token.epoch() + 1, 0), now, waitedFor, "");
  }
}
