package io.drover.doubles.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubernetesBootTest {
  private final FakeApiServer api = new FakeApiServer();
  private final KubernetesBoot boot = new KubernetesBoot(kubeconfig(), api.timeline());

  private static final Machine MACHINE =
      new Machine(
          "i-1",
          "node-1",
          "simulated://zone-a/i-1",
          Map.of("team", "a"),
          List.of(new Taint("startup", null, "NoSchedule"), new Taint("k", "v", "NoExecute")),
          Map.of("cpu", "2"),
          Map.of("cpu", "1900m"));

  @AfterEach
  void stop() {
    api.close();
  }

  @Test
  void registersTheNodeWithItsSizeAndTaints() throws Exception {
    boot.onJoined(api::note);
    boot.boot(MACHINE);

    assertThat(api.next()).isEqualTo("POST /api/v1/nodes Bearer sesame");
    JsonNode node = Json.MAPPER.readTree(api.next());
    assertThat(node)
        .isEqualTo(
            Json.MAPPER.readTree(
                """
                {"apiVersion": "v1", "kind": "Node",
                 "metadata": {"name": "node-1",
                   "labels": {"team": "a", "drover.test/kubelet": "running"}},
                 "spec": {"providerID": "simulated://zone-a/i-1", "taints": [
                   {"key": "startup", "effect": "NoSchedule"},
                   {"key": "k", "value": "v", "effect": "NoExecute"}]},
                 "status": {"capacity": {"cpu": "2"}, "allocatable": {"cpu": "1900m"}}}
                """));
    assertThat(api.next()).isEqualTo("i-1");
  }

  @Test
  void keepsTryingWhileTheApiServerIsAwayAndIsContentWithANodeThatIsThere() throws Exception {
    api.answer(503, "{}");
    api.answer(409, "{}");
    api.answer(200, node("simulated://zone-a/i-1"));
    boot.onJoined(api::note);

    boot.boot(MACHINE);

    assertThat(api.next()).startsWith("POST");
    api.next();
    assertThat(api.next()).isEqualTo("again");
    assertThat(api.next()).startsWith("POST");
    api.next();
    assertThat(api.next()).isEqualTo("GET /api/v1/nodes/node-1 Bearer sesame");
    api.next();
    assertThat(api.next()).isEqualTo("i-1");
  }

  @Test
  void waitsUntilTheNodeOfANamesakeHasGone() throws Exception {
    api.answer(409, "{}");
    api.answer(200, node("simulated://zone-a/another"));
    api.answer(201, "{}");
    boot.onJoined(api::note);

    boot.boot(MACHINE);

    assertThat(api.next()).startsWith("POST");
    api.next();
    assertThat(api.next()).startsWith("GET");
    api.next();
    assertThat(api.next()).isEqualTo("again");
    assertThat(api.next()).startsWith("POST");
    api.next();
    assertThat(api.next()).isEqualTo("i-1");
  }

  @Test
  void silencesTheMachineByTakingItsLabelAway() throws Exception {
    api.answer(200, node("simulated://zone-a/i-1"));
    boot.stop(MACHINE);

    assertThat(api.next()).isEqualTo("GET /api/v1/nodes/node-1 Bearer sesame");
    api.next();
    assertThat(api.next()).isEqualTo("PATCH /api/v1/nodes/node-1 Bearer sesame");
    assertThat(api.next())
        .isEqualTo("{\"metadata\":{\"uid\":\"u-1\",\"labels\":{\"drover.test/kubelet\":null}}}");
  }

  @Test
  void leavesANamesakeAlone() throws Exception {
    api.answer(200, node("simulated://zone-a/i-2"));
    api.answer(404, "{}");
    boot.stop(MACHINE);
    api.next();
    api.next();

    boot.stop(MACHINE);

    assertThat(api.next()).startsWith("GET");
  }

  @Test
  void neverBootsAMachineThatWasStopped() throws Exception {
    api.answer(404, "{}");
    boot.stop(MACHINE);
    api.next();
    api.next();

    boot.boot(MACHINE);
    api.answer(404, "{}");
    boot.stop(MACHINE);

    assertThat(api.next()).startsWith("GET");
  }

  private static String node(String providerId) {
    return "{\"metadata\":{\"uid\":\"u-1\"},\"spec\":{\"providerID\":\"" + providerId + "\"}}";
  }

  private Kubeconfig kubeconfig() {
    return new Kubeconfig(
        URI.create("http://127.0.0.1:" + api.port()),
        Optional.of("sesame"),
        Optional.empty(),
        false);
  }
}
