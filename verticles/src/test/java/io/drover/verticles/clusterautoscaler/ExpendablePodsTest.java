package io.drover.verticles.clusterautoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.PodFact;
import io.drover.verticles.cluster.kubernetes.ApiObjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which pods are too unimportant to buy or to keep a node for. */
class ExpendablePodsTest {
  @TestFactory
  List<DynamicTest> theSamePodsAreExpendable() {
    return Comparison.of(
        "expendable_pods",
        one -> indexes(one.path("expect").path("expendable")),
        ExpendablePodsTest::ours);
  }

  private static List<Integer> indexes(JsonNode written) {
    List<Integer> indexes = new ArrayList<>();
    written.forEach(index -> indexes.add(index.asInt()));
    return indexes;
  }

  private static List<Integer> ours(JsonNode one) {
    int below = one.path("cutoff").asInt();
    List<PodFact> pods = new ApiObjects(Instant.EPOCH).pods(one.path("pods"), "node");
    List<Integer> expendable = new ArrayList<>();
    for (int index = 0; index < pods.size(); index++) {
      if (pods.get(index).expendable(below)) {
        expendable.add(index);
      }
    }
    return expendable;
  }
}
