package io.drover.verticles.provider.shapes;

import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.Mishap;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Strikes the next change at a fake far end. */
final class Mishaps {
  private @Nullable Mishap next;

  void next(Mishap mishap) {
    next = mishap;
  }

  <T> Future<T> strike(Supplier<Future<T>> change) {
    Mishap mishap = next;
    next = null;
    if (mishap == null) {
      return change.get();
    }
    return switch (mishap) {
      case LOST_ANSWER ->
          change.get().compose(done -> failed(new ProviderFailure.Unreachable("cut", true)));
      case NO_ANSWER -> failed(new ProviderFailure.Unreachable("timed out", true));
      case NO_CAPACITY -> failed(new ProviderFailure.NoCapacity("none left"));
      case RATE_LIMITED ->
          failed(new ProviderFailure.RateLimited("too many", Duration.ofSeconds(1)));
      case DENIED -> failed(new ProviderFailure.Denied("not you"));
    };
  }

  private static <T> Future<T> failed(ProviderFailure failure) {
    return FarEndFailed.future(failure);
  }
}
