package io.drover.verticles.provider.shapes;

import io.drover.rules.facts.OfferingFact;
import io.drover.verticles.bus.Instance;
import io.vertx.core.Future;
import java.util.List;

/**
 * A fixed inventory of machines that are switched on and off. Each call has a deadline of its own;
 * what fails, fails with {@link FarEndFailed}.
 */
public interface MachinePark {
  Future<List<Machine>> machines();

  /** Switches a machine on; nothing happens to one that is on. */
  Future<Void> switchOn(String providerId);

  /** Switches a machine off; nothing happens to one that is off. */
  Future<Void> switchOff(String providerId);

  /** A machine of the inventory: what it offers, and whether it is on. */
  record Machine(String providerId, String name, OfferingFact offering, Instance.State state) {}
}
