package io.drover.doubles.vpsie;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A server as the cloud knows it, from its order to after its end.
 *
 * @param owner the client id of its account
 * @param changedAt when the state last changed
 * @param history every state so far and when it began
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
    List<Change> history,
    Fate fate) {

  /** The beginning of a state. */
  public record Change(ServerState state, Instant at) {}

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

  public Server {
    history = List.copyOf(history);
  }

  /** One that runs, and whose machine is no node. */
  static Server stranger(int id, String owner, Plan plan, Datacenter datacenter, Instant now) {
    String name = "stranger-" + id;
    Order order = new Order(name, name, "debian-12", "", List.of(), "", "", null);
    return new Server(
        id,
        UUID.nameUUIDFromBytes(name.getBytes(UTF_8)).toString(),
        owner,
        order,
        plan,
        datacenter,
        ServerState.RUNNING,
        now,
        now,
        List.of(new Change(ServerState.RUNNING, now)),
        new Fate(false, true, null, true));
  }

  Server in(ServerState next, Instant at) {
    List<Change> longer = new ArrayList<>(history);
    longer.add(new Change(next, at));
    return with(order, next, at, longer, fate);
  }

  Server ordered(Order other) {
    return with(other, state, changedAt, history, fate);
  }

  Server fated(Fate other) {
    return with(order, state, changedAt, history, other);
  }

  /** The server as it was at that time; as at birth, before. */
  Server asOf(Instant time) {
    Change then =
        history.stream()
            .filter(change -> !change.at().isAfter(time))
            .reduce((earlier, later) -> later)
            .orElse(history.getFirst());
    return with(order, then.state(), then.at(), history, fate);
  }

  private Server with(
      Order otherOrder, ServerState otherState, Instant at, List<Change> past, Fate otherFate) {
    return new Server(
        id,
        identifier,
        owner,
        otherOrder,
        plan,
        datacenter,
        otherState,
        createdAt,
        at,
        past,
        otherFate);
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
