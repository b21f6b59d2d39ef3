package io.drover.verticles.provider.vpsie.pipeline;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.verticles.bus.ProviderFailure;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of one attempt at a call. */
sealed interface Verdict {
  record Fine(JsonNode body) implements Verdict {}

  /**
   * It did not succeed.
   *
   * @param retryAfter what VPSie asked to wait, null when it said nothing
   */
  record Refused(ErrorKind kind, ProviderFailure failure, @Nullable Duration retryAfter)
      implements Verdict {
    Refused(ErrorKind kind, ProviderFailure failure) {
      this(kind, failure, null);
    }
  }
}
