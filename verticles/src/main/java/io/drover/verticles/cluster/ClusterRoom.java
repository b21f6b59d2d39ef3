package io.drover.verticles.cluster;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.FactBatch;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.Position;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOrder;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.ViewState;
import io.drover.verticles.locks.Ownership;
import io.drover.verticles.time.Clock;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/** The room of one served cluster: numbers what is seen, and lets only the owner act. */
public final class ClusterRoom implements ServedCluster.Watcher {
  private final ServedCluster cluster;
  private final Ownership ownership;
  private final Bus bus;
  private final Rooms rooms;
  private final Clock clock;
  private final long epoch;
  private final Untold untold = new Untold();
  private long sequence;
  private ViewState view = new ViewState(Instant.EPOCH, false, "not listed yet");

  public ClusterRoom(
      ServedCluster cluster, Ownership ownership, Bus bus, Rooms rooms, Clock clock) {
    this.cluster = cluster;
    this.ownership = ownership;
    this.bus = bus;
    this.rooms = rooms;
    this.clock = clock;
    this.epoch = clock.now().toEpochMilli();
  }

  /** Listens to the other rooms, then to the cluster; completes when everything is listed. */
  public Future<Void> start() {
    return bus.answer(rooms.snapshot(), request -> Future.succeededFuture(snapshot()))
        .compose(ok -> bus.answer(rooms.clusterOrder(), this::obey))
        .compose(ok -> bus.answer(rooms.liveView(), request -> cluster.look(request.record())))
        .compose(ok -> cluster.open(this))
        .onSuccess(listed -> tell(new ViewState(view.provenAt(), true, "")));
  }

  public void stop() {
    cluster.close();
  }

  private FactSnapshot snapshot() {
    return new FactSnapshot(new Position(epoch, sequence), cluster.facts());
  }

  /** The last gate before the API server: only the newest claim of this member passes. */
  private Future<ClusterOutcome> obey(ClusterOrder order) {
    boolean owner =
        ownership.current().filter(claim -> claim.token().equals(order.token())).isPresent();
    return owner
        ? perform(order.command())
        : Future.succeededFuture(
            new ClusterOutcome.Refused("the cluster's claim is not held under " + order.token()));
  }

  private Future<ClusterOutcome> perform(ClusterCommand command) {
    return cluster
        .perform(command)
        .onSuccess(
            outcome -> untold.after(command, outcome).ifPresent(gone -> changed(List.of(gone))));
  }

  @Override
  public void changed(List<Delta> deltas) {
    untold.told(deltas);
    sequence++;
    bus.publish(rooms.factsChanged(), new FactBatch(new Position(epoch, sequence), deltas));
  }

  @Override
  public void heartbeat(Instant sentAt) {
    boolean clockWasSetBack = view.provenAt().isAfter(clock.now());
    if (clockWasSetBack || sentAt.isAfter(view.provenAt())) {
      tell(new ViewState(sentAt, view.complete(), view.detail()));
    }
  }

  @Override
  public void watching(String broken) {
    if (!broken.equals(view.detail())) {
      tell(new ViewState(view.provenAt(), broken.isEmpty(), broken));
    }
  }

  private void tell(ViewState next) {
    view = next;
    bus.publish(rooms.view(), next);
  }
}
