package io.drover.verticles.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.time.VertxTime;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Three members in one process, on real Hazelcast. */
class MembersTest {
  private static final Duration LONG = Duration.ofMinutes(1);

  private final List<Integer> ports = new ArrayList<>();
  private final List<One> all = new ArrayList<>();

  /** A member and its candidacy for one cluster. */
  private record One(Vertx vertx, Members members, Candidacy candidacy) {
    long fence() {
      return candidacy
          .permit()
          .filter(permit -> permit.validUntil().isAfter(new VertxTime(vertx).now()))
          .map(Candidacy.Permit::fence)
          .orElse(0L);
    }
  }

  @AfterEach
  void end() {
    all.forEach(MembersTest::kill);
  }

  private static void kill(One one) {
    one.members().terminate();
    one.vertx().close();
  }

  private Future<One> start(int number, boolean preferred) {
    List<String> addresses = ports.stream().map(port -> "127.0.0.1:" + port).toList();
    Members members =
        new Membership("127.0.0.1", ports.get(number), addresses)
            .joining(new Member("home/" + number, "attic"));
    return Vertx.builder()
        .withClusterManager(members.clusterManager())
        .buildClustered()
        .map(
            vertx -> {
              VertxTime time = new VertxTime(vertx);
              members.keepSeat(time);
              Candidacy candidacy =
                  members.candidacy(
                      "uid",
                      () -> preferred,
                      new Members.Time(
                          time, time, time, task -> vertx.runOnContext(v -> task.run())));
              vertx.runOnContext(any -> candidacy.start());
              return new One(vertx, members, candidacy);
            });
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(LONG.toSeconds(), TimeUnit.SECONDS);
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + LONG.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(deadline);
      Thread.sleep(50);
    }
  }

  private static List<Integer> freePorts(int count) throws IOException {
    List<ServerSocket> taken = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
    List<Integer> ports = taken.stream().map(ServerSocket::getLocalPort).toList();
    for (ServerSocket socket : taken) {
      socket.close();
    }
    return ports;
  }

  @Test
  void passesTheLockOnUnderAHigherFenceAndBeginsAnewOnlyWhenToldTo() throws Exception {
    ports.addAll(freePorts(3));
    List<Future<One>> starting = List.of(start(0, true), start(1, false), start(2, false));
    for (Future<One> each : starting) {
      all.add(await(each));
    }
    One first = all.get(0);
    One second = all.get(1);
    await("the preferred member's permit", () -> first.fence() > 0);
    long before = first.fence();
    String lock = first.candidacy().permit().orElseThrow().lock();
    assertThat(second.members().live())
        .containsExactly(
            new Member("home/0", "attic"),
            new Member("home/1", "attic"),
            new Member("home/2", "attic"));

    kill(first);
    await("another's permit", () -> all.get(1).fence() + all.get(2).fence() > 0);
    assertThat(all.get(1).fence() + all.get(2).fence()).isGreaterThan(before);

    One back = await(start(0, false));
    all.set(0, back);
    await("three that agree", () -> agreement(second).equals(new Members.Agreement(3, 3)));

    int keeps = second.fence() > 0 ? 1 : 2;
    One holder = all.get(keeps);
    kill(back);
    kill(all.get(3 - keeps));
    await("the permit to end without a majority", () -> holder.fence() == 0);
    await("words for it", () -> holder.candidacy().hindrance().contains("1 members are here"));

    all.set(0, await(start(0, false)));
    all.set(3 - keeps, await(start(3 - keeps, false)));
    await("all to be there", () -> holder.members().live().size() == 3);
    await(holder.members().reset());
    await("a permit again", () -> all.stream().anyMatch(one -> one.fence() > 0));
    One next = all.stream().filter(one -> one.fence() > 0).findFirst().orElseThrow();
    assertThat(next.candidacy().permit().orElseThrow().lock()).isNotEqualTo(lock);
  }

  private static Members.Agreement agreement(One one) {
    try {
      return await(one.members().agreement());
    } catch (Exception unanswered) {
      return new Members.Agreement(0, 0);
    }
  }
}
