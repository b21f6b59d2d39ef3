package io.drover.rules.facts;

import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.ManagedNodeFact.Phase;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LastResortTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private static GroupSpec.Timeouts timeouts(@Nullable Duration last) {
    return new GroupSpec.Timeouts(MINUTE, MINUTE, MINUTE, MINUTE, last);
  }

  private static ManagedNodeFact.Progress drained(String reason) {
    return aManagedNode("a").in(Phase.DRAINING, NOW).removedFor(reason).build().progress();
  }

  @Test
  void isNoneWhereTheGroupSaysNothing() {
    assertThat(LastResort.of(timeouts(null), drained("NODE_DRIFTED"))).isEmpty();
  }

  @Test
  void isNoneOfANodeThatIsNotRemoved() {
    ManagedNodeFact.Progress ready = aManagedNode("a").in(Phase.READY, NOW).build().progress();

    assertThat(LastResort.of(timeouts(MINUTE), ready)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0, 30", "30, 30", "50, 10", "59, 1", "60, 1", "600, 1"})
  void leavesAPodWhatIsLeftUpToItsOwnGracePeriodAndASecondAtLeast(int after, int left) {
    LastResort last = LastResort.of(timeouts(MINUTE), drained("NODE_EXPIRED")).orElseThrow();
    PodFact pod = aPod("web-1").on("a").grace(Duration.ofSeconds(30)).build();

    assertThat(last.graceLeft(pod, NOW.plusSeconds(after))).isEqualTo(Duration.ofSeconds(left));
  }

  @Test
  void isDueForAPodSoEarlyThatItsGracePeriodEndsInTime() {
    LastResort last = LastResort.of(timeouts(MINUTE), drained("NODE_EXPIRED")).orElseThrow();
    PodFact pod = aPod("web-1").on("a").grace(Duration.ofSeconds(30)).build();

    assertThat(last.due(pod, NOW.plusSeconds(30).minusNanos(1))).isFalse();
    assertThat(last.due(pod, NOW.plusSeconds(30))).isTrue();
  }
}
