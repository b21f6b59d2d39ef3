package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.Token;
import io.drover.rules.safety.LiveView;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.ServedCluster;
import io.drover.verticles.locks.LeaseRecord;
import io.drover.verticles.simulation.seeds.Network.Far;
import io.drover.verticles.simulation.seeds.Network.Way;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The cluster as one process of a member reaches it. */
final class MemberCluster implements ServedCluster {
  private final SharedCluster shared;
  private final Door door;
  private final Supplier<Token> token;
  private @Nullable WatchOfMember watch;

  /**
   * A door to the shared cluster.
   *
   * @param token under which the member acts now
   */
  MemberCluster(SharedCluster shared, Door door, Supplier<Token> token) {
    this.shared = shared;
    this.door = door;
    this.token = token;
  }

  @Override
  public Future<String> uid() {
    return Future.succeededFuture(SharedCluster.UID);
  }

  @Override
  public Future<Void> open(Watcher watcher) {
    WatchOfMember opened =
        new WatchOfMember(shared.time(), door.process(), shared.cluster()::facts, watcher);
    watch = opened;
    if (cut()) {
      opened.lose();
    }
    return Future.succeededFuture();
  }

  private boolean cut() {
    return !shared.network().tells(new Way(door.member(), Far.CLUSTER));
  }

  Optional<WatchOfMember> watch() {
    return Optional.ofNullable(watch);
  }

  /** Whoever cannot be told anything has lost the connection. */
  void told(List<Delta> deltas) {
    WatchOfMember opened = watch;
    if (opened != null) {
      if (cut()) {
        opened.lose();
      }
      opened.changed(deltas);
    }
  }

  @Override
  public List<Fact> facts() {
    return watch == null ? List.of() : watch.facts();
  }

  @Override
  public Future<ClusterOutcome> perform(ClusterCommand command) {
    shared.checks().leaves(door.member(), command, token.get());
    return door.call(
        Far.CLUSTER,
        command.getClass().getSimpleName(),
        () -> Future.succeededFuture(shared.perform(door.member(), command)),
        () -> Future.succeededFuture(new ClusterOutcome.Unreachable("no answer")));
  }

  @Override
  public Future<LiveView> look(String record) {
    Instant readAt = door.process().now();
    return door.<LiveView>call(
            Far.CLUSTER, "Look", () -> shared.look(record), MemberCluster::silence)
        .map(seen -> at(readAt, seen));
  }

  /** When it was read is told by the clock of who reads. */
  private static LiveView at(Instant readAt, LiveView seen) {
    return new LiveView(
        readAt, seen.record(), seen.group(), seen.node(), seen.pods(), seen.budgets());
  }

  private static <T> Future<T> silence() {
    return Future.failedFuture("no answer");
  }

  @Override
  public void close() {
    watch = null;
  }

  @Override
  public Future<Optional<LeaseRecord>> readLease() {
    return door.call(
        Far.CLUSTER, "ReadLease", () -> shared.cluster().readLease(), MemberCluster::silence);
  }

  /** The renewal comes back over the watches, behind all that was told before. */
  @Override
  public Future<LeaseRecord> writeLease(LeaseRecord next) {
    return door.call(
        Far.CLUSTER,
        "WriteLease",
        () -> shared.cluster().writeLease(next).onSuccess(this::renewed),
        MemberCluster::silence);
  }

  private void renewed(LeaseRecord written) {
    shared.claimed(door.member(), written);
    WatchOfMember opened = watch;
    if (opened != null && !cut()) {
      opened.heartbeat(written.renewedAt());
    }
  }
}
