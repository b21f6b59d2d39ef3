package io.drover.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.ground.ControlPlane;
import io.drover.ground.ControlPlaneExtension;
import io.drover.ground.RecordedRequest;
import io.drover.rules.facts.NodeFact;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What holds a drain up, what does not, and what puts it back, each on a node of its own that is
 * not needed any more, all at once on one real control plane.
 */
@ExtendWith(ControlPlaneExtension.class)
class DrainIT {
  private static final Duration LONG = Duration.ofSeconds(90);
  private static final int CREATED = 201;

  private static Drains drains;

  @BeforeAll
  static void beginAll(ControlPlane plane) {
    drains = Drains.begin(plane);
  }

  @AfterAll
  static void endAll() {
    drains.close();
  }

  private static void stays(String scene, String reason) {
    String node = drains.leaving(scene);
    drains
        .drover()
        .await(
            LONG, scene + " to stay for " + reason, () -> drains.explained(node).contains(reason));
    assertThat(drains.node(node)).isPresent();
    assertThat(drains.evictions(scene)).isEmpty();
  }

  private static void goes(String scene) {
    for (String node : drains.allLeaving(scene)) {
      drains
          .drover()
          .await(LONG, "the node of " + scene + " to go", () -> drains.node(node).isEmpty());
    }
  }

  private static void moves(String scene, int pods) {
    goes(scene);
    drains
        .drover()
        .await(LONG, scene + " to run elsewhere", () -> drains.cluster().running(scene) == pods);
    assertThat(drains.evictions(scene)).hasSizeGreaterThanOrEqualTo(pods);
  }

  @Test
  void movesPodsOneAfterTheOtherUnderABudgetOfMinAvailable() {
    moves("pdb-min", 2);
    Instant first = drains.evictions("pdb-min").getFirst().at();
    assertThat(drains.evictions("pdb-min").getLast().at()).isAfter(first);
  }

  @Test
  void keepsANodeWhosePodsBudgetNeverAllowsADisruption() {
    stays("pdb-none", "BLOCKED_BY_PDB");
  }

  @Test
  void keepsANodeWithAPodOfTwoBudgetsWhichNobodyMayEvict() {
    stays("pdb-two", "BLOCKED_BY_PDB");
  }

  @Test
  void movesTheOnlyReplica() {
    moves("single", 1);
  }

  @Test
  void movesPodsThatMayNotShareANodeOneAfterTheOtherUnderTheirOwnNames() {
    moves("stateful", 2);
    List<RecordedRequest> evicted =
        drains.evictions("stateful").stream()
            .filter(eviction -> eviction.status().orElse(0) == CREATED)
            .toList();
    assertThat(evicted).hasSize(2);
    String firstName = Drains.evictedPod(evicted.getFirst());
    assertThat(Drains.evictedPod(evicted.getLast())).isNotEqualTo(firstName);
    List<Pod> back = drains.cluster().pods("stateful");

    assertThat(back)
        .extracting(pod -> pod.getMetadata().getName())
        .containsExactlyInAnyOrder("stateful-0", "stateful-1");
    assertThat(drains.cluster().uids("stateful"))
        .doesNotContainAnyElementsOf(drains.before("stateful"));
    assertThat(back)
        .extracting(pod -> pod.getSpec().getNodeName())
        .doesNotHaveDuplicates()
        .doesNotContainAnyElementsOf(drains.allLeaving("stateful"));
    Pod first =
        back.stream()
            .filter(pod -> pod.getMetadata().getName().equals(firstName))
            .findFirst()
            .orElseThrow();
    assertThat(Drains.readySince(first))
        .as("when the first was back")
        .isAfter(evicted.getFirst().at())
        .isBefore(evicted.getLast().at());
  }

  @Test
  void keepsANodeWithAPodThatNobodyWouldMakeAgain() {
    stays("bare", "POD_WITHOUT_CONTROLLER");
  }

  @Test
  void keepsANodeWithAYoungSystemPod() {
    stays("system", "SYSTEM_POD");
  }

  @Test
  void keepsANodeWithDataOfAPod() {
    stays("local", "LOCAL_STORAGE");
  }

  @Test
  void waitsForAJobThatWantsToComplete() {
    goes("job");
    assertThat(drains.evictions("job")).isEmpty();
    assertThat(drains.succeeded("job")).isEqualTo("1");
  }

  @Test
  void givesEachPodItsWholeGracePeriodEvenPastTheTimeout() {
    moves("grace", 1);
    assertThat(drains.evictions("grace")).hasSize(1);
    assertThat(drains.evictions("grace").getFirst().body()).doesNotContain("gracePeriodSeconds");
    assertThat(drains.fromEvictionToDeletion("grace")).isGreaterThan(Duration.ofSeconds(20));
  }

  @Test
  void doesNotWaitForEverForAPodThatAFinalizerKeeps() {
    goes("stuck");
    assertThat(drains.cluster().pods("stuck"))
        .anyMatch(pod -> pod.getMetadata().getDeletionTimestamp() != null);
    assertThat(drains.fromEvictionToDeletion("stuck")).isGreaterThan(Duration.ofSeconds(29));
  }

  @Test
  void evictsNoPodsOfDaemonSets() {
    goes("daemon");
    assertThat(drains.evictions("daemon")).isEmpty();
  }

  @Test
  void keepsTheMachineWhileAVolumeIsAttached() {
    String node = drains.leaving("volume");
    String record = drains.record(node);
    drains.drover().awaitJournal(LONG, "waiting", "VOLUMES_ATTACHED");
    assertThat(drains.phase(record)).isEqualTo("Terminating");
    assertThat(drains.machine("volume")).isPresent();

    drains.detach(node);

    goes("volume");
  }

  @Test
  void takesTheNodeBackThatSomebodyUncordonsHalfWay() {
    String node = drains.leaving("veto");
    drains.drover().await(LONG, "its pod to leave", () -> drains.terminating("veto"));
    Node draining = drains.node(node).orElseThrow();
    assertThat(draining.getMetadata().getLabels()).containsKey(NodeFact.NOT_BALANCED_LABEL);
    assertThat(draining.getSpec().getUnschedulable()).isTrue();

    drains.cluster().plane().kubectl("uncordon", node);

    drains
        .drover()
        .await(LONG, "the veto to be heard", () -> drains.failure(node).equals("DRAIN_VETOED"));
    assertThat(drains.phase(drains.record(node))).isEqualTo("Ready");
    serves(node);
  }

  @Test
  void endsAPodThatMayNotBeEvictedOnlyWhenADriftedNodesLastResortHasCome() {
    String node = drains.leaving("forced");
    Pod last = drains.cluster().pods("last").getFirst();
    assertThat(last.getSpec().getNodeName()).isEqualTo(node);

    drains.drift("forced");
    drains.drover().await(LONG, "the drain to begin", () -> drains.terminating("forced"));
    Instant begun = drains.evictions("forced").getFirst().at();
    drains.cluster().plane().apply(DrainScene.budget("last", "last", "maxUnavailable: 0"));

    goes("forced");
    assertThat(drains.deletions()).hasSize(1);
    RecordedRequest deletion = drains.deletions().getFirst();
    assertThat(deletion.path()).endsWith("/pods/" + last.getMetadata().getName());
    assertThat(deletion.body())
        .contains(last.getMetadata().getUid())
        .contains("\"gracePeriodSeconds\":1");
    assertThat(Duration.between(begun, deletion.at())).isGreaterThan(Duration.ofSeconds(35));
    drains.drover().awaitJournal(LONG, "ended", "TERMINATION_GRACE_PERIOD");
    drains.drover().await(LONG, "it to run elsewhere", () -> drains.cluster().running("last") == 1);
    assertThat(drains.cluster().pods("last").getFirst().getMetadata().getUid())
        .isNotEqualTo(last.getMetadata().getUid());
  }

  private static void serves(String name) {
    drains
        .drover()
        .await(
            LONG,
            name + " to be as before",
            () -> drains.node(name).filter(DrainIT::untouched).isPresent());
  }

  private static boolean untouched(Node node) {
    return node.getSpec().getUnschedulable() == null
        && !node.getMetadata().getLabels().containsKey(NodeFact.NOT_BALANCED_LABEL)
        && node.getSpec().getTaints().stream()
            .noneMatch(taint -> taint.getKey().equals(NodeFact.DRAINING_TAINT));
  }
}
