package io.drover.verticles.clusterautoscaler;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.rules.facts.Taint;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Which taints of a node say what nodes like it will be. */
class TemplateTaintsTest {
  @TestFactory
  List<DynamicTest> theSameTaintsLast() {
    return Comparison.of(
        "taints_sanitize",
        one -> keys(one.path("expect").path("taints")),
        one -> keys(one.path("taints")).stream().filter(TemplateTaintsTest::lasts).toList());
  }

  private static List<String> keys(JsonNode taints) {
    List<String> keys = new ArrayList<>();
    taints.forEach(taint -> keys.add(taint.path("key").asText()));
    return keys;
  }

  private static boolean lasts(String key) {
    return !new Taint(key, "", Taint.Effect.NO_SCHEDULE).passing();
  }
}
