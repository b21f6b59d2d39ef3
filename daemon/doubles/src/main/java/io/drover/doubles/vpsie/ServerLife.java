package io.drover.doubles.vpsie;

import io.drover.doubles.cloud.MachineBoot;
import io.drover.doubles.cloud.Timeline;
import java.time.Duration;
import java.util.function.Supplier;

/** Moves servers through their states when their time has come, and their machines with them. */
final class ServerLife {
  private final ServerBook book;
  private final Timeline timeline;
  private final MachineBoot boot;
  private final Supplier<Behaviour> behaviour;

  ServerLife(ServerBook book, Timeline timeline, MachineBoot boot, Supplier<Behaviour> behaviour) {
    this.book = book;
    this.timeline = timeline;
    this.boot = boot;
    this.behaviour = behaviour;
  }

  void begin(Server server) {
    book.write(server);
    Duration vanishesAfter = server.fate().vanishesAfter();
    if (vanishesAfter != null) timeline.after(vanishesAfter, () -> vanish(server.id()));
    if (server.fate().stuck()) return;
    timeline.after(behaviour.get().pace().boot(), () -> run(server.id()));
  }

  void delete(Server server) {
    if (!server.state().living()) return;
    book.write(server.in(ServerState.DELETING, timeline.now()));
    silence(server);
    timeline.after(behaviour.get().pace().delete(), () -> end(server.id()));
  }

  /** The server is gone at once, and nobody was told. */
  void vanish(int id) {
    Server server = book.find(id).orElseThrow();
    if (server.state() == ServerState.GONE) return;
    Server.Fate fate = server.fate();
    Server.Fate sudden =
        new Server.Fate(fate.stuck(), fate.neverJoins(), Duration.ZERO, fate.cloudController());
    book.write(server.fated(sudden).in(ServerState.GONE, timeline.now()));
    silence(server);
  }

  /** The server is put into a state by a hand from outside. */
  void put(int id, ServerState state) {
    Server server = book.find(id).orElseThrow();
    book.write(server.in(state, timeline.now()));
    if (state == ServerState.RUNNING) boot.boot(ServerMachine.of(server));
    else silence(server);
  }

  private void run(int id) {
    Server server = book.find(id).orElseThrow();
    if (server.state() != ServerState.PROVISIONING) return;
    book.write(server.in(ServerState.RUNNING, timeline.now()));
    if (!server.fate().neverJoins()) boot.boot(ServerMachine.of(server));
  }

  private void end(int id) {
    Server server = book.find(id).orElseThrow();
    if (server.state() == ServerState.DELETING) {
      book.write(server.in(ServerState.GONE, timeline.now()));
    }
  }

  /**
   * Without a providerID a node cannot be told from its namesake, so it stays while another machine
   * of its name runs, as it would with two kubelets that report as one node.
   */
  private void silence(Server server) {
    boolean keptAlive =
        !server.fate().cloudController()
            && book.all().stream()
                .anyMatch(
                    other ->
                        other.id() != server.id()
                            && other.state() == ServerState.RUNNING
                            && ServerMachine.nodeName(other)
                                .equals(ServerMachine.nodeName(server)));
    if (!keptAlive) boot.stop(ServerMachine.of(server));
  }
}
