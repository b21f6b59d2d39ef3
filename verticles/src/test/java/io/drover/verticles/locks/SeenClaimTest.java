package io.drover.verticles.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.ClaimState;
import io.drover.verticles.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeenClaimTest {
  private static final Token TOKEN = new Token(1, 7);

  private final Hands hands = new Hands();
  private final SeenClaim seen = new SeenClaim(hands);

  /** A clock that people set, and the time that passes. */
  private static final class Hands implements Clock {
    private Instant shown = Instant.parse("2026-11-20T12:00:00Z");
    private Instant passed = Instant.EPOCH;

    @Override
    public Instant now() {
      return shown;
    }

    @Override
    public Instant steady() {
      return passed;
    }

    void pass(Duration time) {
      shown = shown.plus(time);
      passed = passed.plus(time);
    }
  }

  private void see(@Nullable Claim claim, String holder, Token newest) {
    seen.see(new ClaimState(claim, holder, new ClaimState.Standing(newest, "", null, null, "")));
  }

  private void own() {
    see(new Claim(TOKEN, hands.now().plusSeconds(15)), "home/one", TOKEN);
  }

  private boolean mayAct() {
    return seen.mayAct("home/one", TOKEN);
  }

  @Test
  void nothingIsKnownAgainstATokenBeforeAnythingWasSeen() {
    assertThat(mayAct()).isTrue();
  }

  @Test
  void itsOwnTokenHoldsUntilItRunsOut() {
    own();
    assertThat(mayAct()).isTrue();

    hands.pass(Duration.ofSeconds(14));
    assertThat(mayAct()).isTrue();

    hands.pass(Duration.ofSeconds(1));
    assertThat(mayAct()).isFalse();
  }

  @Test
  void aClockSetBackMakesItHoldNoLonger() {
    own();
    hands.shown = hands.shown.minus(Duration.ofHours(1));

    hands.pass(Duration.ofSeconds(15));

    assertThat(mayAct()).isFalse();
  }

  @Test
  void itsOwnTokenHoldsNoMoreOnceTheClaimIsLost() {
    see(null, "home/one", TOKEN);

    assertThat(mayAct()).isFalse();
  }

  @Test
  void aHigherTokenOfAnotherMemberEndsIt() {
    own();
    see(null, "home/two", new Token(1, 8));

    assertThat(mayAct()).isFalse();
    assertThat(seen.mayAct("home/one", new Token(1, 8))).isTrue();
  }

  @Test
  void tellsWhenTheHolderIsAnother() {
    assertThat(seen.see(new ClaimState(null, "home/two"))).isTrue();
    assertThat(seen.see(new ClaimState(null, "home/two"))).isFalse();
    assertThat(seen.see(new ClaimState(null, ""))).isFalse();
    assertThat(seen.see(new ClaimState(null, "home/three"))).isTrue();
  }
}
