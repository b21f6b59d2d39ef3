package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.DaemonProcess;
import io.drover.ground.Scratch;
import io.drover.ground.VpsieDoubleProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** At VPSie, a node group is made for pods that no group takes, and goes when it is idle. */
@ExtendWith(ControlPlaneExtension.class)
class GroupsForPodsIT {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final String BLUE =
      "nodeSelector: {team: blue}\n      tolerations: [{key: team, value: blue}]";

  private static String configuration(ControlPlane plane, String endpoint) throws IOException {
    Path folder = Scratch.folder("credentials");
    Files.writeString(folder.resolve("id"), VpsieDoubleProcess.CLIENT_ID);
    Files.writeString(folder.resolve("secret"), VpsieDoubleProcess.CLIENT_SECRET);
    return """
    clusters:
      prod:
        kubeconfig: %1$s
        newGroups:
          provider: vpsie
          maxGroups: 1
          emptyFor: 5s
          labelPrefixes: [team]
          max: 3
          limits: {pricePerHour: 0.10}
          disruptionBudgets: [{nodes: 100%%}]
          scaleDown: {unneededTime: 10s, cooldownAfterScaleUp: 5s}
    providers:
      vpsie:
        kind: vpsie
        endpoint: "%2$s/v2"
        listSettles: 2s
        vpsie:
          clientId: {file: %3$s/id}
          clientSecret: {file: %3$s/secret}
          datacenters: [us-east-1]
          defaults:
            osImage: ubuntu-24.04
            project: apollo
            userData: "#!/bin/sh\\nk3s agent --node-label={{labels}} --node-taint={{taints}}"
    nodeGroups:
      workers: {cluster: prod, provider: vpsie, max: 3}
    timings: {planInterval: 3s}
    """
        .formatted(plane.kubeconfig(), endpoint, folder);
  }

  @Test
  void oneComesForPodsThatAskForALabelAndGoesWhenItIsIdle(ControlPlane plane) throws IOException {
    Cluster cluster = Cluster.prepared(plane);
    try (VpsieDoubleProcess vpsie = VpsieDoubleProcess.start(plane.kubeconfig());
        DroverUnderTest drover = DroverUnderTest.start(configuration(plane, vpsie.url()))) {
      drover.awaitReady("prod");
      cluster.deploy("blue", 2, "500m", "512Mi", BLUE);
      Await.until(LONG, "2 pods to run", () -> cluster.running("blue") == 2);

      assertThat(made(cluster)).singleElement().asString().contains("/for-team-blue-");
      assertThat(cluster.nodes())
          .allSatisfy(
              node -> {
                assertThat(node.getMetadata().getLabels()).containsEntry("team", "blue");
                assertThat(node.getSpec().getTaints())
                    .anyMatch(taint -> taint.getKey().equals("team"));
              });
      assertThat(journal(drover))
          .contains("make the node group for default/blue", "with labels {team=blue}");

      cluster.deploy("red", 1, "500m", "512Mi", "nodeSelector: {example.com/x: red}");
      Await.until(LONG, "the pod to be made", () -> !cluster.pods("red").isEmpty());
      String red = "default/" + cluster.pods("red").getFirst().getMetadata().getName();
      Await.until(LONG, "the refusal to be told", () -> why(drover, red).contains("none is made"));
      assertThat(why(drover, red)).contains("a node group for it", "LABEL_NOT_ALLOWED");

      cluster.scale("blue", 0);
      Await.until(LONG, "the servers to go", () -> vpsie.living().isEmpty());
      Await.until(LONG, "the group to go", () -> made(cluster).isEmpty());
      assertThat(cluster.lines("get", "nodegroups", "-o", "name"))
          .containsExactly("nodegroup.drover.dev/workers");
    } finally {
      cluster.remove("blue");
      cluster.remove("red");
    }
  }

  private static List<String> made(Cluster cluster) {
    return cluster.lines("get", "nodegroups", "-l", "drover.dev/made-for=pods", "-o", "name");
  }

  private static String journal(DroverUnderTest drover) {
    return drover.journal().toString();
  }

  private static String why(DroverUnderTest drover, String pod) {
    try (DaemonProcess command =
        DaemonProcess.start(
            List.of("explain", "pod", pod, "--socket", drover.socket().toString()))) {
      command.awaitEnd(LONG);
      return command.log();
    }
  }
}
