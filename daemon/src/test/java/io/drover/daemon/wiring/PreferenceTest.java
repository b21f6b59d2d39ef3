package io.drover.daemon.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.ClaimState;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PreferenceTest {
  private Instant now = Instant.parse("2026-11-20T12:00:00Z");
  private String preferred = "home/two";
  private final Preference preference =
      new Preference(() -> "home/one", () -> preferred, () -> now);

  private void owns(boolean owner) {
    Claim claim = owner ? new Claim(new Token(1, 1), Instant.MAX) : null;
    preference.seen().see(new ClaimState(claim, owner ? "home/one" : "home/three"));
  }

  private boolean due(Duration later) {
    now = now.plus(later);
    return preference.due().isPresent();
  }

  @Test
  void isDueOnceAnotherMemberWasPreferredForAWhileAndAgainAWhileLater() {
    owns(true);

    assertThat(due(Duration.ZERO)).isFalse();
    assertThat(due(Duration.ofSeconds(59))).isFalse();
    assertThat(due(Duration.ofSeconds(1))).isTrue();
    assertThat(due(Duration.ofSeconds(1))).isFalse();
    assertThat(due(Duration.ofSeconds(60))).isTrue();
  }

  @Test
  void beginsAnewWhenThePreferredMemberIsAnother() {
    owns(true);
    assertThat(due(Duration.ZERO)).isFalse();

    preferred = "home/three";

    assertThat(due(Duration.ofMinutes(2))).isFalse();
  }

  @Test
  void isNeverDueForAClaimOfOthersOrForTheMemberThatIsPreferredItself() {
    owns(false);
    assertThat(due(Duration.ZERO)).isFalse();
    assertThat(due(Duration.ofMinutes(2))).isFalse();

    owns(true);
    preferred = "home/one";
    assertThat(due(Duration.ZERO)).isFalse();
    assertThat(due(Duration.ofMinutes(2))).isFalse();
  }
}
