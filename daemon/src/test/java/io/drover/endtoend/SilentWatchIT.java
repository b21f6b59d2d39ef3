package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.RecordedRequest;
import io.drover.ground.RecordingProxy;
import io.drover.ground.SimulatedCloudProcess;
import io.drover.rules.facts.Delta;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.NodeFact;
import io.drover.verticles.cluster.kubernetes.Schemas;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** One connection of a watch is dead, silently; all others and the API server are well. */
@ExtendWith(ControlPlaneExtension.class)
class SilentWatchIT {
  /** Silent at first, and not watched from when it is given up until another is open. */
  private static final String STALE = "VIEW_STALE: nodes: (silent|not watched) since";

  private static final Duration NOTICED = Duration.ofSeconds(15);
  private static final Duration LONG = Duration.ofSeconds(30);

  @Test
  void beginsAnewAWatchWhoseConnectionDied(ControlPlane plane) {
    var unused = plane.apply(Schemas.yaml());
    try (RecordingProxy proxy = RecordingProxy.before(plane);
        ConnectedCluster cluster = ConnectedCluster.to(proxy.kubeconfig(plane.adminToken()))) {
      cluster.open();
      Await.value(LONG, "all watches", () -> cluster.notebook().broken, String::isEmpty);
      proxy.freeze(SilentWatchIT::watchesNodes);
      proxy.freezeNoMore();
      plane.client().resource(io.drover.ground.Manifests.node("unseen")).create();

      Await.until(
          NOTICED,
          "the nodes' watch to be told silent",
          () -> cluster.notebook().broken.startsWith("nodes: silent since"));
      assertThat(cluster.notebook().broken).doesNotContain(";");
      Await.until(
          LONG,
          "the node over a new connection",
          () -> cluster.notebook().find(NodeFact.class, FactKey.Kind.NODE, "unseen").isPresent());
      Await.value(LONG, "all watches", () -> cluster.notebook().broken, String::isEmpty);
    }
  }

  @Test
  void isNotReadyAndNamesTheKindUntilItsWatchIsProvenAgain(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        RecordingProxy proxy = RecordingProxy.before(plane);
        DroverUnderTest drover =
            DroverUnderTest.start(Setup.of(proxy.kubeconfig(plane.adminToken()), cloud))) {
      drover.awaitReady("prod");
      proxy.freeze(SilentWatchIT::watchesNodes);

      Await.until(NOTICED, "503 from /readyz/prod", () -> drover.status("/readyz/prod") == 503);
      assertThat(drover.body("/readyz/prod")).containsPattern(STALE);
      cluster.deploy("web", 1, "500m", "512Mi");
      Await.until(NOTICED, "an old view", () -> drover.metric("drover_view_age_seconds") > 20);
      assertThat(drover.body("/readyz/prod")).containsPattern(STALE);
      assertThat(new CloudWitness(cloud).everMade()).isZero();

      proxy.letPass();
      drover.awaitReady("prod");
      Await.until(LONG, "the pod to run", () -> cluster.running("web") == 1);
    }
  }

  /**
   * An API server that starts refuses a WebSocket with 503 for a moment, and the client's library
   * then watches by plain HTTP, for good: such a watch cannot be proven.
   */
  @Test
  void watchesByWebSocketAgainAfterTheUpgradeWasRefusedOnce(ControlPlane plane) {
    var unused = plane.apply(Schemas.yaml());
    try (RecordingProxy proxy = RecordingProxy.before(plane);
        ConnectedCluster cluster = ConnectedCluster.to(proxy.kubeconfig(plane.adminToken()))) {
      plane.client().resource(io.drover.ground.Manifests.node("kept")).create();
      proxy.answer(request -> watchesNodes(request) && request.webSocket(), 503);
      var begun = cluster.begin();
      Await.until(
          LONG,
          "a watch by plain HTTP",
          () -> !proxy.requests(SilentWatchIT::watchesNodesPlainly).isEmpty());
      proxy.letPass();

      Await.until(
          LONG,
          "the nodes' watch to be told unproven",
          () -> cluster.notebook().broken.startsWith("nodes: "));
      Await.value(LONG, "all watches", () -> cluster.notebook().broken, String::isEmpty);
      assertThat(cluster.notebook().deltas).doesNotHaveAnyElementsOfTypes(Delta.Drop.class);
      plane.client().resource(io.drover.ground.Manifests.node("seen")).create();
      Await.until(
          LONG,
          "the node over the new connection",
          () -> cluster.notebook().find(NodeFact.class, FactKey.Kind.NODE, "seen").isPresent());
      assertThat(begun).isCompleted();
    }
  }

  private static boolean watchesNodesPlainly(RecordedRequest request) {
    return watchesNodes(request) && !request.webSocket();
  }

  private static boolean watchesNodes(RecordedRequest request) {
    return request.path().endsWith("/nodes") && request.uri().contains("watch=true");
  }
}
