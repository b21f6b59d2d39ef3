package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Token;
import io.drover.rules.safety.LiveView;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.ServedCluster;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.locks.LeaseRecord;
import io.drover.verticles.simulation.SimulatedTime;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The far end of every member's way to the cluster: what arrives there is looked at and done. */
final class SharedCluster {
  static final String UID = "cluster-uid";

  private final SimulatedTime time;
  private final EmbeddedCluster cluster;
  private final Network network;
  private final Checks checks;
  private final Passing passing;
  private final History history;
  private final Random random;

  private Token claim = Token.NONE;

  /** Who is told that a record was written, or is gone. */
  interface Passing {
    void passed(Edge edge, @Nullable ManagedNodeFact record, int member);
  }

  /** Of a hundred conditional writes that somebody else has been faster than. */
  int conflicts;

  SharedCluster(
      SimulatedTime time,
      EmbeddedCluster cluster,
      Network network,
      Checks checks,
      Passing passing,
      History history,
      Random random) {
    this.time = time;
    this.cluster = cluster;
    this.network = network;
    this.checks = checks;
    this.passing = passing;
    this.history = history;
    this.random = random;
  }

  SimulatedTime time() {
    return time;
  }

  EmbeddedCluster cluster() {
    return cluster;
  }

  Network network() {
    return network;
  }

  Checks checks() {
    return checks;
  }

  History history() {
    return history;
  }

  /** Has every change told to somebody. */
  void tell(Consumer<List<Delta>> told) {
    var unused =
        cluster.open(
            new ServedCluster.Watcher() {
              @Override
              public void changed(List<Delta> deltas) {
                deltas.forEach(SharedCluster.this::bound);
                told.accept(deltas);
              }

              @Override
              public void heartbeat(Instant sentAt) {}

              @Override
              public void watching(String broken) {}
            });
  }

  private void bound(Delta delta) {
    if (delta instanceof Delta.Put(Fact fact) && fact instanceof PodFact pod) {
      checks.saw(pod);
    }
  }

  ClusterOutcome perform(int member, ClusterCommand command) {
    if (conditional(command) && random.nextInt(100) < conflicts) {
      return new ClusterOutcome.Conflict("somebody else was faster");
    }
    ManagedNodeFact before = before(command);
    checks.arrives(command);
    ClusterOutcome outcome = cluster.perform(command).result();
    if (!(command instanceof ClusterCommand.TellEvent)) {
      history.add("call", member, command, outcome);
    }
    cover(member, command, before, outcome);
    checks.look();
    return outcome;
  }

  private static boolean conditional(ClusterCommand command) {
    return command instanceof ClusterCommand.WriteRecord
        || command instanceof ClusterCommand.WriteGroup
        || command instanceof ClusterCommand.DeleteRecord;
  }

  private @Nullable ManagedNodeFact before(ClusterCommand command) {
    if (command instanceof ClusterCommand.WriteRecord(ManagedNodeFact record)) {
      return cluster.now().managedNode(record.identity().name()).orElse(null);
    }
    return command instanceof ClusterCommand.DeleteRecord delete
        ? cluster.now().managedNode(delete.name()).orElse(null)
        : null;
  }

  private void cover(
      int member,
      ClusterCommand command,
      @Nullable ManagedNodeFact before,
      ClusterOutcome outcome) {
    if (outcome instanceof ClusterOutcome.Wrote(Fact fact)
        && fact instanceof ManagedNodeFact after) {
      if (command instanceof ClusterCommand.CreateRecord) {
        checks.bought(after);
      }
      Edge edge = new Edge(before == null ? null : before.phase(), after.phase());
      passing.passed(edge, after, member);
    } else if (command instanceof ClusterCommand.DeleteRecord
        && before != null
        && outcome instanceof ClusterOutcome.Done) {
      passing.passed(new Edge(before.phase(), null), before, member);
    }
  }

  /** The claim was taken, renewed or given up. */
  void claimed(int member, LeaseRecord lease) {
    if (!lease.token().equals(claim)) {
      claim = lease.token();
      history.add("claim", member, lease.token());
    }
  }

  Future<LiveView> look(String record) {
    checks.looked(record);
    return cluster.look(record);
  }
}
