package io.drover.daemon.wiring;

import io.drover.verticles.bus.ClaimState;
import io.drover.verticles.locks.SeenClaim;
import io.drover.verticles.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** When a claim that this member holds is to go to the member that is to have it. */
final class Preference {
  /** For which that member must have been the one: members that come and go move nothing. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final Supplier<String> self;
  private final Supplier<String> preferred;
  private final Clock clock;
  private final SeenClaim seen;
  private String other = "";
  private Instant since = Instant.MAX;

  Preference(Supplier<String> self, Supplier<String> preferred, Clock clock) {
    this.self = self;
    this.preferred = preferred;
    this.clock = clock;
    this.seen = new SeenClaim(clock);
  }

  /** What was seen of the claim itself. */
  SeenClaim seen() {
    return seen;
  }

  /** The member to hand the claim to now; it is asked for again a while later. */
  Optional<String> due() {
    ClaimState now = seen.state();
    String wanted = preferred.get();
    if (now == null || now.claim() == null || wanted.equals(self.get())) {
      other = "";
      return Optional.empty();
    }
    if (!wanted.equals(other)) {
      other = wanted;
      since = clock.now();
    }
    if (clock.now().isBefore(since.plus(SETTLED))) {
      return Optional.empty();
    }
    since = clock.now();
    return Optional.of(wanted);
  }
}
