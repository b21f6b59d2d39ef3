package io.drover.verticles.provider.vpsie;

import io.drover.verticles.http.Http;
import io.drover.verticles.provider.vpsie.pipeline.Attempt;
import io.drover.verticles.provider.vpsie.pipeline.Pipeline;
import io.drover.verticles.provider.vpsie.pipeline.PipelineEvent;
import io.drover.verticles.provider.vpsie.pipeline.RateLimit;
import java.util.function.Consumer;

/**
 * What the provider needs of the house.
 *
 * @param told of everything that happens in the pipeline
 */
public record VpsieHouse(
    Http http, Pipeline.Time time, Consumer<PipelineEvent> told, LastGate gate) {
  RateLimit limit(VpsieAccount account) {
    return new RateLimit(account.pipeline().rate(), time.clock(), time.timers());
  }

  Pipeline pipeline(VpsieAccount account, RateLimit limit) {
    VpsieAccount.Access access = account.access();
    Attempt.Line line =
        new Attempt.Line(
            http,
            access.endpoint(),
            access.deadline(),
            access.credentials(),
            access.deletePassword());
    return new Pipeline(
        new Pipeline.Server(account.name().value(), access.shape().profile(), line),
        account.pipeline(),
        limit,
        time,
        told);
  }
}
