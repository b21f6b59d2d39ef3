package io.drover.verticles.provider.shapes;

import io.drover.verticles.bus.ProviderFailure;
import io.vertx.core.Future;

/** The rule that taking away what is not there succeeds. */
final class Gone {
  private Gone() {}

  static Future<Void> already(Throwable failure) {
    return failure instanceof FarEndFailed expected
            && expected.failure() instanceof ProviderFailure.NotFound
        ? Future.succeededFuture()
        : Future.failedFuture(failure);
  }
}
