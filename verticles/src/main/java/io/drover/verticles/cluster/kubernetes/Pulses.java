package io.drover.verticles.cluster.kubernetes;

import io.drover.verticles.time.Clock;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The newest connection of each watch, by the plural name of its kind. */
final class Pulses {
  private final Clock clock;
  private final ConcurrentMap<String, Pulse> newest = new ConcurrentHashMap<>();

  Pulses(Clock clock) {
    this.clock = clock;
  }

  /** Listens in on a connection that is about to be opened. */
  WebSocket.Listener tap(URI address, WebSocket.Listener listener) {
    String path = address.getPath();
    String plural = path.substring(path.lastIndexOf('/') + 1);
    Pulse pulse = new Pulse(listener, clock, provenAt(plural).orElseGet(clock::now));
    newest.put(plural, pulse);
    return pulse;
  }

  /** Until when everything of this kind was told; empty before the first watch. */
  Optional<Instant> provenAt(String plural) {
    return Optional.ofNullable(newest.get(plural)).map(Pulse::provenAt);
  }

  /** Pings every connection, and gives up those that were silent for longer than this. */
  void beat(Duration silence) {
    newest.values().forEach(pulse -> pulse.beat(silence));
  }
}
