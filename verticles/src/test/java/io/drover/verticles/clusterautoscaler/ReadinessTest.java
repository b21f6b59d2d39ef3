package io.drover.verticles.clusterautoscaler;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.Taint;
import io.drover.rules.lifecycle.Lifecycle;
import io.drover.rules.lifecycle.Next;
import io.drover.rules.lifecycle.Seen;
import io.drover.verticles.cluster.kubernetes.ApiObjects;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** When a node that has joined counts as ready. */
class ReadinessTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  @TestFactory
  List<DynamicTest> theSameNodesAreReady() {
    return Comparison.of(
        "node_ready",
        one -> one.path("expect").path("ready").asBoolean(),
        one -> ready(new ApiObjects(NOW).node(one.path("node")), List.of(), List.of()));
  }

  @TestFactory
  List<DynamicTest> theSameNodesWaitForTheirStartupTaints() {
    return Comparison.of(
        "taints_startup",
        one -> one.path("expect").path("readyNodes").asInt(),
        ReadinessTest::readyNodes);
  }

  @TestFactory
  List<DynamicTest> theSameTaintsAreOfStartup() {
    return Comparison.of(
        "taints_prefix",
        one -> one.path("expect").path("isStartupTaint").asBoolean(),
        one -> !ready(tainted(one.path("taintKey").asText()), List.of(), prefixes(one)));
  }

  private static List<String> prefixes(JsonNode one) {
    List<String> prefixes = new ArrayList<>();
    one.path("startupTaintPrefixes").forEach(prefix -> prefixes.add(prefix.asText()));
    return prefixes;
  }

  private static NodeFact tainted(String key) {
    return aNode("node").tainted(key, "", Taint.Effect.NO_SCHEDULE).build();
  }

  /** A group's startup taints are whole taints; those of the case are keys. */
  private static int readyNodes(JsonNode one) {
    List<Taint> startup = new ArrayList<>();
    one.path("startupTaints")
        .forEach(key -> startup.add(new Taint(key.asText(), "myValue", Taint.Effect.NO_SCHEDULE)));
    int ready = 0;
    for (JsonNode node : one.path("nodes")) {
      ready += ready(new ApiObjects(NOW).node(node), startup, List.of()) ? 1 : 0;
    }
    return ready;
  }

  private static boolean ready(NodeFact node, List<Taint> startup, List<String> prefixes) {
    GroupBuilder group = aGroup("general");
    GroupSpec.Timeouts timeouts = group.build().spec().behaviour().timeouts();
    Next next =
        new Lifecycle(timeouts, Map.of(), startup, prefixes, true)
            .next(
                aManagedNode(node.name().value()).in(Phase.JOINED, NOW).build(),
                new Seen(node, List.of(), Seen.Machine.PRESENT, node.providerId()),
                NOW);
    return next instanceof Next.Advance advance && advance.progress().phase() == Phase.READY;
  }
}
