package io.drover.verticles.provider.vpsie.pipeline;

import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.http.Http;
import io.drover.verticles.http.Http.Outcome;
import io.drover.verticles.time.Clock;
import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One attempt at a call: waits for its turn, asks breaker and last gate, sends, judges. */
public final class Attempt {
  private static final Logger LOG = LoggerFactory.getLogger(Attempt.class);

  private final Line line;
  private final RateLimit limit;
  private final CircuitGate circuit;
  private final Clock clock;
  private final Consumer<PipelineEvent> told;

  /**
   * How VPSie is reached.
   *
   * @param endpoint what every path is below of
   * @param deadline for one attempt, once it has its turn
   * @param credentials read anew for each call
   * @param password what some calls carry besides, and what nobody may see either
   */
  public record Line(
      Http http,
      URI endpoint,
      Duration deadline,
      Supplier<Credentials> credentials,
      Supplier<Optional<String>> password) {}

  Attempt(
      Line line, RateLimit limit, CircuitGate circuit, Clock clock, Consumer<PipelineEvent> told) {
    this.line = line;
    this.limit = limit;
    this.circuit = circuit;
    this.clock = clock;
    this.told = told;
  }

  Future<Verdict> once(Call call, Map<String, String> authorization) {
    return limit
        .pass(call.caller())
        .compose(
            pass ->
                switch (pass) {
                  case RateLimit.Pass.NotNow(String detail, Duration retryAfter) ->
                      refused(
                          call,
                          ErrorKind.HELD,
                          new ProviderFailure.RateLimited(
                              call.endpoint() + ": " + detail, retryAfter));
                  case RateLimit.Pass.Go go -> admitted(call, authorization, go);
                });
  }

  private Future<Verdict> admitted(
      Call call, Map<String, String> authorization, RateLimit.Pass.Go go) {
    if (!go.waited().isZero()) {
      told.accept(new PipelineEvent.Waited(call.method(), go.waited()));
    }
    if (!circuit.admits()) {
      limit.giveBack(go);
      String detail = call.endpoint() + ": VPSie is ill; nothing is sent for a while";
      return refused(call, ErrorKind.BREAKER_OPEN, new ProviderFailure.Unreachable(detail, false));
    }
    Optional<ProviderFailure> kept = call.lastGate().get();
    if (kept.isPresent()) {
      circuit.unused();
      limit.giveBack(go);
      return refused(call, ErrorKind.WITHDRAWN, kept.get());
    }
    return sent(call, authorization);
  }

  private Future<Verdict> sent(Call call, Map<String, String> authorization) {
    Map<String, String> headers = new HashMap<>(authorization);
    headers.put("Accept", "application/json");
    if (!call.body().type().isEmpty()) {
      headers.put("Content-Type", call.body().type());
    }
    URI uri = URI.create(line.endpoint().toString().replaceAll("/+$", "") + call.path());
    Instant began = clock.steady();
    return line.http()
        .send(new Http.Request(call.method(), uri, headers, call.body().text(), line.deadline()))
        .onFailure(broken -> circuit.unused())
        .map(outcome -> judged(call, outcome, Duration.between(began, clock.steady())));
  }

  private Verdict judged(Call call, Outcome outcome, Duration took) {
    Verdict verdict = Verdicts.of(call, outcome);
    boolean ill = verdict instanceof Verdict.Refused refused && refused.kind().ofTheServer();
    if (ill) {
      circuit.ill(took);
    } else {
      circuit.answered(took);
    }
    if (outcome instanceof Outcome.Answered answered) {
      told.accept(new PipelineEvent.Answered(call.method(), answered.status(), took));
      log(call, answered, took);
    }
    if (verdict instanceof Verdict.Refused refused) {
      told.accept(new PipelineEvent.Failed(call.method(), refused.kind()));
      if (refused.kind() == ErrorKind.RATE_LIMITED && refused.retryAfter() != null) {
        limit.hold(refused.retryAfter());
      }
    }
    return verdict;
  }

  private static void log(Call call, Outcome.Answered answered, Duration took) {
    LOG.atDebug()
        .addKeyValue("endpoint", call.endpoint())
        .addKeyValue("status", answered.status())
        .addKeyValue("requestId", Envelope.requestId(answered))
        .addKeyValue("durationMs", took.toMillis())
        .log("VPSie answered");
  }

  private Future<Verdict> refused(Call call, ErrorKind kind, ProviderFailure failure) {
    told.accept(new PipelineEvent.Failed(call.method(), kind));
    return Future.succeededFuture(new Verdict.Refused(kind, failure));
  }
}
