package io.drover.daemon.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.daemon.config.HazelcastConfig;
import io.drover.verticles.bus.Bus;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.CapabilitiesRequest;
import io.drover.verticles.bus.Query;
import io.drover.verticles.bus.Reach;
import io.drover.verticles.bus.VertxBus;
import io.drover.verticles.locks.Member;
import io.drover.verticles.locks.Members;
import io.drover.verticles.locks.Membership;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members on an event bus on which they prove themselves to each other. */
class EventBusDoorTest {
  private static final Query<CapabilitiesRequest, Capabilities> WHO =
      new Query<>("test.who", CapabilitiesRequest.class, Capabilities.class, Reach.CLUSTER);

  private final List<Vertx> open = new ArrayList<>();
  private final List<Integer> ports = new ArrayList<>();

  @TempDir private Path folder = Path.of("unset");

  @AfterEach
  void close() throws Exception {
    for (Vertx vertx : open) {
      await(vertx.close());
    }
  }

  private Bus member(HazelcastConfig.@Nullable Tls tls) throws Exception {
    if (ports.isEmpty()) {
      takePorts();
    }
    int number = open.size();
    List<String> all = ports.stream().map(port -> "127.0.0.1:" + port).toList();
    HazelcastConfig config =
        new HazelcastConfig("127.0.0.1", ports.get(number), 0, all, false, tls);
    Members members =
        new Membership(config.host(), config.port(), config.members())
            .joining(new Member("test/" + number, ""));
    Vertx vertx =
        await(
            Vertx.builder()
                .with(new VertxOptions().setEventBusOptions(EventBusDoor.options(config)))
                .withClusterManager(members.clusterManager())
                .buildClustered());
    open.add(vertx);
    return new VertxBus(vertx);
  }

  private void takePorts() throws IOException {
    List<ServerSocket> sockets = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
    }
    for (ServerSocket socket : sockets) {
      ports.add(socket.getLocalPort());
      socket.close();
    }
  }

  private static Capabilities ask(Bus bus, int seconds) throws Exception {
    return await(bus.ask(WHO, new CapabilitiesRequest("test"), Duration.ofSeconds(seconds)));
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get(60, TimeUnit.SECONDS);
  }

  @Test
  void membersOfOneAuthorityHearEachOther() throws Exception {
    TestAuthority authority = new TestAuthority(folder.resolve("ours"));
    Bus one = member(authority.member("one"));
    await(one.answer(WHO, asked -> Future.succeededFuture(Capabilities.UNKNOWN)));

    assertThat(ask(member(authority.member("two")), 30)).isEqualTo(Capabilities.UNKNOWN);
  }

  @Test
  void aMemberWithoutACertificateIsNotHeard() throws Exception {
    TestAuthority authority = new TestAuthority(folder.resolve("ours"));
    List<String> heard = new ArrayList<>();
    Bus one = member(authority.member("one"));
    await(
        one.answer(
            WHO,
            asked -> {
              heard.add(asked.asker());
              return Future.succeededFuture(Capabilities.UNKNOWN);
            }));

    Bus stranger = member(null);

    assertThatThrownBy(() -> ask(stranger, 5)).isInstanceOf(Exception.class);
    assertThat(heard).isEmpty();
  }

  @Test
  void aMemberOfAnotherAuthorityIsNotHeard() throws Exception {
    Bus one = member(new TestAuthority(folder.resolve("ours")).member("one"));
    List<String> heard = new ArrayList<>();
    await(
        one.answer(
            WHO,
            asked -> {
              heard.add(asked.asker());
              return Future.succeededFuture(Capabilities.UNKNOWN);
            }));

    Bus stranger = member(new TestAuthority(folder.resolve("theirs")).member("two"));

    assertThatThrownBy(() -> ask(stranger, 5)).isInstanceOf(Exception.class);
    assertThat(heard).isEmpty();
  }
}
