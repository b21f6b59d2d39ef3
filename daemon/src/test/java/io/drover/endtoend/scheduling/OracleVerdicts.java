package io.drover.endtoend.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import io.drover.ground.SchedulerOracle;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What kube-scheduler's filters say of a case.
 *
 * @param pods in order; those of which the filters say that they cannot be judged are left out
 * @param unjudged how many these are
 */
record OracleVerdicts(Map<String, OfPod> pods, int unjudged) {

  /**
   * What they say of one pod.
   *
   * @param sole for each node that one plugin alone refuses, that plugin
   */
  record OfPod(Map<String, Verdict> nodes, List<String> sole) {}

  static OracleVerdicts of(Case asked, SchedulerOracle oracle) {
    Map<String, OfPod> pods = new LinkedHashMap<>();
    int unjudged = 0;
    for (JsonNode verdict : Case.read(oracle.judge(asked.line()))) {
      if (verdict.has("error")) {
        unjudged++;
      } else {
        pods.put(verdict.path("pod").asText(), ofPod(verdict.path("nodes")));
      }
    }
    return new OracleVerdicts(pods, unjudged);
  }

  private static OfPod ofPod(JsonNode nodes) {
    Map<String, Verdict> verdicts = new TreeMap<>();
    List<String> sole = new ArrayList<>();
    nodes
        .properties()
        .forEach(
            node -> {
              JsonNode said = node.getValue();
              String plugin = said.path("plugin").asText();
              List<String> reasons = new ArrayList<>();
              said.path("reasons").forEach(reason -> reasons.add(reason.asText()));
              verdicts.put(node.getKey(), Verdict.of(plugin, reasons));
              if (said.path("sole").asBoolean()) {
                sole.add(plugin);
              }
            });
    return new OfPod(verdicts, sole);
  }
}
