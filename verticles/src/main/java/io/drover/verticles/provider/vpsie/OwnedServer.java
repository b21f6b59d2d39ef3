package io.drover.verticles.provider.vpsie;

import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.provider.shapes.FarEndFailed;
import io.drover.verticles.provider.vpsie.wire.Server;
import java.util.Optional;

/** A server, and whose it is by its tags. */
record OwnedServer(Server server, Optional<OwnerTag> owner) {
  Instance instance() {
    return new Instance(server.providerId(), server.name(), server.state(), owner.orElse(null));
  }

  boolean lives() {
    return switch (server.state()) {
      case PENDING, RUNNING -> true;
      case TERMINATING, OFF -> false;
    };
  }

  /** Whether a call failed because there is no such server. */
  static boolean notThere(Throwable failed) {
    return failed instanceof FarEndFailed expected
        && expected.failure() instanceof ProviderFailure.NotFound;
  }
}
