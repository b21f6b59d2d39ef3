package io.drover.verticles.cluster;

import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.locks.LeaseOwnership;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Deploys the room of one served cluster, on an event loop, and keeps its claim. */
public final class ClusterVerticle extends VerticleBase {
  private final Supplier<LeaseOwnership> claims;
  private final Function<LeaseOwnership, ClusterRoom> rooms;
  private final Bus bus;
  private final Rooms addresses;
  private @Nullable LeaseOwnership ownership;
  private @Nullable ClusterRoom room;

  public ClusterVerticle(
      Supplier<LeaseOwnership> claims,
      Function<LeaseOwnership, ClusterRoom> rooms,
      Bus bus,
      Rooms addresses) {
    this.claims = claims;
    this.rooms = rooms;
    this.bus = bus;
    this.addresses = addresses;
  }

  @Override
  public Future<?> start() {
    LeaseOwnership claim = claims.get();
    ownership = claim;
    claim.onBeat(() -> bus.publish(addresses.claim(), claim.state()));
    ClusterRoom started = rooms.apply(claim);
    room = started;
    return started.start().compose(listed -> claim.start());
  }

  @Override
  public Future<?> stop() {
    if (ownership != null) {
      ownership.stop();
    }
    if (room != null) {
      room.stop();
    }
    return Future.succeededFuture();
  }
}
