package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.VpsieDoubleProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What may be wrong with an account at VPSie is said once and clearly, is over by itself when it is
 * mended, and concerns no other group.
 */
@ExtendWith(ControlPlaneExtension.class)
class VpsieConditionsIT {
  private static final String DENIED = "PROVIDER_DENIED";
  private static final String ANY = "capacityTypes: [on-demand]";

  @Test
  void goesOnWithASecretThatIsRotatedWhileItRuns(ControlPlane plane) {
    try (VpsieConditions scene = scene(plane, VpsieDoubleProcess.CLIENT_SECRET, ANY)) {
      scene.wants(1);
      scene.awaitRunning(1);
      long pid = scene.drover.process().pid();

      VpsieSetup.secret(plane, VpsieDoubleProcess.CLIENT_ID, "open");
      account(scene, "\"clientSecret\": \"open\"");
      scene.vpsie.control("POST", "revoke", "{\"clientId\": \"acme\"}");
      scene.wants(4);
      scene.othersGoOn();
      scene.awaitRunning(4);
      scene.awaitAnswers();

      assertThat(scene.drover.metric("drover_vpsie_credential_changes_total")).isEqualTo(1);
      assertThat(scene.drover.process().pid()).isEqualTo(pid);
      assertThat(scene.drover.process().log()).doesNotContain("sesame");
    }
  }

  @Test
  @Tag("full")
  void saysThatCredentialsAreRefusedAndGoesOnWithGoodOnes(ControlPlane plane) {
    try (VpsieConditions scene = scene(plane, "wrong", ANY)) {
      scene.awaitSaid(DENIED, "VPSie refuses its credentials; put good ones where");
      scene.wants(1);
      scene.othersGoOn();
      scene.assertSaidOnce(DENIED);
      scene.assertAccountFails(DENIED, "VPSie refuses its credentials");
      assertThat(scene.cluster.running("ours")).isZero();

      VpsieSetup.secret(plane, VpsieDoubleProcess.CLIENT_ID, VpsieDoubleProcess.CLIENT_SECRET);
      scene.awaitRunning(1);
      scene.awaitAnswers();
      assertThat(scene.told("account-works")).hasSize(1);
      assertThat(scene.vpsie.servers()).hasSize(1);
    }
  }

  @Test
  @Tag("full")
  void saysThatTheDatacenterIsGoneAndGoesOnWhenItIsBack(ControlPlane plane) {
    try (VpsieConditions scene = scene(plane, VpsieDoubleProcess.CLIENT_SECRET, ANY)) {
      scene.wants(1);
      scene.awaitRunning(1);

      datacenter(scene, true);
      scene.wants(4);
      scene.awaitSaid(
          DENIED, "none of the datacenters [New York 1] takes servers", "us-west-1, eu-west-1");
      scene.othersGoOn();
      scene.assertSaidOnce(DENIED);
      scene.assertAccountFails(DENIED, "none of the datacenters [New York 1] takes servers");
      assertThat(scene.cluster.running("ours")).isEqualTo(1);

      datacenter(scene, false);
      scene.awaitRunning(4);
      scene.awaitAnswers();
      assertThat(scene.told("account-works")).hasSize(1);
    }
  }

  @Test
  @Tag("full")
  void saysThatAnOfferingIsWithdrawnAndBuysAnotherWhenItMay(ControlPlane plane) {
    String only = "instanceTypes: [\"103\"]";
    try (VpsieConditions scene = scene(plane, VpsieDoubleProcess.CLIENT_SECRET, only)) {
      scene.wants(1);
      scene.awaitRunning(1);

      scene.vpsie.control("POST", "withdraw", "{\"plan\": \"103\"}");
      scene.wants(4);
      scene.awaitSaid(
          DENIED, "103/1/on-demand is not sold any more; let the group buy others as well");
      scene.othersGoOn();
      scene.assertSaidOnce(DENIED);
      assertThat(scene.drover.status("/readyz/vpsie")).isEqualTo(200);

      scene.drover.change(only, "instanceTypes: [\"103\", \"104\"]");
      scene.drover.process().reload();
      scene.awaitRunning(4);
      scene.awaitAnswers();
      assertThat(scene.told("account-fails")).isEmpty();
    }
  }

  @Test
  @Tag("full")
  void saysThatTheQuotaIsReachedAndGoesOnWhenItIsRaised(ControlPlane plane) {
    try (VpsieConditions scene = scene(plane, VpsieDoubleProcess.CLIENT_SECRET, ANY)) {
      scene.wants(1);
      scene.awaitRunning(1);

      account(scene, "\"quota\": 1");
      scene.wants(4);
      scene.awaitSaid(DENIED, "the quota is reached; delete servers, or have VPSie raise it");
      scene.othersGoOn();
      scene.assertSaidOnce(DENIED);
      assertThat(scene.drover.status("/readyz/vpsie")).isEqualTo(200);

      account(scene, "\"quota\": 0");
      scene.awaitRunning(4);
      scene.awaitAnswers();
      assertThat(scene.told("account-fails")).isEmpty();
    }
  }

  private static VpsieConditions scene(ControlPlane plane, String secret, String choice) {
    return new VpsieConditions(plane, secret, choice);
  }

  private static void account(VpsieConditions scene, String change) {
    scene.vpsie.control("PUT", "account", "{\"clientId\": \"acme\", %s}".formatted(change));
  }

  private static void datacenter(VpsieConditions scene, boolean closed) {
    scene.vpsie.control(
        "PUT", "datacenter", "{\"datacenter\": \"us-east-1\", \"closed\": %s}".formatted(closed));
  }
}
