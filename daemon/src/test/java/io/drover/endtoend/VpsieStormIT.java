package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.VpsieDoubleProcess;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** VPSie answers with errors, late, or not at all, while the load goes up and down. */
@Tag("full")
@ExtendWith(ControlPlaneExtension.class)
class VpsieStormIT {
  private static String configuration(ControlPlane plane, VpsieDoubleProcess vpsie) {
    String usual = VpsieSetup.of(plane, vpsie, VpsieSetup.DOCUMENT, VpsieSetup.files());
    return Setup.changed(usual, "listSettles: 2s", "listSettles: 5s");
  }

  @Test
  void oneMemberComesThroughAStorm(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (VpsieDoubleProcess vpsie = VpsieDoubleProcess.start(plane.kubeconfig());
        DroverUnderTest drover = DroverUnderTest.start(configuration(plane, vpsie))) {
      drover.awaitReady("prod");
      VpsieStorm storm = new VpsieStorm(vpsie, cluster, List.of(drover));
      storm.lostAnswer();
      storm.breaksOut(1);
      storm.load(Duration.ofSeconds(20));
      storm.squall(2);
      storm.load(Duration.ofSeconds(20));
      storm.breaksOut(3);
      storm.load(Duration.ofSeconds(20));
      storm.ends();
      System.out.println("a storm with one member: " + storm.figures());
      storm.assertKept();
      storm.assertTold();
    }
  }

  @Test
  void threeMembersComeThroughFiveMinutesOfStormAndTheDeathOfOne(ControlPlane plane) {
    Cluster cluster = Cluster.prepared(plane);
    try (VpsieDoubleProcess vpsie = VpsieDoubleProcess.start(plane.kubeconfig());
        Trio trio = Trio.onLoopback(configuration(plane, vpsie))) {
      DroverUnderTest owner = trio.awaitOwner();
      VpsieStorm storm = new VpsieStorm(vpsie, cluster, trio.all());
      storm.breaksOut(1);
      storm.load(Duration.ofSeconds(100));
      owner.process().kill9();
      storm.load(Duration.ofSeconds(80));
      storm.lostAnswer();
      storm.squall(2);
      storm.load(Duration.ofSeconds(30));
      storm.breaksOut(3);
      storm.load(Duration.ofSeconds(90));
      storm.ends();
      System.out.println("a storm with three members: " + storm.figures());
      assertThat(trio.others(owner).stream().filter(Trio::owns)).hasSize(1);
      storm.assertKept();
      storm.assertTold();
    }
  }
}
