package io.drover.daemon.http;

import io.drover.rules.facts.Token;
import io.drover.verticles.bus.ClaimState;
import io.drover.verticles.time.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How the claim on one cluster stands, for Prometheus. */
final class ClaimGauges {
  private final Clock clock;
  private volatile ClaimState.Standing standing = ClaimState.Standing.UNKNOWN;
  private @Nullable Counter takeovers;

  ClaimGauges(Clock clock) {
    this.clock = clock;
  }

  void open(String cluster, MeterRegistry registry) {
    Gauge.builder("drover.claim.age.seconds", () -> age(standing.since()))
        .description("Seconds since this member first saw the claim under its present token")
        .tags("cluster", cluster)
        .register(registry);
    Gauge.builder("drover.claim.permit.seconds", () -> left(standing.permittedUntil()))
        .description("Seconds for which this member may still hold the claim if nobody confirms it")
        .tags("cluster", cluster)
        .register(registry);
    Gauge.builder("drover.claim.majority", () -> standing.hindrance().isEmpty() ? 1 : 0)
        .description("Whether somebody can say who may take the claim")
        .tags("cluster", cluster)
        .register(registry);
    takeovers =
        Counter.builder("drover.claim.takeovers")
            .description("Changes of the claim's token that this member has seen")
            .tags("cluster", cluster)
            .register(registry);
  }

  void told(ClaimState.Standing next) {
    Token before = standing.token();
    standing = next;
    if (takeovers != null && !before.equals(Token.NONE) && !before.equals(next.token())) {
      takeovers.increment();
    }
  }

  private double age(@Nullable Instant since) {
    return since == null ? Double.NaN : Duration.between(since, clock.now()).toMillis() / 1000.0;
  }

  /** Without a lock among the members the claim is its own permit. */
  private double left(@Nullable Instant until) {
    if (until == null) {
      return 0;
    }
    return until.equals(Instant.MAX)
        ? Double.POSITIVE_INFINITY
        : Math.max(0, Duration.between(clock.now(), until).toMillis() / 1000.0);
  }
}
