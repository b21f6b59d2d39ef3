package io.drover.daemon.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** No two listeners may want the same port of the same host. Port 0 is never the same. */
final class PortChecks {
  private static final Set<String> EVERY_HOST = Set.of("0.0.0.0", "::");

  private record Listener(String path, String host, int port) {
    boolean clashesWith(Listener other) {
      boolean sameHost =
          host.equals(other.host) || EVERY_HOST.contains(host) || EVERY_HOST.contains(other.host);
      return port != 0 && port == other.port && sameHost;
    }
  }

  private PortChecks() {}

  static void check(DroverConfig config, Findings findings) {
    HazelcastConfig hazelcast = config.hazelcast();
    List<Listener> listeners =
        List.of(
            new Listener("http.port", config.http().host(), config.http().port()),
            new Listener("hazelcast.port", hazelcast.host(), hazelcast.port()),
            new Listener("hazelcast.eventBusPort", hazelcast.host(), hazelcast.eventBusPort()));
    List<Listener> before = new ArrayList<>();
    for (Listener listener : listeners) {
      if (findings.about(listener.path)) continue;
      before.stream()
          .filter(listener::clashesWith)
          .findFirst()
          .ifPresent(other -> complain(listener, other, findings));
      before.add(listener);
    }
  }

  /** Complains about the one that the file names, rather than about a default. */
  private static void complain(Listener later, Listener earlier, Findings findings) {
    boolean laterIsNamed = findings.inFile(later.path) || !findings.inFile(earlier.path);
    Listener one = laterIsNamed ? later : earlier;
    Listener other = laterIsNamed ? earlier : later;
    findings.add(one.path, "%d is also %s of the same host".formatted(one.port, other.path));
  }
}
