package io.drover.daemon.wiring;

import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.ClaimState;
import io.drover.verticles.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** When a claim that this member holds is to go to the member that is to have it. */
final class Preference {
  /** For which that member must have been the one: members that come and go move nothing. */
  private static final Duration SETTLED = Duration.ofMinutes(1);

  private final Supplier<String> self;
  private final Supplier<String> preferred;
  private final Clock clock;
  private volatile @Nullable ClaimState state;
  private volatile Instant steadyUntil = Instant.MIN;
  private String other = "";
  private Instant since = Instant.MAX;

  Preference(Supplier<String> self, Supplier<String> preferred, Clock clock) {
    this.self = self;
    this.preferred = preferred;
    this.clock = clock;
  }

  /** Whether somebody else holds it now than was known to before. */
  boolean see(ClaimState next) {
    ClaimState before = state;
    Claim claim = next.claim();
    if (claim != null) {
      steadyUntil = clock.steady().plus(Duration.between(clock.now(), claim.validUntil()));
    }
    state = next;
    return !next.holder().isEmpty() && (before == null || !before.holder().equals(next.holder()));
  }

  @Nullable ClaimState state() {
    return state;
  }

  /** Whether the newest claim that was seen has run out, also if the clock was set back since. */
  boolean ranOut(Claim claim) {
    return !clock.now().isBefore(claim.validUntil()) || !clock.steady().isBefore(steadyUntil);
  }

  /** The member to hand the claim to now; it is asked for again a while later. */
  Optional<String> due() {
    ClaimState now = state;
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
