package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.rules.facts.NodeFact;
import io.fabric8.kubernetes.api.model.Taint;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The Cluster Autoscaler's cases of marks on nodes ({@code taints_marks}): its marks stand for
 * ours. Whether a node that is marked was cordoned before is told by our mark, there by a setting.
 */
class TaintMarksTest {
  private static final Map<String, String> OURS =
      Map.of(
          "ToBeDeletedByClusterAutoscaler", NodeFact.DRAINING_TAINT,
          "DeletionCandidateOfClusterAutoscaler", NodeFact.CANDIDATE_TAINT);

  @TestFactory
  List<DynamicTest> theSameMarksAreOnTheNodeAfterwards() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(
            TaintMarksTest.class.getResourceAsStream("/cluster-autoscaler/taints_marks.json"))) {
      for (JsonNode one : new ObjectMapper().readTree(in).path("cases")) {
        tests.add(dynamicTest(one.path("name").asText(), () -> isTheSame(one)));
      }
    }
    return tests;
  }

  private static void isTheSame(JsonNode one) {
    Dress after = after(one.path("op").asText(), before(one));

    List<String> keys = after.taints().stream().map(Taint::getKey).toList();
    JsonNode expect = one.path("expect");
    assertThat(keys).containsAll(keys(expect.path("has")));
    assertThat(keys).doesNotContainAnyElementsOf(keys(expect.path("hasNot")));
    if (expect.has("unschedulable")) {
      assertThat(after.cordoned()).isEqualTo(expect.path("unschedulable").asBoolean());
    }
  }

  private static Dress after(String op, Dress before) {
    return switch (op) {
      case "mark" -> Drained.begun(before);
      case "unmark" -> Drained.takenBack(before);
      case "softMark" -> NodeDeeds.noted(before, Instant.EPOCH);
      case "softUnmark" -> NodeDeeds.noted(before, null);
      default -> throw new IllegalArgumentException(op);
    };
  }

  private static Dress before(JsonNode one) {
    JsonNode node = one.path("before");
    boolean cordoned = node.path("unschedulable").asBoolean();
    boolean byUs = one.path("cordon").asBoolean() || !cordoned;
    List<Taint> taints = new ArrayList<>();
    for (JsonNode taint : node.path("taints")) {
      String key = ours(taint.path("key").asText());
      String value = byUs ? NodeFact.WAS_SCHEDULABLE : NodeFact.WAS_CORDONED;
      taints.add(
          new Taint(
              taint.path("effect").asText(),
              key,
              null,
              key.equals(NodeFact.DRAINING_TAINT) ? value : null));
    }
    return new Dress(Map.of(), taints, cordoned);
  }

  private static List<String> keys(JsonNode keys) {
    List<String> all = new ArrayList<>();
    keys.forEach(key -> all.add(ours(key.asText())));
    return all;
  }

  private static String ours(String key) {
    return OURS.getOrDefault(key, key);
  }
}
