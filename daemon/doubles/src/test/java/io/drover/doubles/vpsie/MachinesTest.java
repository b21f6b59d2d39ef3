package io.drover.doubles.vpsie;

import static io.drover.doubles.vpsie.VpsieUnderTest.order;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.doubles.cloud.Machine;
import io.drover.doubles.cloud.Taint;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachinesTest {
  private static final String USER_DATA =
      "#!/bin/sh\nkubelet --node-labels=team=a --register-with-taints=startup:NoSchedule\n";
  private final VpsieUnderTest test = new VpsieUnderTest();

  @Test
  void bootAsTheNodeThatTheirUserDataDescribes() {
    test.document("POST", "/servers", order("Node-1", "103", "4", USER_DATA));
    assertThat(test.boot.booted).isEmpty();
    test.seconds(2);

    Machine machine = test.boot.booted.getFirst();
    String identifier = test.api.servers().getFirst().identifier();
    assertThat(machine.id()).isEqualTo(identifier);
    assertThat(machine.nodeName()).isEqualTo("node-1");
    assertThat(machine.providerId()).isEqualTo("vpsie://" + identifier);
    assertThat(machine.labels())
        .isEqualTo(
            Map.of(
                "team", "a",
                "kubernetes.io/arch", "amd64",
                "kubernetes.io/os", "linux",
                "kubernetes.io/hostname", "node-1",
                "node.kubernetes.io/instance-type", "s-2c-4g",
                "topology.kubernetes.io/region", "eu-central-1",
                "topology.kubernetes.io/zone", "eu-central-1"));
    assertThat(machine.taints()).containsExactly(new Taint("startup", null, "NoSchedule"));
    assertThat(machine.capacity())
        .containsEntry("cpu", "2")
        .containsEntry("memory", "4096Mi")
        .containsEntry("pods", "110")
        .containsEntry("ephemeral-storage", "80Gi");
    assertThat(machine.allocatable()).containsEntry("cpu", "1900m");
    assertThat(machine.addresses())
        .containsOnly(
            Map.entry("Hostname", "node-1"),
            Map.entry("InternalIP", "10.4.39.96"),
            Map.entry("ExternalIP", "203.0.113.96"));
  }

  @Test
  void joinWithoutProviderIdWhereNoCloudControllerRuns() {
    test.behave(Behaviour.standard().with(Quirk.NO_CLOUD_CONTROLLER));
    test.create("node-1");
    test.seconds(2);

    Machine machine = test.boot.booted.getFirst();
    assertThat(machine.providerId()).isEmpty();
    assertThat(machine.labels()).doesNotContainKey("node.kubernetes.io/instance-type");
  }

  @Test
  void ofOneNameKeepTheirCommonNodeAliveWhileOneOfThemRuns() {
    test.behave(Behaviour.standard().with(Quirk.NO_CLOUD_CONTROLLER));
    int first = test.created("node-1").path("id").asInt();
    int second = test.created("node-1").path("id").asInt();
    test.seconds(2);

    test.document("DELETE", "/servers/" + first, "");
    assertThat(test.boot.stopped).isEmpty();
    test.document("DELETE", "/servers/" + second, "");
    assertThat(test.boot.stopped).hasSize(1);
  }

  @Test
  void neverBootWhenTheyWereDeletedBefore() {
    int id = test.created("node-1").path("id").asInt();
    test.document("DELETE", "/servers/" + id, "");
    test.seconds(10);
    assertThat(test.boot.booted).isEmpty();
    assertThat(test.api.living()).isEmpty();
  }

  @Test
  void stayHalfMadeWhenTheyAreStuck() {
    test.trouble(Trouble.of(Trouble.Kind.STUCK, Operation.CREATE_SERVER).once());
    test.create("stuck");
    test.create("ordinary");
    test.timeline.pass(Duration.ofHours(1));

    assertThat(test.boot.booted).extracting(Machine::nodeName).containsExactly("ordinary");
    assertThat(test.api.living())
        .extracting(Server::state)
        .containsExactly(ServerState.PROVISIONING, ServerState.RUNNING);
  }

  @Test
  void runWithoutJoining() {
    test.trouble(Trouble.of(Trouble.Kind.NEVER_JOINS, Operation.CREATE_SERVER).once());
    test.create("node-1");
    test.seconds(2);
    assertThat(test.boot.booted).isEmpty();
    assertThat(test.api.living()).extracting(Server::state).containsExactly(ServerState.RUNNING);
  }

  @Test
  void vanishWithoutHavingBeenDeleted() {
    test.trouble(
        Trouble.of(Trouble.Kind.VANISHES, Operation.CREATE_SERVER)
            .containing("node-1")
            .by(Duration.ofSeconds(30)));
    test.create("node-1");
    test.create("node-2");
    test.seconds(29);
    assertThat(test.listed()).containsExactly("node-1", "node-2");
    test.seconds(1);
    assertThat(test.listed()).containsExactly("node-2");
    assertThat(test.boot.stopped).hasSize(1);

    test.api.vanish(test.api.living().getFirst().id());
    assertThat(test.listed()).isEmpty();
  }

  @Test
  void fallSilentWhenSomebodyElseStopsThem() {
    int id = test.created("node-1").path("id").asInt();
    test.seconds(2);
    test.api.put(id, ServerState.SUSPENDED);
    assertThat(test.boot.stopped).hasSize(1);
    assertThat(
            VpsieUnderTest.data(test.document("GET", "/servers/" + id, "")).path("status").asText())
        .isEqualTo("suspended");
  }
}
