package io.drover.daemon.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where interruption notices come from.
 *
 * @param webhook null = none is served
 */
public record SpotConfig(@Nullable Webhook webhook) implements ConfigPart {

  /**
   * Signed notices over HTTP.
   *
   * @param secret of the HMAC; required
   * @param replayWindow how old a signature may be; default 5 min
   */
  public record Webhook(SecretSource secret, Duration replayWindow) implements ConfigPart {}
}
