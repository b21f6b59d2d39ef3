package io.drover.verticles.clusterautoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodNeeds;
import io.drover.verticles.cluster.kubernetes.ApiObjects;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which pending pods are one class: to the packing, those with equal needs. */
class EquivalenceGroupsTest {
  @TestFactory
  List<DynamicTest> theSamePodsAreAlike() {
    return Comparison.of(
        "equivalence_groups", EquivalenceGroupsTest::theirs, EquivalenceGroupsTest::ours);
  }

  private static Set<Set<String>> theirs(JsonNode one) {
    Set<Set<String>> groups = new HashSet<>();
    for (JsonNode group : one.path("expect").path("groups")) {
      Set<String> names = new TreeSet<>();
      group.forEach(name -> names.add(name.asText()));
      groups.add(names);
    }
    return groups;
  }

  private static Set<Set<String>> ours(JsonNode one) {
    ApiObjects objects = new ApiObjects(Instant.EPOCH);
    Map<PodNeeds, Set<String>> alike = new HashMap<>();
    int index = 0;
    for (JsonNode written : one.path("pods")) {
      PodFact pod = objects.pending(written, index++);
      alike
          .computeIfAbsent(pod.needs(), any -> new TreeSet<>())
          .add(written.path("metadata").path("name").asText());
    }
    return Set.copyOf(alike.values());
  }
}
