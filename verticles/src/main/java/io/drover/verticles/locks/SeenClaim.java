package io.drover.verticles.locks;

import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.ClaimState;
import io.drover.verticles.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a member saw last of a cluster's claim; may be asked from any thread. */
public final class SeenClaim {
  private final Clock clock;
  private volatile @Nullable ClaimState state;
  private volatile Instant steadyUntil = Instant.MIN;

  public SeenClaim(Clock clock) {
    this.clock = clock;
  }

  /** Whether somebody else holds it now than was known to before. */
  public boolean see(ClaimState next) {
    ClaimState before = state;
    Claim claim = next.claim();
    if (claim != null) {
      steadyUntil = clock.steady().plus(Duration.between(clock.now(), claim.validUntil()));
    }
    state = next;
    return !next.holder().isEmpty() && (before == null || !before.holder().equals(next.holder()));
  }

  /** Null before anything was seen. */
  public @Nullable ClaimState state() {
    return state;
  }

  /**
   * Whether a call under the token may go out now, as far as this member knows: no higher one was
   * seen on the claim, and one of its own has not run out.
   *
   * @param self identity of this member
   */
  public boolean mayAct(String self, Token token) {
    ClaimState seen = state;
    if (seen == null) {
      return true;
    }
    Token newest = seen.standing().token();
    Claim claim = seen.claim();
    boolean own = seen.holder().equals(self) && token.equals(newest);
    return own ? claim != null && !ranOut(claim) : token.mayTouch(newest);
  }

  /** Also if the clock was set back since it was seen. */
  private boolean ranOut(Claim claim) {
    return !clock.now().isBefore(claim.validUntil()) || !clock.steady().isBefore(steadyUntil);
  }
}
