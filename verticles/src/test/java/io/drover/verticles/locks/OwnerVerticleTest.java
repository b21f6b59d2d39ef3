package io.drover.verticles.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.bus.RoomVerticle;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.VertxBus;
import io.drover.verticles.time.VertxTime;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every room's verticle does. */
class OwnerVerticleTest {
  private final Vertx vertx = Vertx.vertx();
  private final List<String> deeds = new CopyOnWriteArrayList<>();

  @AfterEach
  void shutDown() throws Exception {
    await(vertx.close());
  }

  private Future<Void> done(String deed) {
    deeds.add(deed + (Vertx.currentContext() == null ? " nowhere" : ""));
    return Future.succeededFuture();
  }

  @Test
  void makesARoomOnItsOwnContextStartsItAndStopsIt() throws Exception {
    List<Context> made = new CopyOnWriteArrayList<>();
    Supplier<String> making =
        () -> {
          made.add(vertx.getOrCreateContext());
          return "room";
        };

    String id =
        await(
            vertx.deployVerticle(
                new Plain(making, room -> done("start " + room), room -> done("stop " + room))));
    await(vertx.undeploy(id));

    assertThat(deeds).containsExactly("start room", "stop room");
    assertThat(made).hasSize(1);
  }

  @Test
  void startsARoomThatMustKnowTheOwnerOnceItListensForThat() throws Exception {
    VertxTime time = new VertxTime(vertx);
    VertxBus bus = new VertxBus(vertx);

    await(
        vertx.deployVerticle(
            new Owning(
                () -> new BusOwnership(bus, new Rooms("uid"), time),
                owner -> "room, owned " + owner.current().isPresent(),
                room -> done("start " + room))));

    assertThat(deeds).containsExactly("start room, owned false");
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
  }

  private static final class Plain extends RoomVerticle<String> {
    Plain(
        Supplier<String> making,
        Function<String, Future<Void>> starting,
        Function<String, Future<Void>> stopping) {
      super(making, starting, stopping);
    }
  }

  private static final class Owning extends OwnerVerticle<String> {
    Owning(
        Supplier<BusOwnership> ownership,
        Function<BusOwnership, String> making,
        Function<String, Future<Void>> starting) {
      super(ownership, making, starting);
    }
  }
}
