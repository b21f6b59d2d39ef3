package io.drover.endtoend.scheduling;

import io.drover.ground.SchedulerOracle;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A pod and a node of which the model and the oracle do not say the same: the model as it is built,
 * after a trial that was undone, or after pods were removed from it.
 */
record Disagreement(String pod, String node, Verdict model, Verdict oracle) {
  /** What the two sides name; the same slip shows in many cases. */
  String kind() {
    String what = model.plugin().equals(oracle.plugin()) ? " (words)" : "";
    return "model: %s, oracle: %s%s".formatted(model.plugin(), oracle.plugin(), what);
  }

  /** All of a case. */
  static List<Disagreement> in(Case asked, SchedulerOracle oracle) {
    return between(asked, OracleVerdicts.of(asked, oracle));
  }

  /** As {@link #in}, of what the oracle has said already. */
  static List<Disagreement> between(Case asked, OracleVerdicts said) {
    ModelVerdicts model = ModelVerdicts.fresh(asked);
    List<Disagreement> all = new ArrayList<>(between(model.all(), said));
    if (all.isEmpty()) {
      all.addAll(model.trial());
      all.addAll(between(model.all(), said));
      all.addAll(between(ModelVerdicts.afterRemovals(asked).all(), said));
    }
    return all;
  }

  private static List<Disagreement> between(
      Map<String, Map<String, Verdict>> model, OracleVerdicts said) {
    List<Disagreement> all = new ArrayList<>();
    said.pods()
        .forEach(
            (pod, ofPod) ->
                ofPod
                    .nodes()
                    .forEach(
                        (node, oracles) -> {
                          Verdict ours = Objects.requireNonNull(model.get(pod)).get(node);
                          if (!oracles.equals(ours)) {
                            all.add(
                                new Disagreement(pod, node, Objects.requireNonNull(ours), oracles));
                          }
                        }));
    return all;
  }
}
