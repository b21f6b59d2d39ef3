package io.drover.verticles.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.UtilizationFact;
import io.drover.verticles.bus.ImmediateBus;
import io.drover.verticles.bus.Json;
import io.drover.verticles.bus.MetricsState;
import io.drover.verticles.bus.MetricsState.Reason;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.UtilizationSamples;
import io.drover.verticles.time.PassingTime;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MetricsRoomTest {
  private static final Rooms ROOMS = new Rooms("uid");

  private final PassingTime time = new PassingTime();
  private final ImmediateBus bus = new ImmediateBus();
  private Future<List<UtilizationFact>> answer = Future.succeededFuture(List.of());
  private Future<List<UtilizationFact>> second = Future.succeededFuture(List.of());
  private final NamedSource first = new NamedSource("Prometheus", () -> answer);
  private final MetricsRoom room = room(List.of(first));

  private MetricsRoom room(List<NamedSource> sources) {
    return new MetricsRoom(
        sources,
        new MetricsSettings(Duration.ofSeconds(30), Duration.ofMinutes(5)),
        new MetricsRoom.House(bus, ROOMS, time, time));
  }

  private MetricsRoom ofTwo() {
    return room(List.of(first, new NamedSource("metrics.k8s.io", () -> second)));
  }

  @Test
  void passesSamplesOnRoundAfterRound() {
    answer = Future.succeededFuture(List.of(sample("one", time.now())));

    room.start();
    time.pass(Duration.ofMinutes(1));

    assertThat(published()).hasSize(3);
    assertThat(room.state().reason()).isEqualTo(Reason.NONE);
    assertThat(room.state().samples()).isEqualTo(1);
  }

  @Test
  void passesNothingOnWhenTheSourceCannotSayAndSaysThat() {
    answer = Future.failedFuture("connection refused");

    room.start();

    assertThat(published()).isEmpty();
    assertThat(bus.published(ROOMS.metricsState()))
        .singleElement()
        .satisfies(
            state -> {
              assertThat(state.working()).isFalse();
              assertThat(state.reason()).isEqualTo(Reason.METRICS_UNREACHABLE);
              assertThat(state.detail()).isEqualTo("connection refused; there has been no sample");
            });
  }

  @Test
  void goesOnAskingAfterAFailure() {
    answer = Future.failedFuture("connection refused");
    room.start();
    answer = Future.succeededFuture(List.of(sample("one", time.now())));

    time.pass(Duration.ofSeconds(30));

    assertThat(published()).hasSize(1);
    assertThat(room.state().working()).isTrue();
  }

  @Test
  void takesNoSampleForNoIdleNode() {
    room.start();

    assertThat(published()).isEmpty();
    assertThat(room.state().reason()).isEqualTo(Reason.METRICS_STALE);
  }

  @Test
  void leavesOutSamplesThatAreOlderThanTheyMayBe() {
    Instant now = time.now();
    answer =
        Future.succeededFuture(
            List.of(sample("young", now.minusSeconds(300)), sample("old", now.minusSeconds(301))));

    room.start();

    assertThat(published())
        .singleElement()
        .satisfies(
            message ->
                assertThat(message.samples())
                    .extracting(sample -> sample.node().value())
                    .containsExactly("young"));
  }

  @Test
  void sendsManySamplesInMessagesThatTheBusCanCarry() throws Exception {
    List<UtilizationFact> many = new ArrayList<>();
    for (int i = 0; i < 250; i++) {
      String name = ("%03d" + "n".repeat(250)).formatted(i);
      many.add(new UtilizationFact(new NodeName(name), 1.0 / 3, 2.0 / 3, time.now()));
    }
    answer = Future.succeededFuture(many);

    room.start();

    assertThat(published()).hasSize(3);
    for (UtilizationSamples message : published()) {
      assertThat(Json.mapper().writeValueAsBytes(message).length).isLessThan(64 * 1024);
    }
    assertThat(published()).flatExtracting(UtilizationSamples::samples).isEqualTo(many);
  }

  @Test
  void tellsSinceWhenNothingIsKnown() {
    answer = Future.failedFuture("connection refused");
    Instant since = time.now();

    room.start();
    time.pass(Duration.ofMinutes(2));

    MetricsState last = bus.published(ROOMS.metricsState()).getLast();
    assertThat(last.since()).isEqualTo(since);
  }

  @Test
  void tellsHowOldTheNewestSampleIsWhenNoMoreCome() {
    answer = Future.succeededFuture(List.of(sample("one", time.now())));
    room.start();
    answer = Future.failedFuture("connection refused");

    time.pass(Duration.ofSeconds(60));

    assertThat(room.state().detail())
        .isEqualTo("connection refused; the newest sample is 60 s old");
  }

  @Test
  void asksTheSecondSourceOnlyWhenTheFirstHasNothing() {
    answer = Future.succeededFuture(List.of(sample("one", time.now())));
    second = Future.succeededFuture(List.of(sample("two", time.now())));

    MetricsRoom two = ofTwo();
    two.start();
    assertThat(two.state().source()).isEqualTo("Prometheus");
    assertThat(two.state().detail()).isEmpty();

    answer = Future.failedFuture("Prometheus: connection refused");
    time.pass(Duration.ofSeconds(30));

    assertThat(two.state().working()).isTrue();
    assertThat(two.state().source()).isEqualTo("metrics.k8s.io");
    assertThat(two.state().detail()).isEqualTo("Prometheus: connection refused");
    assertThat(published())
        .flatExtracting(UtilizationSamples::samples)
        .extracting(sample -> sample.node().value())
        .containsExactly("one", "two");
  }

  @Test
  void takesAFirstSourceWithOldSamplesOnlyForOneThatHasNothing() {
    answer = Future.succeededFuture(List.of(sample("one", time.now().minusSeconds(301))));
    second = Future.succeededFuture(List.of(sample("two", time.now())));

    MetricsRoom two = ofTwo();
    two.start();

    assertThat(two.state().source()).isEqualTo("metrics.k8s.io");
    assertThat(two.state().detail()).isEqualTo("Prometheus: 1 samples, none of them young enough");
    assertThat(published()).hasSize(1);
  }

  @Test
  void saysOfEachSourceWhyItHasNothing() {
    answer = Future.failedFuture("Prometheus: connection refused");

    MetricsRoom two = ofTwo();
    two.start();

    assertThat(two.state().working()).isFalse();
    assertThat(two.state().source()).isEmpty();
    assertThat(two.state().reason()).isEqualTo(Reason.METRICS_UNREACHABLE);
    assertThat(two.state().detail())
        .isEqualTo(
            "Prometheus: connection refused; metrics.k8s.io: 0 samples, none of them young enough;"
                + " there has been no sample");
    assertThat(published()).isEmpty();
  }

  @Test
  void comesBackToTheFirstSource() {
    answer = Future.failedFuture("Prometheus: connection refused");
    second = Future.succeededFuture(List.of(sample("two", time.now())));
    MetricsRoom two = ofTwo();
    two.start();
    answer = Future.succeededFuture(List.of(sample("one", time.now())));

    time.pass(Duration.ofSeconds(30));

    assertThat(two.state().source()).isEqualTo("Prometheus");
  }

  @Test
  void isSilentAfterItsEnd() {
    room.start();
    room.stop();
    time.pass(Duration.ofMinutes(5));

    assertThat(bus.published(ROOMS.metricsState())).hasSize(1);
  }

  private List<UtilizationSamples> published() {
    return bus.published(ROOMS.utilization());
  }

  private static UtilizationFact sample(String node, Instant at) {
    return new UtilizationFact(new NodeName(node), 0.5, 0.5, at);
  }
}
