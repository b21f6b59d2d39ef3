package io.drover.verticles.provider.shapes;

import io.drover.rules.facts.OfferingFact;
import io.drover.verticles.bus.Instance;
import io.vertx.core.Future;
import java.util.Map;

/**
 * Groups that make their own machines until they have the size that is set. Each call has a
 * deadline of its own; what fails, fails with {@link FarEndFailed}.
 */
public interface SizedFarEnd {
  Future<Page<OfferingFact>> offerings(String continuation);

  Future<Page<Instance>> members(Group group, String continuation);

  /** The size that the group is set to. */
  Future<Integer> size(Group group);

  Future<Void> resize(Group group, int to);

  /**
   * Ends one member and sets the size with it, in one step. Only asked where victims are chosen;
   * NotFound when it is no member.
   */
  Future<Void> release(Group group, String providerId, int to);

  /** A node group and what its configuration says to the provider. */
  record Group(String name, Map<String, String> settings) {
    public Group {
      settings = Map.copyOf(settings);
    }
  }
}
