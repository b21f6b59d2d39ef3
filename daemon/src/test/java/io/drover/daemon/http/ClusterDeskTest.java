package io.drover.daemon.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.Claim;
import io.drover.verticles.bus.ClaimState;
import io.drover.verticles.bus.ExecutionState;
import io.drover.verticles.bus.ImmediateBus;
import io.drover.verticles.bus.PlanningState;
import io.drover.verticles.bus.PolicyState;
import io.drover.verticles.bus.Rooms;
import io.drover.verticles.bus.ViewState;
import io.drover.verticles.time.PassingTime;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the desk says of a cluster whose rooms are stuck, or lack something. */
class ClusterDeskTest {
  private static final PolicyState POLICIES =
      new PolicyState(Instant.EPOCH, "v1", List.of(), "v1", "", false);

  private final PassingTime time = new PassingTime();
  private final ImmediateBus bus = new ImmediateBus();
  private final Rooms rooms = new Rooms("uid");
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ClusterDesk desk =
      new ClusterDesk("prod", time, Duration.ofSeconds(30), new DeskMetrics(registry));

  @BeforeEach
  void open() {
    bus.answer(
        rooms.snapshot(),
        asked -> Future.succeededFuture(new FactSnapshot(new Position(1, 1), List.of())));
    var unused = desk.attach(bus, rooms, time);
    Claim claim = new Claim(new Token(1, 1), time.now().plus(Duration.ofDays(1)));
    bus.publish(rooms.claim(), new ClaimState(claim, "me"));
    look();
  }

  /** Planning and the view are alive. */
  private void look() {
    bus.publish(rooms.planningState(), new PlanningState(time.now(), "", null, List.of()));
    seen();
  }

  private void seen() {
    bus.publish(rooms.view(), new ViewState(time.now(), true, ""));
  }

  private void acting(Instant listed, int waiting) {
    bus.publish(
        rooms.executionState(),
        new ExecutionState(
            time.now(),
            List.of(new ExecutionState.Listed("cloud", listed, "no route")),
            waiting,
            10));
  }

  private Readiness readiness() {
    return desk.readiness(POLICIES);
  }

  @Test
  void isReadyWhileAllIsWell() {
    acting(time.now(), 0);

    assertThat(readiness().ready()).isTrue();
    assertThat(readiness().details()).isEmpty();
  }

  @Test
  void isNotReadyOncePlanningIsStuckThoughTheViewIsNot() {
    time.pass(ClusterDesk.LOOP_MAX_AGE.plusSeconds(1));
    seen();

    assertThat(readiness().reasons())
        .containsExactly("LOOP_STUCK: planning has not looked for 121 s");
    assertThat(registry.scrape()).contains("drover_planning_age_seconds{cluster=\"prod\"} 121.0");

    look();
    assertThat(readiness().ready()).isTrue();
  }

  @Test
  void isReadyAndSaysSoWhileAProvidersMachinesAreNotListed() {
    Instant listed = time.now();
    time.pass(Duration.ofSeconds(121));
    look();
    acting(listed, 0);

    assertThat(readiness().ready()).isTrue();
    assertThat(readiness().details())
        .containsExactly(
            "degraded: machines of provider cloud were not listed since " + listed + ", no route");
    assertThat(registry.scrape())
        .contains("drover_list_age_seconds{cluster=\"prod\",provider=\"cloud\"} 121.0");
  }

  @Test
  void saysThatNoMorePurchasesAreTaken() {
    acting(time.now(), 10);

    assertThat(readiness().details())
        .containsExactly("degraded: 10 purchases wait, and no more are taken");
    assertThat(registry.scrape()).contains("drover_creates_waiting{cluster=\"prod\"} 10.0");
  }
}
