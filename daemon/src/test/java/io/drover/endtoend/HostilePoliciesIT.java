package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.daemon.http.Status;
import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.Scratch;
import io.drover.ground.SimulatedCloudProcess;
import io.drover.rules.engine.HostileFile;
import io.drover.rules.engine.PolicyFolder;
import io.drover.verticles.policies.FolderSource;
import io.fabric8.kubernetes.api.model.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Hostile and broken policy files beside the shipped ones of a running daemon, one after the other:
 * each is refused, or decides without harm, within a bounded time, and the daemon goes on as if
 * nothing had been.
 */
@Tag("full")
@ExtendWith(ControlPlaneExtension.class)
class HostilePoliciesIT {
  private static final Duration LONG = Duration.ofMinutes(2);

  /** For one file to be looked at, compiled, tried on the cluster and decided about. */
  private static final Duration ONE_FILE = Duration.ofSeconds(30);

  private static final Path RULES = Path.of("..", "rules");

  private static final int LARGE = 50 << 20;

  private static final Pattern RULE = Pattern.compile("\"[^\"\n]+\"");

  private final Path folder = Scratch.folder("rules");

  @Test
  void aRunningDaemonIsNotHarmedByThem(ControlPlane plane) throws IOException {
    run(plane, HostileFile.all(RULES));
  }

  private void run(ControlPlane plane, List<HostileFile> files) throws IOException {
    ShippedRules.copyTo(folder);
    Cluster cluster = Cluster.prepared(plane);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest drover =
            DroverUnderTest.startBy(folder, Setup.of(plane.kubeconfig(), cloud))) {
      drover.awaitReady("prod");
      cluster.deploy("web", 3, "500m", "512Mi");
      Await.until(LONG, "the pods to run", () -> cluster.running("web") == 3);
      cluster.deploy("huge", 3, "64", "512Mi");
      Await.until(LONG, "pods that nothing fits", () -> cluster.pods("huge").size() == 3);
      Set<String> before = names(cluster);
      Set<String> pods = cluster.uids("web");
      String first = awaitDecided(drover).version();

      List<String> wrong = new ArrayList<>();
      for (HostileFile file : files) {
        tryOut(drover, file, first).ifPresent(wrong::add);
        assertThat(drover.status("/readyz")).as(file.path()).isEqualTo(200);
      }
      assertThat(wrong).isEmpty();
      tryOutUnreadableOnes(drover, first);

      assertThat(awaitDecided(drover).problems()).isEmpty();
      assertThat(awaitDecided(drover).version()).isEqualTo(first);
      assertThat(names(cluster)).containsAll(before);
      assertThat(cluster.uids("web")).isEqualTo(pods);
      cluster.deploy("after", 2, "900m", "512Mi");
      Await.until(LONG, "it to buy as before", () -> cluster.running("after") == 2);
    } finally {
      List.of("huge", "web", "after").forEach(cluster::remove);
    }
  }

  /** What is wrong with how the file was taken. */
  private Optional<String> tryOut(DroverUnderTest drover, HostileFile file, String first)
      throws IOException {
    Path path = folder.resolve(file.path());
    Path good = folder.resolve(file.path().replace(".cases.yaml", ".drl"));
    if (!file.isRule()) {
      Files.writeString(good, GOOD);
    }
    Files.writeString(path, file.content());
    Status.Policies policies = awaitDecided(drover);
    Files.delete(path);
    Files.deleteIfExists(good);
    boolean refused = !policies.problems().isEmpty() && policies.version().equals(first);
    boolean told =
        policies.problems().stream()
            .anyMatch(one -> one.contains(file.path()) || namesARule(one, file));
    boolean asExpected = file.outcome().equals("refused") ? refused && told : !refused || told;
    Await.until(ONE_FILE, "the shipped rules", () -> awaitDecided(drover).version().equals(first));
    return asExpected ? Optional.empty() : Optional.of(file.path() + ": " + policies);
  }

  /** Shipped cases see all rules: what refuses a harmless file may be one of them. */
  private static boolean namesARule(String problem, HostileFile file) {
    String text = file.isRule() ? file.content() : GOOD;
    return RULE.matcher(text).results().anyMatch(rule -> problem.contains(rule.group()));
  }

  private static final String GOOD =
      """
      import io.drover.rules.facts.PendingPod;
      import io.drover.rules.plan.Demand;

      rule "A pod beside hostile cases is demand"
      @Reason(PODS_UNSCHEDULABLE)
      when
          PendingPod($pod : pod, !daemon)
      then
          insertLogical(new Demand($pod));
      end
      """;

  /** Files that are no text, or too large, or no files. */
  private void tryOutUnreadableOnes(DroverUnderTest drover, String first) throws IOException {
    Path file = folder.resolve("scale-up/odd.drl");
    byte[] noise = new byte[LARGE];
    new Random(7).nextBytes(noise);
    Files.write(file, noise);
    assertRefused(drover, first, "scale-up/odd.drl");
    Files.write(file, new byte[0]);
    assertRefused(drover, first, "scale-up/odd.drl");
    Files.delete(file);

    Path loop = folder.resolve("scale-up/loop");
    Files.createSymbolicLink(loop, folder);
    awaitUnreadable(drover, first);
    Files.delete(loop);
    Await.until(ONE_FILE, "the folder again", () -> awaitDecided(drover).problems().isEmpty());

    Path away = folder.resolveSibling(folder.getFileName() + "-away");
    Files.move(folder, away);
    awaitUnreadable(drover, first);
    assertThat(drover.body("/readyz/prod")).contains("degraded");
    Files.move(away, folder);
  }

  private void assertRefused(DroverUnderTest drover, String first, String path) throws IOException {
    Status.Policies policies = awaitDecided(drover);
    assertThat(policies.version()).isEqualTo(first);
    assertThat(policies.problems()).isNotEmpty().allMatch(problem -> problem.contains(path));
  }

  private static void awaitUnreadable(DroverUnderTest drover, String first) {
    Await.until(
        ONE_FILE,
        "the folder to be refused",
        () -> drover.policies().problems().stream().anyMatch(one -> one.startsWith("folder: ")));
    assertThat(drover.policies().version()).isEqualTo(first);
  }

  /** How it stands once the folder as it is now has been decided about. */
  private Status.Policies awaitDecided(DroverUnderTest drover) throws IOException {
    String version = new PolicyFolder(new FolderSource(folder).read()).version();
    return Await.value(
        ONE_FILE,
        "the folder to be decided about",
        drover::policies,
        policies -> policies.folder().equals(version));
  }

  private static Set<String> names(Cluster cluster) {
    return cluster.nodes().stream()
        .map(Node::getMetadata)
        .map(metadata -> metadata.getName())
        .collect(Collectors.toSet());
  }
}
