package io.drover.verticles.clusterautoscaler;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.ClusterMinimum;
import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.RemovalLimits;
import io.drover.rules.facts.Resources;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which unneeded nodes are removed now, after the plan and its review. */
class NodesToDeleteTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Instant LONG_AGO = NOW.minus(Duration.ofHours(1));
  private static final int UNLIMITED = 1000;

  @TestFactory
  List<DynamicTest> theSameNodesAreHandedOver() {
    return Comparison.of(
        "planner_nodes_to_delete",
        one ->
            Reviewed.told(
                sorted(one.path("expect").path("empty")), sorted(one.path("expect").path("drain"))),
        NodesToDeleteTest::handedOver);
  }

  @TestFactory
  List<DynamicTest> theSameNodesFitTheLimits() {
    return Comparison.of(
        "budgets",
        one ->
            Reviewed.told(
                names(one.path("expect").path("empty")), names(one.path("expect").path("drain"))),
        NodesToDeleteTest::withinLimits);
  }

  private static List<String> sorted(JsonNode written) {
    TreeSet<String> texts = new TreeSet<>();
    written.forEach(text -> texts.add(text.asText()));
    return List.copyOf(texts);
  }

  /** Of all groups, in order. */
  private static List<String> names(JsonNode groups) {
    List<String> names = new ArrayList<>();
    groups.forEach(group -> group.path("nodes").forEach(node -> names.add(node.asText())));
    return names;
  }

  private static String handedOver(JsonNode one) {
    Round round = new Round(NOW).withRoom();
    for (JsonNode group : one.path("groups")) {
      String id = group.path("id").asText();
      round.with(groupOf(group));
      for (JsonNode node : group.path("unneededNodes")) {
        unneeded(round, id, node);
      }
      group.path("otherNodes").forEach(node -> stays(round, id, node.asText()));
    }
    return reviewed(round, new RemovalLimits(UNLIMITED, UNLIMITED), minimum(one)).toldByName();
  }

  /** Upstream counts the nodes of the case alone, and each as one core. */
  private static ClusterMinimum minimum(JsonNode one) {
    JsonNode least = one.path("minimums");
    return least.isNull()
        ? ClusterMinimum.NONE
        : new ClusterMinimum(least.path("nodes").asInt() + 1, Resources.NONE);
  }

  private static Reviewed reviewed(Round round, RemovalLimits most, ClusterMinimum minimum) {
    return new Reviewed(round.thought().plan(), round.world(), PoliciesOf.SHIPPED, most, minimum);
  }

  private static NodeGroupFact groupOf(JsonNode group) {
    String id = group.path("id").asText();
    GroupBuilder built =
        aGroup(id)
            .budget(UNLIMITED, false)
            .scalingDown(new GroupSpec.ScaleDown(true, 1, Duration.ZERO, Duration.ZERO));
    return group.path("zeroOrMax").asBoolean()
        ? built.whole(group.path("targetSize").asInt()).build()
        : built.sized(0, UNLIMITED).build();
  }

  private static void unneeded(Round round, String group, JsonNode node) {
    String name = node.path("name").asText();
    member(round, group, aNode(name).candidateSince(LONG_AGO));
    for (int i = 0; i < node.path("podsToMove").asInt(); i++) {
      round.with(aPod(name + "-moves-" + i).asking("1m", "1").on(name).build());
    }
    for (int i = 0; i < node.path("onCompletionPods").asInt(); i++) {
      round.with(
          aPod(name + "-ends-" + i)
              .asking("1m", "1")
              .consenting(PodFact.Consent.ON_COMPLETION)
              .on(name)
              .build());
    }
  }

  private static void member(Round round, String group, NodeBuilder node) {
    String name = node.build().name().value();
    round.with(node.build()).with(aManagedNode(name).in(group).build());
  }

  private static void stays(Round round, String group, String node) {
    member(round, group, aNode(node).doNotDisrupt());
  }

  /** Nodes are noted in the order of the case, so that they are planned in that order. */
  private static String withinLimits(JsonNode one) {
    Round round = new Round(NOW).withRoom();
    Map<String, Integer> candidates = new HashMap<>();
    Instant since = LONG_AGO;
    for (String kind : List.of("empty", "drain")) {
      for (JsonNode group : one.path(kind)) {
        String id = group.path("group").asText();
        for (JsonNode node : group.path("nodes")) {
          since = since.plusSeconds(1);
          member(round, id, aNode(node.asText()).candidateSince(since));
          candidates.merge(id, 1, Integer::sum);
          if (kind.equals("drain")) {
            round.with(pod(node.asText()));
          }
        }
      }
    }
    for (JsonNode group : one.path("groups")) {
      String id = group.path("id").asText();
      round.with(groupOf(group));
      int registered = group.path("registeredNodes").asInt();
      for (int i = candidates.getOrDefault(id, 0); i < registered; i++) {
        stays(round, id, id + "-other-" + i);
      }
    }
    underWay(round, one);
    return reviewed(round, new RemovalLimits(10, 5), ClusterMinimum.NONE).told();
  }

  private static PodFact pod(String node) {
    return aPod("pod-" + node).asking("1m", "1").on(node).build();
  }

  private static void underWay(Round round, JsonNode one) {
    round.with(aGroup("leaving").build());
    int empty = one.path("emptyDeletionsInProgress").asInt();
    for (int i = 0; i < empty + one.path("drainDeletionsInProgress").asInt(); i++) {
      String name = "leaving-" + i;
      round
          .with(aNode(name).build())
          .with(aManagedNode(name).in("leaving").removedFor("NODE_EMPTY").build());
      if (i >= empty) {
        round.with(pod(name));
      }
    }
  }
}
