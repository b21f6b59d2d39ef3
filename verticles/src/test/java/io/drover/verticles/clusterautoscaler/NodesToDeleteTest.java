package io.drover.verticles.clusterautoscaler;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Position;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Justification;
import io.drover.rules.plan.Plan;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which unneeded nodes are removed now, after the plan and its review. */
class NodesToDeleteTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
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
      round.with(groupOf(id));
      group.path("unneededNodes").forEach(node -> unneeded(round, id, node));
      group
          .path("otherNodes")
          .forEach(node -> member(round, id, aNode(node.asText()).doNotDisrupt()));
    }
    Plan plan = round.thought().plan();
    return new Reviewed(plan, round.world(), PoliciesOf.SHIPPED, UNLIMITED, 0).told();
  }

  private static NodeGroupFact groupOf(String id) {
    return aGroup(id)
        .sized(0, UNLIMITED)
        .budget(UNLIMITED, false)
        .scalingDown(new GroupSpec.ScaleDown(true, 1, Duration.ZERO, Duration.ZERO))
        .build();
  }

  private static void unneeded(Round round, String group, JsonNode node) {
    String name = node.path("name").asText();
    member(round, group, aNode(name).candidateSince(NOW.minus(Duration.ofHours(1))));
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

  /** A plan that removes all that could go, those without pods first, as upstream does. */
  private static String withinLimits(JsonNode one) {
    Round round = new Round(NOW).withRoom();
    one.path("groups").forEach(group -> round.with(groupOf(group.path("id").asText())));
    List<Planned> actions = new ArrayList<>();
    for (String kind : List.of("empty", "drain")) {
      for (JsonNode group : one.path(kind)) {
        String id = group.path("group").asText();
        for (JsonNode node : group.path("nodes")) {
          member(round, id, aNode(node.asText()));
          actions.add(remove(id, node.asText(), kind.equals("drain")));
        }
      }
    }
    Plan plan = new Plan("p", NOW, new Position(1, 1), "v", actions, List.of(), Map.of(), null);
    int underWay =
        one.path("emptyDeletionsInProgress").asInt() + one.path("drainDeletionsInProgress").asInt();
    return new Reviewed(plan, round.world(), PoliciesOf.SHIPPED, 10, underWay).told();
  }

  private static Planned remove(String group, String node, boolean drained) {
    List<PodKey> pods = drained ? List.of(new PodKey("default", "pod-" + node)) : List.of();
    return new Planned(
        new Action.RemoveNode(
            new GroupName(group), node, new NodeName(node), pods, false, Reason.NODE_EMPTY),
        Justification.NONE);
  }
}
