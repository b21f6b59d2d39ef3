package io.drover.verticles.provider.vpsie;

import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.bus.ProviderFailure;
import java.util.Optional;

/**
 * Asked right before a call goes out that makes or ends a server, after all waiting for the
 * account's limit: what it names is the answer then, and nothing is sent.
 */
@FunctionalInterface
public interface LastGate {
  LastGate OPEN = command -> Optional.empty();

  Optional<ProviderFailure> refuses(ProviderCommand command);
}
