package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.Manifests;
import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Token;
import io.drover.rules.safety.LiveView;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.kubernetes.Schemas;
import io.drover.verticles.locks.LeaseRecord;
import io.fabric8.kubernetes.api.model.Node;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** The adapter against a real API server: what is seen, and each command. */
@ExtendWith(ControlPlaneExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KubernetesClusterIT {
  private static final Duration DEADLINE = Duration.ofSeconds(30);
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123456Z");

  private final ControlPlane plane;
  private final ConnectedCluster cluster;

  KubernetesClusterIT(ControlPlane plane) {
    this.plane = plane;
    this.cluster = ConnectedCluster.to(plane.kubeconfig());
  }

  @BeforeAll
  void install() {
    assertThat(cluster.result(cluster.adapter()::schema)).contains("nodegroups.drover.dev is not");
    var unused = plane.apply(Schemas.yaml());
    Await.until(
        DEADLINE, "the definitions", () -> cluster.result(cluster.adapter()::schema).isEmpty());
    cluster.open();
  }

  @AfterAll
  void close() {
    cluster.close();
  }

  @AfterEach
  void clear() {
    plane.kubectl("delete", "deployments,poddisruptionbudgets", "--all");
    plane.kubectl("delete", "pods", "--all", "--grace-period=0", "--force");
    plane.kubectl("delete", "nodes", "--all");
  }

  @Test
  void tellsTheUidOfTheCluster() {
    String uid = plane.client().namespaces().withName("kube-system").get().getMetadata().getUid();

    assertThat(cluster.result(cluster.adapter()::uid)).isEqualTo(uid);
  }

  @Test
  void reportsNodesPodsAndWhatBelongsToThem() {
    NodeFact node = readyNode("seen");
    plane.client().resource(Manifests.deployment("seen", 1, "100m", Map.of())).create();
    plane.apply(budget("seen", 0));

    PodFact pod =
        Await.value(
            DEADLINE,
            "the pod to be bound",
            () -> podOf("seen"),
            found -> found.boundTo(node.name()));
    DisruptionBudgetFact budget =
        Await.value(
            DEADLINE,
            "the budget to be observed",
            () ->
                cluster
                    .notebook()
                    .find(
                        DisruptionBudgetFact.class, FactKey.Kind.DISRUPTION_BUDGET, "default/seen")
                    .orElseThrow(),
            DisruptionBudgetFact::observed);
    assertThat(pod.needs().requests()).isEqualTo(Resources.of(100, 128L << 20, 1));
    assertThat(Objects.requireNonNull(pod.traits().owner()).kind()).isEqualTo("ReplicaSet");
    assertThat(budget.covers(pod)).isTrue();
    assertThat(budget.blocks()).isTrue();
    Await.untilAsserted(
        DEADLINE,
        "both to know the same",
        () ->
            assertThat(cluster.result(() -> Future.succeededFuture(cluster.adapter().facts())))
                .containsExactlyInAnyOrderElementsOf(cluster.notebook().facts.values()));
  }

  @Test
  void cordonsAndUncordonsOnlyTheNodeThatWasMeant() {
    NodeFact node = readyNode("cordoned");

    assertThat(perform(new ClusterCommand.Cordon(node.name(), node.identity().uid())))
        .isInstanceOf(ClusterOutcome.Done.class);
    assertThat(node("cordoned").getSpec().getUnschedulable()).isTrue();
    assertThat(node("cordoned").getMetadata().getLabels()).containsKey(NodeFact.NOT_BALANCED_LABEL);
    assertThat(perform(new ClusterCommand.Uncordon(node.name(), "another")))
        .isInstanceOf(ClusterOutcome.Absent.class);
    assertThat(node("cordoned").getSpec().getUnschedulable()).isTrue();
    assertThat(perform(new ClusterCommand.Uncordon(node.name(), node.identity().uid())))
        .isInstanceOf(ClusterOutcome.Done.class);
    assertThat(node("cordoned").getSpec().getUnschedulable()).isNull();
    assertThat(node("cordoned").getMetadata().getLabels())
        .doesNotContainKey(NodeFact.NOT_BALANCED_LABEL);
    assertThat(perform(new ClusterCommand.Cordon(new NodeName("nobody"), "x")))
        .isInstanceOf(ClusterOutcome.Absent.class);
  }

  @Test
  void marksAndUnmarksACandidateAndKeepsOtherTaints() {
    NodeFact node = readyNode("marked");
    Taint own = new Taint("team", "a", Taint.Effect.NO_SCHEDULE);
    String uid = node.identity().uid();

    perform(new ClusterCommand.DressNode(node.name(), uid, Map.of("tier", "x"), List.of(own)));
    perform(new ClusterCommand.MarkCandidate(node.name(), uid, NOW));

    NodeFact marked =
        Await.value(
            DEADLINE,
            "the candidate taint",
            () -> fact("marked"),
            found -> found.shape().taints().size() >= 2 && candidate(found));
    assertThat(marked.labels()).containsEntry("tier", "x").containsKey("kubernetes.io/hostname");
    assertThat(marked.shape().taints())
        .contains(
            own,
            new Taint(
                NodeFact.CANDIDATE_TAINT,
                Long.toString(NOW.getEpochSecond()),
                Taint.Effect.PREFER_NO_SCHEDULE));
    perform(new ClusterCommand.MarkCandidate(node.name(), uid, null));
    Await.until(DEADLINE, "the candidate taint to go", () -> !candidate(fact("marked")));
  }

  @Test
  void saysWhichBudgetBlocksAnEviction() {
    NodeFact node = readyNode("blocked");
    plane.client().resource(Manifests.deployment("blocked", 1, "100m", Map.of())).create();
    plane.apply(budget("blocked", 0));
    PodFact pod =
        Await.value(
            DEADLINE, "a running pod", () -> podOf("blocked"), found -> found.boundTo(node.name()));
    Await.until(
        DEADLINE,
        "the budget's controller",
        () ->
            plane
                .kubectl("get", "pdb", "blocked", "-o", "jsonpath={.status.expectedPods}")
                .equals("1"));

    assertThat(perform(new ClusterCommand.EvictPod(pod.podKey(), pod.identity().uid())))
        .isInstanceOfSatisfying(
            ClusterOutcome.Blocked.class,
            blocked -> assertThat(blocked.detail()).contains("disruption budget blocked"));
    assertThat(perform(new ClusterCommand.EvictPod(new PodKey("default", "nobody"), "x")))
        .isInstanceOf(ClusterOutcome.Absent.class);
    plane.kubectl("delete", "pdb", "blocked");
    assertThat(perform(new ClusterCommand.EvictPod(pod.podKey(), "another")))
        .isInstanceOf(ClusterOutcome.Absent.class);
    assertThat(perform(new ClusterCommand.EvictPod(pod.podKey(), pod.identity().uid())))
        .isInstanceOf(ClusterOutcome.Done.class);
  }

  @Test
  void deletesOnlyTheNodeThatWasMeant() {
    NodeFact node = readyNode("deleted");

    assertThat(perform(new ClusterCommand.DeleteNode(node.name(), "another")))
        .isInstanceOf(ClusterOutcome.Absent.class);
    assertThat(perform(new ClusterCommand.DeleteNode(node.name(), node.identity().uid())))
        .isInstanceOf(ClusterOutcome.Done.class);
    assertThat(perform(new ClusterCommand.DeleteNode(node.name(), node.identity().uid())))
        .isInstanceOf(ClusterOutcome.Absent.class);
  }

  @Test
  void tellsEventsAndCountsTheSameWords() {
    NodeFact node = readyNode("told");
    ClusterCommand tell =
        new ClusterCommand.TellEvent(
            new ClusterCommand.Subject(
                ClusterCommand.Subject.Kind.NODE, "", "told", node.identity().uid()),
            ClusterCommand.Severity.NORMAL,
            "ScaleDown",
            "unneeded");

    perform(tell);
    perform(tell);

    assertThat(
            plane.kubectl(
                "get",
                "events",
                "-n",
                "default",
                "--field-selector=involvedObject.name=told,reason=ScaleDown",
                "-o",
                "jsonpath={range .items[*]}{.reportingComponent} {.count} {.message}{end}"))
        .isEqualTo("drover 2 unneeded");
  }

  @Test
  void looksPastEveryCache() {
    NodeFact node = readyNode("looked");
    NodeGroupFact group = applied("looked");
    plane
        .client()
        .resource(
            Manifests.pod("looked", "100m", Map.of())
                .edit()
                .editSpec()
                .withNodeName("looked")
                .endSpec()
                .build())
        .create();
    plane.apply(budget("looked", 0));
    ManagedNodeFact made =
        Samples.wrote(
            ManagedNodeFact.class,
            perform(new ClusterCommand.CreateRecord("looked-1", Samples.purchase("looked"))));
    ManagedNodeFact record =
        Samples.wrote(
            ManagedNodeFact.class,
            perform(
                new ClusterCommand.WriteRecord(
                    made.with(made.progress().asNode(node.name()), new Token(1, 1)))));

    LiveView view = cluster.result(() -> cluster.adapter().look("looked-1"));

    assertThat(view.record()).isEqualTo(record);
    assertThat(view.group()).isEqualTo(group);
    assertThat(Objects.requireNonNull(view.node()).identity().uid())
        .isEqualTo(node.identity().uid());
    assertThat(view.pods()).extracting(pod -> pod.podKey().name()).containsExactly("looked");
    assertThat(view.budgets()).extracting(DisruptionBudgetFact::name).contains("looked");
    assertThat(cluster.result(() -> cluster.adapter().look("nobody")).record()).isNull();
  }

  /** Nor does it wait for the watches to tell that a machine has joined, under whatever name. */
  @Test
  void looksForANodeThatTheRecordDoesNotNameYet() {
    NodeGroupFact group = applied("unnamed");
    plane
        .client()
        .resource(
            Manifests.node("unnamed-node")
                .edit()
                .editOrNewSpec()
                .withProviderID("sim://unnamed")
                .endSpec()
                .build())
        .create();
    ManagedNodeFact made =
        Samples.wrote(
            ManagedNodeFact.class,
            perform(
                new ClusterCommand.CreateRecord(
                    "unnamed-1", Samples.purchase(group.name().value()))));
    Samples.wrote(
        ManagedNodeFact.class,
        perform(
            new ClusterCommand.WriteRecord(
                made.with(made.progress().onMachine("sim://unnamed"), new Token(1, 1)))));

    LiveView view = cluster.result(() -> cluster.adapter().look("unnamed-1"));

    assertThat(Objects.requireNonNull(view.node()).name()).isEqualTo(new NodeName("unnamed-node"));
    assertThat(view.seconds()).isEmpty();
  }

  @Test
  void provesItsViewByItsOwnLease() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    LeaseRecord lease =
        cluster.result(
            () ->
                cluster
                    .adapter()
                    .writeLease(
                        new LeaseRecord(
                            "", "one/a", new Token(3, 1), now, Duration.ofSeconds(15))));

    Await.until(DEADLINE, "the heartbeat", () -> cluster.notebook().heartbeat.equals(now));
    assertThat(cluster.result(cluster.adapter()::readLease)).contains(lease);
    assertThat(lease.token()).isEqualTo(new Token(3, 1));
    Await.until(DEADLINE, "all watches", () -> cluster.notebook().broken.isEmpty());
  }

  private ClusterOutcome perform(ClusterCommand command) {
    return cluster.perform(command);
  }

  private NodeFact readyNode(String name) {
    plane.client().resource(Manifests.node(name)).create();
    return Await.value(
        DEADLINE,
        name + " to be ready",
        () -> fact(name),
        node -> node.ready() && node.shape().taints().isEmpty());
  }

  private NodeFact fact(String name) {
    return cluster.notebook().find(NodeFact.class, FactKey.Kind.NODE, name).orElseThrow();
  }

  private static boolean candidate(NodeFact node) {
    return node.shape().taints().stream()
        .anyMatch(taint -> taint.key().equals(NodeFact.CANDIDATE_TAINT));
  }

  private Node node(String name) {
    return plane.client().nodes().withName(name).get();
  }

  private PodFact podOf(String app) {
    return cluster.notebook().facts.values().stream()
        .filter(PodFact.class::isInstance)
        .map(PodFact.class::cast)
        .filter(pod -> app.equals(pod.identity().labels().get("app")))
        .findFirst()
        .orElseThrow();
  }

  private NodeGroupFact applied(String name) {
    return Samples.applied(cluster, name);
  }

  private static String budget(String app, int maxUnavailable) {
    return """
        apiVersion: policy/v1
        kind: PodDisruptionBudget
        metadata: {name: %1$s, namespace: default}
        spec:
          maxUnavailable: %2$d
          selector: {matchLabels: {app: %1$s}}
        """
        .formatted(app, maxUnavailable);
  }
}
