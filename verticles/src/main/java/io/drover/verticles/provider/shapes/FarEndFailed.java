package io.drover.verticles.provider.shapes;

import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderFailure;
import io.vertx.core.Future;

/** How a far end's future fails; becomes {@link ProviderAnswer.Failed} at the shape. */
public final class FarEndFailed extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final transient ProviderFailure failure;

  public FarEndFailed(ProviderFailure failure) {
    super(failure.toString(), null, false, false);
    this.failure = failure;
  }

  public ProviderFailure failure() {
    return failure;
  }

  /** A future that has failed in this way. */
  public static <T> Future<T> future(ProviderFailure failure) {
    return Future.failedFuture(new FarEndFailed(failure));
  }

  /** The failure as an answer; whatever else went wrong broke the contract and stays a failure. */
  static Future<ProviderAnswer> answer(Throwable failure) {
    return failure instanceof FarEndFailed expected
        ? Future.succeededFuture(new ProviderAnswer.Failed(expected.failure()))
        : Future.failedFuture(failure);
  }
}
