package io.drover.verticles.clusterautoscaler;

import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.ClusterMinimum;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.RemovalLimits;
import io.drover.rules.facts.Resources;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Question;
import io.drover.rules.plan.Reason;
import io.drover.verticles.cluster.kubernetes.ApiObjects;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Since when nodes are unneeded, what a restart takes over of that, and when they go. */
class UnneededTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final Duration LONG = Duration.ofMinutes(10);

  private static final Map<Reason, String> REASONS =
      Map.of(
          Reason.PROTECTED_BY_ANNOTATION, "ScaleDownDisabledAnnotation",
          Reason.NOT_UNNEEDED_LONG_ENOUGH, "NotUnneededLongEnough",
          Reason.GROUP_AT_MINIMUM, "NodeGroupMinSizeReached",
          Reason.CLUSTER_AT_MINIMUM, "MinimalResourceLimitExceeded");

  @TestFactory
  List<DynamicTest> theSameNodesAreUnneededSinceTheSameTime() {
    return Comparison.of("unneeded_update", UnneededTest::theirSince, UnneededTest::since);
  }

  @TestFactory
  List<DynamicTest> asManyGoBeforeTheGroupIsAtItsMinimum() {
    return Comparison.of(
        "unneeded_removable",
        one ->
            one.path("expect").path("emptyToRemove").asInt()
                + " empty, "
                + one.path("expect").path("drainToRemove").asInt()
                + " to drain",
        UnneededTest::going);
  }

  @TestFactory
  List<DynamicTest> anUnneededNodeStaysForTheSameReason() {
    return Comparison.of(
        "unneeded_reasons",
        one -> one.path("expect").path("reason").asText(),
        UnneededTest::reason);
  }

  @TestFactory
  List<DynamicTest> aRestartTakesTheSameNodesOver() {
    return Comparison.of(
        "unneeded_from_taints",
        one -> texts(one.path("expect").path("unneeded")),
        UnneededTest::takenOver);
  }

  @TestFactory
  List<DynamicTest> theSameNodesKeepTheirNote() {
    return Comparison.of(
        "taints_stale_candidates",
        one -> texts(one.path("expect").path("stillTainted")),
        UnneededTest::stillNoted);
  }

  private static Set<String> texts(JsonNode written) {
    Set<String> texts = new TreeSet<>();
    written.forEach(text -> texts.add(text.asText()));
    return texts;
  }

  private static Map<String, String> theirSince(JsonNode one) {
    Map<String, String> since = new TreeMap<>();
    one.path("expect")
        .path("nodes")
        .properties()
        .forEach(node -> since.put(node.getKey(), node.getValue().path("unneededSince").asText()));
    return since;
  }

  /** Two rounds of plans, of which each carries its notes out. */
  private static Map<String, String> since(JsonNode one) {
    Map<String, NodeFact> nodes = new TreeMap<>();
    Map<String, Instant> noted = new TreeMap<>();
    for (String round : List.of("first", "second")) {
      ApiObjects objects = new ApiObjects(Instant.parse(one.path(round + "At").asText()));
      Set<String> idle = new TreeSet<>();
      for (JsonNode written : one.path(round)) {
        NodeFact node = objects.node(written);
        idle.add(node.name().value());
        nodes.put(node.name().value(), node);
      }
      note(nodes, idle, noted, objects.now(), one.path("unneededTimeSeconds").asLong());
    }
    Map<String, String> said = new TreeMap<>();
    noted.forEach((node, at) -> said.put(node, at.toString()));
    return said;
  }

  private static void note(
      Map<String, NodeFact> nodes,
      Set<String> idle,
      Map<String, Instant> noted,
      Instant now,
      long unneededSeconds) {
    Round round =
        new Round(now).with(Round.group(0.5, Duration.ofSeconds(unneededSeconds)).build());
    for (NodeFact node : nodes.values()) {
      Instant before = noted.get(node.name().value());
      round.serving(before == null ? node : Round.unneeded(node, before));
      if (!idle.contains(node.name().value())) {
        round.busy(node);
      }
    }
    Decided decided = round.decided();
    for (String name : nodes.keySet()) {
      decided.marked(name).ifPresent(at -> noted.put(name, at));
      if (decided.cleared(name)) {
        noted.remove(name);
      }
    }
  }

  /** The group's other nodes are busy; those being deleted already are on record as such. */
  private static String going(JsonNode one) {
    Instant since = NOW.minus(LONG);
    int size = one.path("groupTargetSize").asInt();
    int deleting = one.path("groupDeletionsInProgress").asInt();
    Round round =
        new Round(NOW)
            .withRoom()
            .with(
                Round.group(0.5, Duration.ofMinutes(5))
                    .sized(one.path("groupMinSize").asInt(), 1000)
                    .build());
    List<String> unneeded = new ArrayList<>(texts(one.path("emptyNodes")));
    for (String drain : texts(one.path("drainNodes"))) {
      unneeded.add(drain);
      round.with(aPod("pod-" + drain).asking("100m", "1Mi").on(drain).build());
    }
    unneeded.forEach(name -> round.serving(aNode(name).candidateSince(since).build()));
    for (int i = 0; i < deleting; i++) {
      round.leaving(aNode("deleting-" + i).build());
    }
    for (int i = unneeded.size() + deleting; i < size; i++) {
      NodeFact node = aNode("busy-" + i).build();
      round.serving(node).busy(node);
    }
    List<Action.RemoveNode> removals = round.decided().removals();
    long empty = removals.stream().filter(remove -> remove.pods().isEmpty()).count();
    return empty + " empty, " + (removals.size() - empty) + " to drain";
  }

  private static String reason(JsonNode one) {
    ApiObjects objects = new ApiObjects(Instant.parse(one.path("now").asText()));
    Duration unneeded = Duration.ofSeconds(one.path("unneededForSeconds").asLong());
    JsonNode group = one.path("nodeGroup");
    NodeFact node = Round.unneeded(objects.node(one.path("node")), NOW.minus(unneeded));
    Round round =
        new Round(objects.now())
            .with(
                Round.group(0.5, Duration.ofSeconds(one.path("unneededTimeSeconds").asLong()))
                    .sized(group.path("minSize").asInt(), 1000)
                    .build());
    Decided decided = (group.isNull() ? round.with(node) : round.serving(node)).decided();
    String name = node.name().value();
    return decided
        .stays(name)
        .map(why -> REASONS.getOrDefault(why, why.name()))
        .orElseGet(() -> decided.removals().isEmpty() ? "NotAutoscaled" : reviewed(round, one));
  }

  private static String reviewed(Round round, JsonNode one) {
    int least = 0;
    for (JsonNode quota : one.path("minimumQuotas")) {
      least = Math.max(least, quota.path("nodes").asInt());
    }
    return new Reviewed(
            round.thought().plan(),
            round.world(),
            PoliciesOf.SHIPPED,
            RemovalLimits.DEFAULT,
            new ClusterMinimum(least, Resources.NONE))
        .refused()
        .map(why -> REASONS.getOrDefault(why, why.name()))
        .orElse("goes");
  }

  /** All nodes are empty, so that only the note itself can be wrong; one written anew is new. */
  private static Set<String> stillNoted(JsonNode one) {
    ApiObjects objects = new ApiObjects(Instant.parse(one.path("now").asText()));
    Round round = new Round(objects.now()).believingNotesFor(ttl(one));
    round.with(Round.group(0.5, LONG).build());
    Set<String> noted = new TreeSet<>();
    for (JsonNode written : one.path("nodes")) {
      NodeFact node = Upstream.noted(objects.node(written));
      round.serving(node);
      if (!node.shape().taints().isEmpty()) {
        noted.add(node.name().value());
      }
    }
    Decided decided = round.decided();
    noted.removeIf(name -> decided.cleared(name) || decided.marked(name).isPresent());
    return noted;
  }

  private static Duration ttl(JsonNode one) {
    return Duration.ofSeconds(one.path("ttlSeconds").asLong());
  }

  private static Set<String> takenOver(JsonNode one) {
    ApiObjects objects = new ApiObjects(Instant.parse(one.path("now").asText()));
    NodeGroupFact group = Round.group(0.5, LONG).build();
    Round round = new Round(objects.now()).believingNotesFor(ttl(one)).with(group);
    Map<String, NodeFact> nodes = new HashMap<>();
    for (JsonNode written : one.path("nodes")) {
      NodeFact node = Upstream.noted(objects.node(written));
      nodes.put(node.name().value(), node);
      round.with(node).with(aManagedNode(node.name().value()).build());
    }
    Question question = round.question();
    Set<String> taken = new TreeSet<>();
    nodes.forEach(
        (name, node) -> question.unneededSince(node, group).ifPresent(since -> taken.add(name)));
    return taken;
  }
}
