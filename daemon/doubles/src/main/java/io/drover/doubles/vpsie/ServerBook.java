package io.drover.doubles.vpsie;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Every server that there ever was, in the order of birth. */
final class ServerBook {
  static final int FIRST_ID = 10_001;
  private final Map<Integer, Server> servers = new LinkedHashMap<>();

  synchronized int nextId() {
    return FIRST_ID + servers.size();
  }

  synchronized void write(Server server) {
    servers.put(server.id(), server);
  }

  synchronized List<Server> all() {
    return List.copyOf(servers.values());
  }

  synchronized Optional<Server> find(int id) {
    return Optional.ofNullable(servers.get(id));
  }

  /** A server of the account that has not ended. */
  Optional<Server> present(String owner, Predicate<Server> wanted) {
    return all().stream()
        .filter(server -> server.owner().equals(owner) && server.state() != ServerState.GONE)
        .filter(wanted)
        .findFirst();
  }

  /** What a list of the account shows: it hears of everything late. */
  Stream<Server> listed(String owner, Instant now, Pace pace) {
    return all().stream()
        .filter(server -> server.owner().equals(owner))
        .filter(server -> !now.isBefore(server.createdAt().plus(pace.listLag())))
        .map(server -> server.asOf(now.minus(pace.listLag())))
        .filter(server -> server.state() != ServerState.GONE || lingers(server, now, pace));
  }

  private static boolean lingers(Server server, Instant now, Pace pace) {
    Instant heardOf = server.changedAt().plus(pace.listLag());
    return !server.vanished() && now.isBefore(heardOf.plus(pace.linger()));
  }

  long living(Predicate<Server> wanted) {
    return all().stream().filter(s -> s.state().living()).filter(wanted).count();
  }
}
