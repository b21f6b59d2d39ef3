package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.Scratch;
import io.drover.ground.SimulatedCloudProcess;
import io.fabric8.kubernetes.api.model.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Policies that are edited while the daemon runs decide, are refused, held or taken back. */
@ExtendWith(ControlPlaneExtension.class)
class PoliciesIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  /** Longer than the unneeded time of these tests and a plan's interval together. */
  private static final Duration A_WHILE = Duration.ofSeconds(12);

  private final Path folder = Scratch.folder("rules");
  private final Path rule = folder.resolve("scale-down/underutilized-node.drl");

  /** The shipped policies, with a threshold that no node of this test is under. */
  private void copyShipped() throws IOException {
    ShippedRules.copyTo(folder);
    // A case sees all rules of its folder: those beside other rules expect the shipped threshold.
    try (Stream<Path> files = Files.list(folder.resolve("scale-down"))) {
      for (Path file : files.filter(each -> each.toString().endsWith(".cases.yaml")).toList()) {
        Files.delete(file);
      }
    }
    edit("requested <= bound", "requested <= 0.1");
  }

  private void edit(String from, String to) throws IOException {
    Files.writeString(rule, Setup.changed(Files.readString(rule), from, to));
  }

  private static String setup(ControlPlane plane, SimulatedCloudProcess cloud) {
    String usual = Setup.of(plane.kubeconfig(), cloud);
    return Setup.changed(usual, "unneededTime: 12s", "unneededTime: 5s");
  }

  private static Set<String> names(Cluster cluster) {
    return cluster.nodes().stream()
        .map(Node::getMetadata)
        .map(metadata -> metadata.getName())
        .collect(Collectors.toSet());
  }

  private static String version(DroverUnderTest drover) {
    return drover
        .says("status")
        .lines()
        .filter(line -> line.startsWith("policies "))
        .findFirst()
        .orElse("");
  }

  @Test
  void anEditDecidesAndIsTakenBack(ControlPlane plane) throws IOException {
    copyShipped();
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover = DroverUnderTest.startBy(folder, setup(plane, cloud))) {
      drover.awaitReady("prod");
      cluster.deploy("web", 3, "500m", "512Mi");
      Await.until(LONG, "a full node", () -> cluster.running("web") == 3);
      cluster.deploy("lonely", 1, "500m", "512Mi");
      Await.until(LONG, "another node", () -> cluster.running("lonely") == 1);
      cluster.scale("web", 2);
      Await.until(LONG, "room on the first node", () -> cluster.running("web") == 2);
      String first = version(drover);
      Set<String> before = names(cluster);
      assertThat(before).hasSize(2);
      Await.always(A_WHILE, "both nodes to stay", () -> names(cluster).equals(before));

      // What an edit would do is told before it is made, and it is made by saving the file.
      edit("requested <= 0.1", "requested <= 0.3");
      Await.until(LONG, "the edit to decide", () -> !version(drover).equals(first));
      assertThat(drover.process().log())
          .contains("decisions that the new policies change")
          .containsPattern("\\+ call unneeded node " + String.join("|", before));
      Await.until(LONG, "one node to go", () -> cluster.nodes().size() == 1);
      Await.until(LONG, "its pod to run on the other", () -> cluster.running("lonely") == 1);
      assertThat(cluster.running("web")).isEqualTo(2);
      String second = version(drover);

      edit("requested <= 0.3", "requestd <= 0.3");
      drover.awaitMetric("drover_policies_refused", 1);
      assertThat(version(drover)).isEqualTo(second);
      assertThat(drover.says("status"))
          .contains("refused: scale-down/underutilized-node.drl:", "requestd");
      assertThat(drover.status("/readyz")).isEqualTo(200);
      assertThat(drover.body("/readyz/prod")).contains("degraded: the policy folder is refused");
      assertThat(drover.process().log()).contains("policy folder refused; the old policies go on");
      assertThat(drover.says("rules", "diff")).contains("requestd", "exit code 1");

      String former = first.substring("policies ".length());
      assertThat(drover.says("rules", "rollback", former)).endsWith("exit code 0");
      assertThat(version(drover)).startsWith(first + ", chosen by hand");
      assertThat(drover.says("rules", "history"))
          .contains(former, "start", "folder", "rollback", "exit code 0");
    }
  }

  @Test
  void removeEverythingTouchesNothingBeyondTheInvariants(ControlPlane plane) throws IOException {
    copyShipped();
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover =
            DroverUnderTest.startBy(
                folder, Setup.changed(setup(plane, cloud), "min: 0", "min: 2"))) {
      drover.awaitReady("prod");
      cluster.deploy("web", 3, "500m", "512Mi");
      cluster.deploy("guarded", 3, "500m", "512Mi");
      cluster.guard("guarded", 3);
      Await.until(LONG, "six pods", () -> cluster.running("web") + cluster.running("guarded") == 6);
      Await.until(
          LONG,
          "nothing to be on its way",
          () -> cluster.records().size() == cluster.nodes().size() && cluster.nodes().size() > 1);
      Set<String> before = names(cluster);
      Set<String> guarded = cluster.uids("guarded");
      String first = version(drover);

      for (String path : List.of("scale-up", "scale-down", "safety", "spot")) {
        try (Stream<Path> files = Files.list(folder.resolve(path))) {
          for (Path file : files.toList()) {
            Files.delete(file);
          }
        }
      }
      Await.until(LONG, "the empty folder to decide", () -> !version(drover).equals(first));
      String empty = version(drover);
      Await.always(A_WHILE, "all nodes to stay", () -> names(cluster).equals(before));

      Files.writeString(
          folder.resolve("scale-down/all.drl"),
          """
          import io.drover.rules.facts.NodeStats;
          import io.drover.rules.plan.Unneeded;

          rule "Every node is unneeded"
          @Reason(NODE_UNDERUTILIZED)
          when
              NodeStats($node : node)
          then
              insertLogical(new Unneeded($node));
          end
          """);
      Await.until(LONG, "remove everything to decide", () -> !version(drover).equals(empty));
      Await.always(A_WHILE, "the group to keep its minimum", () -> names(cluster).size() >= 2);
      assertThat(before).containsAll(names(cluster));
      assertThat(cluster.uids("guarded")).isEqualTo(guarded);
    }
  }
}
