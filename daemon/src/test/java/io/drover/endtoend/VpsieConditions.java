package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.SimulatedCloudProcess;
import io.drover.ground.VpsieDoubleProcess;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A daemon with one group at VPSie and another at another cloud, each with pods of its own. */
final class VpsieConditions implements AutoCloseable {
  static final Duration LONG = Duration.ofMinutes(3);

  private static final Duration LOOKED_AT = Duration.ofSeconds(15);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String OTHERS =
      """
        cloud: {kind: simulated, endpoint: "%s", rateLimit: 100, listSettles: 1s, requestTimeout: 5s}
      nodeGroups:
        others:
          cluster: prod
          provider: cloud
          min: 0
          max: 10
          instanceTypes: [small]
          disruptionBudgets: [{nodes: 100%%}]
          scaleDown: {unneededTime: 12s, cooldownAfterScaleUp: 5s}
      """;

  final Cluster cluster;
  final VpsieDoubleProcess vpsie;
  final DroverUnderTest drover;
  private final SimulatedCloudProcess cloud;
  private final long eventsBefore;
  private int others;

  /** What a group's status says of its provider. */
  record Condition(boolean working, String reason, String message) {}

  /**
   * Starts everything.
   *
   * @param choice a line of YAML in the group at VPSie
   */
  VpsieConditions(ControlPlane plane, String clientSecret, String choice) {
    cluster = Cluster.prepared(plane);
    String credentials = VpsieSetup.secret(plane, VpsieDoubleProcess.CLIENT_ID, clientSecret);
    eventsBefore = events();
    vpsie = VpsieDoubleProcess.start(plane.kubeconfig());
    cloud = SimulatedCloudProcess.start(plane.kubeconfig());
    String usual = VpsieSetup.of(plane, vpsie, VpsieSetup.DOCUMENT, credentials);
    String both =
        Setup.changed(usual, "nodeGroups:\n", OTHERS.formatted(cloud.url()).stripTrailing() + "\n");
    drover =
        DroverUnderTest.start(
            Setup.changed(
                both, "    provider: vpsie\n", "    provider: vpsie\n    " + choice + "\n"));
    drover.awaitReady("prod");
  }

  /** So many pods that only nodes of VPSie may run, three to a node. */
  void wants(int pods) {
    deploy("ours", pods, "workers");
  }

  void awaitRunning(int pods) {
    drover.await(LONG, pods + " pods on servers of VPSie", () -> cluster.running("ours") == pods);
  }

  private void deploy(String app, int pods, String group) {
    cluster.deploy(
        app, pods, "500m", "1Gi", "nodeSelector: {drover.dev/node-group: %s}".formatted(group));
  }

  /** One node more is bought by the other group. */
  void othersGoOn() {
    others += 3;
    deploy("others", others, "others");
    drover.await(LONG, "pods of the other group", () -> cluster.running("others") == others);
    assertThat(condition("others").working()).isTrue();
  }

  Condition condition(String group) {
    for (JsonNode one : json("get", "nodegroup", group, "-o", "json").at("/status/conditions")) {
      if (one.path("type").asText().equals("ProviderWorking")) {
        return new Condition(
            one.path("status").asText().equals("True"),
            one.path("reason").asText(),
            one.path("message").asText());
      }
    }
    return new Condition(true, "", "");
  }

  private JsonNode json(String... kubectl) {
    try {
      return JSON.readTree(cluster.plane().kubectl(kubectl));
    } catch (JsonProcessingException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Waits until the group says what is wrong. */
  void awaitSaid(String reason, String... texts) {
    drover.await(
        LONG,
        "%s of the group to say %s".formatted(reason, List.of(texts)),
        () -> {
          Condition now = condition("workers");
          return !now.working()
              && now.reason().equals(reason)
              && List.of(texts).stream().allMatch(now.message()::contains);
        });
  }

  /** Nothing else is said meanwhile, and it is not said again. */
  void assertSaidOnce(String reason) {
    List<String> said = new ArrayList<>();
    Await.always(
        LOOKED_AT,
        "the group to say nothing else than " + reason,
        () -> {
          Condition now = condition("workers");
          said.add(now.message());
          return !now.working() && now.reason().equals(reason);
        });
    assertThat(events()).as("events of the group").isEqualTo(eventsBefore + 1);
    assertThat(said).allMatch(text -> text.startsWith("provider vpsie"));
  }

  /** Whether the account is said to fail, for that reason, wherever an operator looks. */
  void assertAccountFails(String reason, String text) {
    assertThat(drover.status("/readyz/vpsie")).isEqualTo(503);
    assertThat(drover.body("/readyz/vpsie")).contains(reason, text);
    assertThat(drover.says("status")).contains("provider vpsie: NOT READY (" + reason, text);
    assertThat(drover.status("/readyz/cloud")).isEqualTo(200);
    assertThat(told("account-fails"))
        .singleElement()
        .satisfies(line -> assertThat(line.path("text").asText()).contains(text));
  }

  void awaitAnswers() {
    drover.await(
        LONG,
        "the account to work, and the group to say so",
        () -> drover.status("/readyz/vpsie") == 200 && condition("workers").working());
  }

  List<JsonNode> told(String kind) {
    return drover.journal().stream()
        .filter(line -> line.path("kind").asText().equals(kind))
        .toList();
  }

  /** Warnings about the group's provider that were ever told. */
  private long events() {
    long events = 0;
    for (JsonNode event : json("get", "events", "-A", "-o", "json").path("items")) {
      boolean ours =
          event.at("/involvedObject/name").asText().equals("workers")
              && event.path("reason").asText().equals("PROVIDER_DENIED");
      events += ours ? 1 : 0;
    }
    return events;
  }

  @Override
  public void close() {
    try {
      wants(0);
      deploy("others", 0, "others");
      drover.await(
          LONG,
          "everything to be given back",
          () -> cluster.nodes().isEmpty() && vpsie.living().isEmpty());
    } finally {
      drover.close();
      cloud.close();
      vpsie.close();
    }
  }
}
