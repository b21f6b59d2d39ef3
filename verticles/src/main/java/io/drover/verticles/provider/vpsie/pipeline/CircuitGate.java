package io.drover.verticles.provider.vpsie.pipeline;

import io.drover.verticles.provider.vpsie.pipeline.PipelineEvent.BreakerState;
import io.drover.verticles.time.Clock;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Stops calls to a VPSie that is ill: resilience4j's breaker, on Drover's clock. */
final class CircuitGate {
  private final CircuitBreaker breaker;

  CircuitGate(
      String name, PipelineSettings.Circuit settings, Clock clock, Consumer<PipelineEvent> told) {
    this.breaker = CircuitBreaker.of(name, config(settings, clock));
    breaker
        .getEventPublisher()
        .onStateTransition(
            moved ->
                told.accept(
                    new PipelineEvent.BreakerMoved(
                        state(moved.getStateTransition().getFromState()),
                        state(moved.getStateTransition().getToState()))));
  }

  private static CircuitBreakerConfig config(PipelineSettings.Circuit settings, Clock clock) {
    return CircuitBreakerConfig.custom()
        .failureRateThreshold(settings.errorPercent())
        .slidingWindow(
            Math.toIntExact(settings.window().toSeconds()),
            settings.fewestCalls(),
            SlidingWindowType.TIME_BASED)
        .waitDurationInOpenState(settings.open())
        .permittedNumberOfCallsInHalfOpenState(settings.probes())
        .automaticTransitionFromOpenToHalfOpenEnabled(false)
        .clock(new Steady(clock))
        .currentTimestampFunction(java.time.Clock::millis, TimeUnit.MILLISECONDS)
        .build();
  }

  /** Whether a call may go; one that does must be followed by one of the three below. */
  boolean admits() {
    return breaker.tryAcquirePermission();
  }

  void unused() {
    breaker.releasePermission();
  }

  void answered(Duration took) {
    breaker.onSuccess(took.toMillis(), TimeUnit.MILLISECONDS);
  }

  void ill(Duration took) {
    breaker.onError(took.toMillis(), TimeUnit.MILLISECONDS, new Ill());
  }

  private static BreakerState state(CircuitBreaker.State state) {
    return switch (state) {
      case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
      case OPEN, FORCED_OPEN -> BreakerState.OPEN;
      case HALF_OPEN -> BreakerState.HALF_OPEN;
    };
  }

  /** The library counts exceptions; this one is only counted. */
  private static final class Ill extends RuntimeException {
    private static final long serialVersionUID = 1;

    Ill() {
      super("ill", null, false, false);
    }
  }

  /** Our clock as the library wants it. */
  private static final class Steady extends java.time.Clock {
    private final Clock clock;

    Steady(Clock clock) {
      this.clock = clock;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public java.time.Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return clock.steady();
    }
  }
}
