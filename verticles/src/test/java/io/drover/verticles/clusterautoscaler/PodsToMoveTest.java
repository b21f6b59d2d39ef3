package io.drover.verticles.clusterautoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.PodFact;
import io.drover.rules.plan.Reason;
import io.drover.rules.safety.SafetyPolicy;
import io.drover.verticles.cluster.kubernetes.ApiObjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Which pods of a node move, stay behind as daemons, are waited for, or keep the node. Drover is
 * asked of a node as a whole; to tell which pod it is, it is asked of each pod alone as well.
 */
class PodsToMoveTest {
  private static final Map<Reason, String> BLOCKING =
      Map.of(
          Reason.CONTROLLER_NOT_FOUND, "ControllerNotFound",
          Reason.POD_WITHOUT_CONTROLLER, "NotReplicated",
          Reason.CUSTOM_CONTROLLER, "NotReplicated",
          Reason.SYSTEM_POD, "UnmovableKubeSystemPod",
          Reason.BLOCKED_BY_POD, "NotSafeToEvictAnnotation",
          Reason.LOCAL_STORAGE, "LocalStorageRequested",
          Reason.BLOCKED_BY_PDB, "NotEnoughPdb",
          Reason.NOT_APPROVED_BY_POLICY, "UnexpectedError");

  /** By index; {@code blocking} is the first pod that keeps the node, and why. */
  private record Said(
      List<Integer> move, List<Integer> daemons, List<Integer> waited, @Nullable String blocking) {}

  @TestFactory
  List<DynamicTest> theSamePodsMove() {
    return Comparison.of("pods_to_move", PodsToMoveTest::theirs, PodsToMoveTest::ours);
  }

  private static Said theirs(JsonNode one) {
    JsonNode expect = one.path("expect");
    JsonNode blocking = expect.path("blocking");
    return new Said(
        indexes(expect.path("podsToMove")),
        indexes(expect.path("daemonSetPods")),
        indexes(expect.path("onCompletionPods")),
        blocking.isObject()
            ? blocking.path("pod").asInt() + " " + blocking.path("reason").asText()
            : null);
  }

  private static List<Integer> indexes(JsonNode written) {
    List<Integer> indexes = new ArrayList<>();
    written.forEach(index -> indexes.add(index.asInt()));
    return indexes;
  }

  private static Said ours(JsonNode one) {
    ApiObjects objects = new ApiObjects(Instant.parse(one.path("now").asText()));
    Drain drain =
        new Drain(
            policy(one),
            objects.now(),
            objects.budgets(one.path("pdbs")),
            objects.owners(one.path("controllers")));
    List<PodFact> pods = objects.pods(one.path("pods"), "node");
    Set<Reason> together = EnumSet.noneOf(Reason.class);
    pods.forEach(pod -> together.addAll(drain.objections(List.of(pod))));
    assertThat(drain.objections(pods)).as("of the whole node").isEqualTo(together);
    return said(pods, drain);
  }

  private static Said said(List<PodFact> pods, Drain drain) {
    Said said = new Said(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), null);
    for (int index = 0; index < pods.size(); index++) {
      PodFact pod = pods.get(index);
      Set<Reason> reasons = drain.objections(List.of(pod));
      if (reasons.contains(Reason.WAITS_FOR_COMPLETION)) {
        said.waited().add(index);
      } else if (!reasons.isEmpty()) {
        return new Said(said.move(), said.daemons(), said.waited(), index + " " + why(reasons));
      } else if (pod.daemon()) {
        said.daemons().add(index);
      } else if (drain.moves(pod)) {
        said.move().add(index);
      }
    }
    return said;
  }

  /** Drover tells every reason; upstream the first. */
  private static String why(Set<Reason> reasons) {
    return String.join(
        " ", reasons.stream().map(reason -> BLOCKING.getOrDefault(reason, "?")).toList());
  }

  /** A rule that blocks is an objection; one that lets a pod go has no counterpart. */
  private static SafetyPolicy policy(JsonNode one) {
    boolean blocks = false;
    for (JsonNode asked : one.path("rulesAskedFirst")) {
      blocks |= asked.asText().equals("BlockDrain");
    }
    return blocks
        ? PoliciesOf.objecting(List.of(Reason.NOT_APPROVED_BY_POLICY))
        : PoliciesOf.SHIPPED;
  }
}
