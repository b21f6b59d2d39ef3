package io.drover.verticles.provider.vpsie.pipeline;

import static io.drover.verticles.provider.vpsie.pipeline.PipelineEvent.BreakerState.CLOSED;
import static io.drover.verticles.provider.vpsie.pipeline.PipelineEvent.BreakerState.HALF_OPEN;
import static io.drover.verticles.provider.vpsie.pipeline.PipelineEvent.BreakerState.OPEN;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.provider.vpsie.pipeline.PipelineEvent.BreakerMoved;
import io.drover.verticles.time.PassingTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CircuitGateTest {
  private static final Duration TOOK = Duration.ofMillis(20);

  private final PassingTime time = new PassingTime();
  private final List<PipelineEvent> told = new ArrayList<>();
  private final CircuitGate gate =
      new CircuitGate("account", PipelineSettings.Circuit.DEFAULTS, time, told::add);

  private void calls(int ill, int answered) {
    for (int i = 0; i < answered; i++) {
      assertThat(gate.admits()).isTrue();
      gate.answered(TOOK);
    }
    for (int i = 0; i < ill; i++) {
      assertThat(gate.admits()).isTrue();
      gate.ill(TOOK);
    }
  }

  @Test
  void opensWhenHalfOfTheLastCallsFailed() {
    calls(5, 5);

    assertThat(gate.admits()).isFalse();
    assertThat(told).containsExactly(new BreakerMoved(CLOSED, OPEN));
  }

  @Test
  void staysClosedWhileFewerThanHalfFailOrThereWereTooFewCalls() {
    calls(4, 0);
    calls(0, 1);
    calls(4, 10);

    assertThat(gate.admits()).isTrue();
    assertThat(told).isEmpty();
  }

  @Test
  void forgetsWhatWasLongerAgoThanItsWindow() {
    calls(9, 0);
    time.pass(Duration.ofSeconds(61));
    calls(1, 0);

    assertThat(gate.admits()).isTrue();
  }

  @Test
  void letsAFewCallsGoAfterHalfAMinuteAndClosesWhenTheySucceed() {
    calls(10, 0);
    time.pass(Duration.ofSeconds(29));
    boolean early = gate.admits();
    time.pass(Duration.ofSeconds(2));
    List<Boolean> admitted = List.of(gate.admits(), gate.admits(), gate.admits(), gate.admits());
    gate.answered(TOOK);
    gate.answered(TOOK);
    gate.answered(TOOK);

    assertThat(early).isFalse();
    assertThat(admitted).containsExactly(true, true, true, false);
    assertThat(told)
        .containsExactly(
            new BreakerMoved(CLOSED, OPEN),
            new BreakerMoved(OPEN, HALF_OPEN),
            new BreakerMoved(HALF_OPEN, CLOSED));
  }

  @Test
  void opensAgainWhenTheProbesFail() {
    calls(10, 0);
    time.pass(Duration.ofSeconds(31));
    calls(3, 0);

    assertThat(gate.admits()).isFalse();
  }

  @Test
  void aProbeThatWasNotSentLeavesItsPlaceToAnother() {
    calls(10, 0);
    time.pass(Duration.ofSeconds(31));
    for (int i = 0; i < 3; i++) {
      gate.admits();
    }
    gate.unused();

    assertThat(gate.admits()).isTrue();
  }
}
