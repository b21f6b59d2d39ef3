package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.drover.ground.Await;
import io.drover.ground.Component;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.Manifests;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.Token;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.kubernetes.ConnectFailure;
import io.drover.verticles.cluster.kubernetes.Schemas;
import io.drover.verticles.locks.LeaseConflict;
import io.drover.verticles.locks.LeaseRecord;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The adapter while the API server is frozen, dead, or written to by another member. */
@ExtendWith(ControlPlaneExtension.class)
class ClusterOutageIT {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private final ControlPlane plane;
  private final ConnectedCluster cluster;

  ClusterOutageIT(ControlPlane plane) {
    this.plane = plane;
    this.cluster = ConnectedCluster.to(plane.kubeconfig());
  }

  @BeforeEach
  void open() {
    var unused = plane.apply(Schemas.yaml());
    cluster.open();
    Await.value(DEADLINE, "all watches", () -> cluster.notebook().broken, String::isEmpty);
  }

  @AfterEach
  void close() {
    plane.thaw(Component.API_SERVER);
    cluster.close();
  }

  @Test
  void failsItsCallsAndProvesNothingWhileTheApiServerIsFrozen() {
    LeaseRecord before = claim("one/a");
    Await.until(
        DEADLINE, "the heartbeat", () -> cluster.notebook().heartbeat.equals(before.renewedAt()));

    plane.freeze(Component.API_SERVER);

    assertThat(took(() -> fails(() -> cluster.adapter().look("any"))))
        .isLessThan(Duration.ofSeconds(4));
    assertThat(took(() -> fails(() -> cluster.adapter().writeLease(renewed(before)))))
        .isLessThan(Duration.ofSeconds(6));
    assertThat(
            took(
                () ->
                    assertThat(
                            cluster.result(
                                () ->
                                    cluster
                                        .adapter()
                                        .perform(
                                            new ClusterCommand.DeleteNode(
                                                new NodeName("any"), "any"))))
                        .isInstanceOf(ClusterOutcome.Unreachable.class)))
        .isLessThan(Duration.ofSeconds(6));
    assertThat(cluster.notebook().heartbeat).isEqualTo(before.renewedAt());

    plane.thaw(Component.API_SERVER);
    LeaseRecord after = claim("one/a");
    Await.until(
        DEADLINE,
        "the heartbeat to come back",
        () -> cluster.notebook().heartbeat.equals(after.renewedAt()));
  }

  @Test
  void watchesAgainAfterTheApiServerWasKilled() {
    plane.kill(Component.API_SERVER);
    Await.until(
        DEADLINE,
        "the watches to be told broken",
        () -> cluster.notebook().broken.contains("nodes: not watched"));
    assertThatThrownBy(() -> cluster.result(cluster.adapter()::uid))
        .isInstanceOfSatisfying(
            ConnectFailure.class,
            failure -> assertThat(failure.kind()).isEqualTo(ConnectFailure.Kind.UNREACHABLE))
        .hasMessageStartingWith("no answer from https://127.0.0.1");

    plane.restart(Component.API_SERVER);

    Await.value(DEADLINE, "all watches", () -> cluster.notebook().broken, String::isEmpty);
    plane.client().resource(Manifests.node("afterwards")).create();
    Await.until(
        DEADLINE,
        "the new node",
        () -> cluster.notebook().find(NodeFact.class, FactKey.Kind.NODE, "afterwards").isPresent());
  }

  @Test
  void letsOnlyOneOfTwoWritersHaveTheLease() {
    LeaseRecord first = claim("one/a");
    try (ConnectedCluster other = ConnectedCluster.to(plane.kubeconfig())) {
      LeaseRecord seen = other.result(other.adapter()::readLease).orElseThrow();
      LeaseRecord taken =
          other.result(() -> other.adapter().writeLease(Samples.taking(seen, "one/b")));

      assertThatThrownBy(() -> cluster.result(() -> cluster.adapter().writeLease(renewed(first))))
          .isInstanceOf(LeaseConflict.class);
      assertThatThrownBy(
              () ->
                  cluster.result(
                      () ->
                          cluster
                              .adapter()
                              .writeLease(
                                  new LeaseRecord(
                                      "",
                                      "one/a",
                                      new Token(1, 1),
                                      Instant.now(),
                                      Duration.ofSeconds(15)))))
          .isInstanceOf(LeaseConflict.class);
      assertThat(cluster.result(cluster.adapter()::readLease)).contains(taken);
    }
  }

  private LeaseRecord claim(String holder) {
    return Samples.claim(cluster, holder);
  }

  private static LeaseRecord renewed(LeaseRecord lease) {
    return new LeaseRecord(
        lease.version(), lease.holder(), lease.token(), Instant.now(), lease.validFor());
  }

  private <T> void fails(Supplier<Future<T>> call) {
    assertThatThrownBy(() -> cluster.result(call)).isInstanceOf(Throwable.class);
  }

  private static Duration took(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return Duration.ofNanos(System.nanoTime() - start);
  }
}
