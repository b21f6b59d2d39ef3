package io.drover.verticles.locks;

import io.drover.rules.facts.Token;
import java.time.Duration;
import java.time.Instant;

/**
 * What the claim's Lease says.
 *
 * @param version resourceVersion; empty for a Lease that does not exist yet
 * @param holder identity of the member: {@code installation/member}
 * @param token rises with each taking of the claim
 * @param validFor after {@code renewedAt}
 */
public record LeaseRecord(
    String version, String holder, Token token, Instant renewedAt, Duration validFor) {
  Instant expires() {
    return renewedAt.plus(validFor);
  }

  LeaseRecord renewed(Instant now) {
    return new LeaseRecord(version, holder, token, now, validFor);
  }
}
