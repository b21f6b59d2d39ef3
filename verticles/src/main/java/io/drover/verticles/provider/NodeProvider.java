package io.drover.verticles.provider;

import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.vertx.core.Future;

/**
 * A provider account. The answer fits the command (Offerings → Offered, Instances → Listed,
 * TargetSize → Sized, Create → Created or Accepted, Delete and PutBack → Deleting) or is Failed;
 * the future itself fails only when the contract is broken.
 *
 * <p>Create is repeated with the same owner until it is answered, and makes at most one machine.
 * Delete is repeated until the machine is gone, and succeeds when it is.
 */
public interface NodeProvider {
  Capabilities capabilities();

  Future<ProviderAnswer> perform(ProviderCommand command);
}
