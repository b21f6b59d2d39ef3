package io.drover.daemon.http;

import io.drover.verticles.provider.vpsie.pipeline.PipelineEvent;
import io.drover.verticles.provider.vpsie.pipeline.PipelineEvent.BreakerState;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicReference;

/** Counts what happens between an account and VPSie. */
public final class VpsieMeters {
  private final MeterRegistry registry;
  private final Tags account;
  private final AtomicReference<BreakerState> breaker = new AtomicReference<>(BreakerState.CLOSED);

  public VpsieMeters(MeterRegistry registry, String account) {
    this.registry = registry;
    this.account = Tags.of("provider", account);
    for (BreakerState state : BreakerState.values()) {
      Gauge.builder("drover.vpsie.breaker.state", breaker, now -> now.get() == state ? 1 : 0)
          .description("Whether the account's circuit breaker is in the state")
          .tags(this.account.and("state", word(state)))
          .register(registry);
    }
  }

  public void count(PipelineEvent event) {
    switch (event) {
      case PipelineEvent.Answered(String method, int status, var took) ->
          Timer.builder("drover.vpsie.requests")
              .description("Answers of VPSie, by method and status, and how long they took")
              .tags(account.and("method", method, "status", Integer.toString(status)))
              .register(registry)
              .record(took);
      case PipelineEvent.Failed(String method, var kind) ->
          counter(
                  "drover.vpsie.errors",
                  "Calls to VPSie that did not succeed, by kind",
                  Tags.of("method", method, "kind", word(kind)))
              .increment();
      case PipelineEvent.Waited(String method, var waited) ->
          Timer.builder("drover.vpsie.rate.limit.wait")
              .description("How long calls waited for the account's rate limit")
              .tags(account.and("method", method))
              .register(registry)
              .record(waited);
      case PipelineEvent.Repeated(String method, int repeat) ->
          counter("drover.vpsie.repeats", "Calls that were repeated", Tags.of("method", method))
              .increment();
      case PipelineEvent.BreakerMoved(BreakerState from, BreakerState to) -> {
        breaker.set(to);
        counter(
                "drover.vpsie.breaker.moves",
                "Changes of the circuit breaker's state",
                Tags.of("from", word(from), "to", word(to)))
            .increment();
      }
      case PipelineEvent.LoggedIn(boolean succeeded) ->
          counter(
                  "drover.vpsie.logins",
                  "Logins for a token",
                  Tags.of("result", succeeded ? "success" : "failure"))
              .increment();
      case PipelineEvent.CredentialsChanged changed ->
          counter(
                  "drover.vpsie.credential.changes",
                  "How often other credentials were read than before",
                  Tags.empty())
              .increment();
    }
  }

  private Counter counter(String name, String description, Tags tags) {
    return Counter.builder(name)
        .description(description)
        .tags(account.and(tags))
        .register(registry);
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
