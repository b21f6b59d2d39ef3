package io.drover.endtoend;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.drover.endtoend.scheduling.Scenario;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.Scratch;
import io.drover.ground.SimulatedCloudProcess;
import io.drover.verticles.bus.Json;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Nodes that are bought for pods are nodes on which the real scheduler puts them: random clusters
 * with random workloads, each run until nothing more happens and then cleared away.
 */
@ExtendWith(ControlPlaneExtension.class)
class RandomClustersIT {
  @Test
  void theSchedulerPutsPodsOnTheNodesThatWereBoughtForThem(ControlPlane plane) throws IOException {
    run(plane, LongStream.range(0, 5));
  }

  /**
   * Seed 1027 is one to keep: its workload 8 is spread over more nodes than the plan had in mind
   * when it placed the pods, as nodes that it added later for others are empty domains.
   */
  @Test
  @Tag("full")
  void andItDoesSoInFiftyClusters(ControlPlane plane) throws IOException {
    run(plane, LongStream.range(1_000, 1_050));
  }

  static void run(ControlPlane plane, LongStream seeds) throws IOException {
    Cluster cluster = Cluster.prepared(plane);
    Scenario.shared().forEach(object -> plane.apply(Serialization.asJson(object)));
    Outcomes outcomes = new Outcomes();
    try (SimulatedCloudProcess cloud =
            SimulatedCloudProcess.start(
                plane.kubeconfig(),
                "--boot-delay",
                "100ms",
                "--offerings",
                offerings().toString());
        DroverUnderTest drover = DroverUnderTest.start(setup(plane, cloud))) {
      drover.awaitReady("prod").awaitReady("cloud");
      Trial trial = new Trial(cluster, drover, new CloudWitness(cloud));
      seeds.forEach(
          seed -> {
            Scenario scenario = Scenario.of(seed);
            outcomes.add(trial.run(scenario));
            trial.clear(scenario);
          });
    }
    System.out.print(outcomes.text());
    outcomes.check();
  }

  private static Path offerings() throws JsonProcessingException, IOException {
    Path file = Scratch.folder("offerings").resolve("offerings.json");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, Json.mapper().writeValueAsString(Scenario.offerings()));
  }

  /**
   * Groups come with each scenario. Changes are gathered for so long that all of its pods are there
   * when the first plan is made.
   */
  private static String setup(ControlPlane plane, SimulatedCloudProcess cloud) {
    return """
    clusters:
      prod: {kubeconfig: %s}
    providers:
      cloud: {kind: simulated, endpoint: "%s", rateLimit: 1000, createConcurrency: 50, listSettles: 1s, requestTimeout: 5s}
    safety:
      maxNodesPerPlan: 100
      maxRemovalsAtOnce: 100
      maxDrainsAtOnce: 100
      maxUnhealthy: 100%%
      maxRemovalsPerWindow: {nodes: 10000, window: 1m}
      disruptionBudget: 100%%
    timings: {batchIdle: 1s, batchMax: 10s, planInterval: 1m}
    """
        .formatted(plane.kubeconfig(), cloud.url());
  }
}
