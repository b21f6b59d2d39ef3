package io.drover.verticles.bus;

import io.drover.rules.facts.OfferingId;
import org.jspecify.annotations.Nullable;

/**
 * A machine at a provider.
 *
 * @param providerId as {@code Node.spec.providerID} will tell it
 * @param owner its tag, null where it carries none or the provider has no tags
 * @param offering what it is; only a fixed inventory tells it
 */
public record Instance(
    String providerId,
    String name,
    State state,
    @Nullable OwnerTag owner,
    @Nullable OfferingId offering) {
  public Instance(String providerId, String name, State state, @Nullable OwnerTag owner) {
    this(providerId, name, state, owner, null);
  }

  /** How far the machine is. */
  public enum State {
    PENDING,
    RUNNING,
    TERMINATING,
    /** In the inventory and switched off, or remembered after its end. */
    OFF
  }
}
