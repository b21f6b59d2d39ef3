package io.drover.verticles.clusterautoscaler;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Planned;
import io.drover.verticles.cluster.kubernetes.ApiObjects;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How many new nodes of one offering pending pods need. The nodes that are there take no pods. */
class BinpackingTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
  private static final int UNLIMITED = 10_000;
  private static final String ZONE = "topology.kubernetes.io/zone";

  @TestFactory
  List<DynamicTest> asManyNodesAreBought() {
    return Comparison.of(
        "binpacking",
        one ->
            told(
                one.path("expect").path("newNodes").asInt(),
                one.path("expect").path("scheduledPods").asInt()),
        BinpackingTest::ours);
  }

  private static String told(int nodes, int pods) {
    return nodes + " nodes for " + pods + " pods";
  }

  private static String ours(JsonNode one) {
    ApiObjects objects = new ApiObjects(NOW);
    int most = one.path("maxNodes").asInt();
    Round round =
        new Round(NOW)
            .with(
                aGroup("general")
                    .sized(0, most == 0 ? UNLIMITED : most)
                    .scalingUp(new GroupSpec.ScaleUp(UNLIMITED, Duration.ZERO))
                    .build())
            .offering(offering(objects.node(one.path("template"))));
    for (JsonNode written : one.path("existingNodes")) {
      ObjectNode cordoned = written.deepCopy();
      cordoned.withObjectProperty("spec").put("unschedulable", true);
      round.with(objects.node(cordoned));
    }
    int groups = 0;
    for (JsonNode group : one.path("podGroups")) {
      PodFact pod = objects.pending(group.path("pod"), groups++);
      round.with(copies(pod, group.path("count").asInt()));
    }
    int nodes = 0;
    int pods = 0;
    for (Planned planned : round.thought().plan().actions()) {
      if (planned.action() instanceof Action.BuyNode buy) {
        nodes++;
        pods += buy.pods().size();
      }
    }
    return told(nodes, pods);
  }

  private static OfferingFact offering(NodeFact template) {
    return new OfferingFact(
        anOffering("template").build().provider(),
        anOffering("template").inZone(template.labels().getOrDefault(ZONE, "")).build().id(),
        anOffering("template").build().price(),
        template.shape().capacity(),
        template.shape().allocatable(),
        template.labels());
  }

  private static List<PodFact> copies(PodFact pod, int count) {
    List<PodFact> copies = new ArrayList<>();
    PodFact.Identity is = pod.identity();
    for (int i = 0; i < count; i++) {
      String name = is.key().name() + "-" + i;
      copies.add(
          new PodFact(
              new PodFact.Identity(
                  new PodKey(is.key().namespace(), name),
                  name,
                  is.resourceVersion(),
                  is.createdAt(),
                  is.labels()),
              pod.needs(),
              pod.preferences(),
              pod.state(),
              pod.traits()));
    }
    return copies;
  }
}
