package io.drover.doubles.vpsie;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A server as the cloud knows it, from its order to after its end.
 *
 * @param owner the client id of its account
 * @param changedAt when the state last changed
 */
public record Server(
    int id,
    String identifier,
    String owner,
    Order order,
    Plan plan,
    Datacenter datacenter,
    ServerState state,
    Instant createdAt,
    Instant changedAt,
    Fate fate) {

  /**
   * What was decided at birth.
   *
   * @param stuck it never leaves provisioning
   * @param neverJoins it runs but no node appears
   * @param vanishesAfter when it disappears without having been deleted
   * @param cloudController whether its node gets a providerID and the cloud's labels
   */
  public record Fate(
      boolean stuck,
      boolean neverJoins,
      @Nullable Duration vanishesAfter,
      boolean cloudController) {}

  Server in(ServerState next, Instant at) {
    return new Server(id, identifier, owner, order, plan, datacenter, next, createdAt, at, fate);
  }

  Server ordered(Order other) {
    return new Server(
        id, identifier, owner, other, plan, datacenter, state, createdAt, changedAt, fate);
  }

  Server fated(Fate other) {
    return new Server(
        id, identifier, owner, order, plan, datacenter, state, createdAt, changedAt, other);
  }

  String publicIp() {
    return "203.0.113." + (id % 254 + 1);
  }

  String privateIp() {
    return "10." + datacenter.number() + "." + (id / 254 % 254) + "." + (id % 254 + 1);
  }

  String publicIpv6() {
    return "2001:db8:" + datacenter.number() + "::" + Integer.toHexString(id);
  }

  /** Whether it vanished rather than being deleted. */
  boolean vanished() {
    return fate.vanishesAfter() != null;
  }
}
