package io.drover.verticles.clusterautoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.NodeFact;
import io.drover.verticles.cluster.kubernetes.ApiObjects;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which share of a node its pods ask for. */
class UtilizationTest {
  /** As upstream's numbers are to be compared. */
  private static final double TOLERANCE = 0.01;

  /** That there is no share. */
  private static final double NONE = -1;

  @TestFactory
  List<DynamicTest> theSameShareIsAskedFor() {
    return Comparison.of("utilization", UtilizationTest::theirs, UtilizationTest::ours);
  }

  private static double theirs(JsonNode one) {
    return one.path("expect").path("utilization").asDouble(NONE);
  }

  /** Theirs where the two hardly differ. */
  private static double ours(JsonNode one) {
    double share = share(one);
    double theirs = theirs(one);
    return Math.abs(share - theirs) <= TOLERANCE * Math.abs(theirs) ? theirs : share;
  }

  private static double share(JsonNode one) {
    ApiObjects objects = new ApiObjects(Instant.parse(one.path("now").asText()));
    NodeFact node = objects.node(one.path("node"));
    return new Round(objects.now())
        .with(Round.group(0.5, Duration.ZERO).build())
        .serving(node)
        .with(objects.pods(one.path("pods"), node.name().value()))
        .thought()
        .considered()
        .nodes()
        .getFirst()
        .requested();
  }
}
