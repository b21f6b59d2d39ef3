package io.drover.verticles.provider.shapes;

import io.drover.rules.facts.OfferingFact;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.OwnerTag;
import io.drover.verticles.bus.ProviderCommand.Create;
import io.drover.verticles.bus.ProviderCommand.Delete;
import io.drover.verticles.bus.ProviderCommand.Scope;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * A provider that makes one machine per call. Each call has a deadline of its own; what fails,
 * fails with {@link FarEndFailed}.
 */
public interface InstanceFarEnd {
  Future<Page<OfferingFact>> offerings(String continuation);

  Future<Page<Instance>> list(Scope scope, String continuation);

  /**
   * Makes a machine, tagged with the owner. A keyed far end takes the intent for its key and
   * answers a repeated one with the same machine, {@code OFF} if it has ended.
   */
  Future<Instance> create(Create create);

  /** Begins to end a machine; NotFound when there is none. */
  Future<Void> delete(Delete delete);

  /** A far end without keys: machines are looked for by tag or name. */
  interface Searchable extends InstanceFarEnd {
    /** The living machine of the intent, as far as the far end shows it by now. */
    Future<Optional<Instance>> find(OwnerTag owner, String name);
  }
}
