package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.FreePorts;
import io.drover.ground.Scratch;
import io.drover.ground.SimulatedCloudProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two members, each with a policy folder of its own, end with the policies chosen last. */
@ExtendWith(ControlPlaneExtension.class)
class MembersIT {
  private static final Duration LONG = Duration.ofMinutes(2);
  private static final String RULE = "scale-down/underutilized-node.drl";

  private final Path here = Scratch.folder("rules-here");
  private final Path there = Scratch.folder("rules-there");

  private static void edit(Path folder, String comment) throws IOException {
    Path rule = folder.resolve(RULE);
    Files.writeString(rule, Files.readString(rule) + "\n// " + comment + "\n");
  }

  private static void awaitSame(DroverUnderTest one, DroverUnderTest other, String before) {
    Await.until(
        LONG,
        "both to decide by the same other policies",
        () ->
            !one.policies().version().equals(before)
                && one.policies().version().equals(other.policies().version()));
  }

  private static void awaitDeciding(DroverUnderTest drover) {
    Await.until(
        LONG,
        "policies to decide",
        () -> drover.status("/readyz") != 0 && !drover.policies().version().isEmpty());
  }

  @Test
  void anEditOnOneDecidesOnBothAlsoAfterOneWasDown(ControlPlane plane) throws IOException {
    ShippedRules.copyTo(here);
    ShippedRules.copyTo(there);
    Cluster.prepared(plane);
    List<Integer> ports = FreePorts.take(2);
    try (SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig());
        DroverUnderTest one =
            DroverUnderTest.startMember(
                here, ports.getFirst(), ports, Setup.of(plane.kubeconfig(), cloud))) {
      one.awaitReady("prod");
      try (DroverUnderTest other =
          DroverUnderTest.startMember(
              there, ports.getLast(), ports, Setup.of(plane.kubeconfig(), cloud))) {
        awaitDeciding(other);
        String first = one.policies().version();
        assertThat(other.policies().version()).isEqualTo(first);

        edit(here, "edited here");
        awaitSame(one, other, first);
        String second = one.policies().version();
        assertThat(one.policies().folder()).isEqualTo(second);
        assertThat(other.policies().folder()).as("its own folder").isEqualTo(first);
        assertThat(other.says("rules", "history")).contains(second, "member", "exit code 0");

        assertThat(other.says("rules", "rollback", first)).endsWith("exit code 0");
        awaitSame(one, other, second);
        assertThat(one.policies().version()).isEqualTo(first);
      }
      edit(here, "edited while the other was down");
      Await.until(
          LONG,
          "the edit to decide",
          () -> one.policies().version().equals(one.policies().folder()));
      String third = one.policies().version();
      try (DroverUnderTest back =
          DroverUnderTest.startMember(
              there, ports.getLast(), ports, Setup.of(plane.kubeconfig(), cloud))) {
        awaitDeciding(back);
        awaitSame(back, one, "");
        assertThat(back.policies().version()).isEqualTo(third);
      }
    }
  }
}
