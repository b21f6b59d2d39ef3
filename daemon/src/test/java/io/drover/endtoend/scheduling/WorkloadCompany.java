package io.drover.endtoend.scheduling;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Beside whom a workload's pods want to run: spread, near, or apart, of itself and of others.
 *
 * <p>Not among it is what the scheduler can make impossible for ever by its own free choice,
 * whatever is bought: to have to be on the node of others, which may be full; in another zone than
 * others, which may be in all; spread over zones and near others, which may be in one.
 */
final class WorkloadCompany {
  private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
  private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

  private final Dice dice;
  private final String name;

  WorkloadCompany(Dice dice, String name) {
    this.dice = dice;
    this.name = name;
  }

  /** Adds to the spec, and to what will be its affinity. */
  void addTo(Map<String, Object> spec, Map<String, Object> affinity, String app) {
    if (dice.chance(35)) {
      spec.put("topologySpreadConstraints", spread(app));
    }
    Map<String, Object> self = labels("app", app);
    switch (dice.between(0, 11)) {
      case 0 -> affinity.put("podAffinity", must(term(RandomNodes.ZONE, self)));
      case 1, 2, 3 -> affinity.put("podAntiAffinity", must(term(RandomNodes.HOST_NAME, self)));
      case 4 -> affinity.put("podAntiAffinity", must(term(RandomNodes.ZONE, self)));
      case 5 -> {
        Map<String, Object> near = must(term(RandomNodes.ZONE, someOther()));
        if (!spec.containsKey("topologySpreadConstraints")) {
          affinity.put("podAffinity", near);
        }
      }
      case 6 -> affinity.put("podAntiAffinity", must(term(RandomNodes.HOST_NAME, someOther())));
      case 7 -> affinity.put("podAntiAffinity", ofVersion(self));
      case 8 -> affinity.put("podAffinity", should(term(topology(), someOther())));
      default -> {
        // Does not mind.
      }
    }
  }

  /** The affinity of a pod that stands and does not want a workload near. */
  Map<String, Object> keepsAway() {
    return Tree.of("podAntiAffinity", must(term(topology(), someOther())));
  }

  /** The affinity of pods that want to be on one node. */
  static Map<String, Object> together(String app) {
    return Tree.of("podAffinity", must(term(RandomNodes.HOST_NAME, labels("app", app))));
  }

  /** The affinity of a pod that wants to be near one who is not there. */
  Map<String, Object> nearNobody() {
    return Tree.of("podAffinity", must(term(RandomNodes.ZONE, labels("app", name + "-nobody"))));
  }

  private List<Map<String, Object>> spread(String app) {
    List<Map<String, Object>> constraints = new ArrayList<>();
    List<String> topologies = List.of(RandomNodes.ZONE, RandomNodes.HOST_NAME);
    for (String topology : dice.some(dice.chance(80) ? 1 : 2, topologies)) {
      boolean hard = dice.chance(80);
      boolean zones = topology.equals(RandomNodes.ZONE);
      constraints.add(
          Tree.of(
              "topologyKey",
              topology,
              "maxSkew",
              dice.between(1, 2),
              "whenUnsatisfiable",
              hard ? "DoNotSchedule" : "ScheduleAnyway",
              "minDomains",
              hard && dice.chance(25) ? dice.between(2, zones ? 3 : 4) : null,
              "nodeTaintsPolicy",
              dice.chance(25) ? "Honor" : null,
              "matchLabelKeys",
              dice.chance(25) ? List.of("version") : null,
              "labelSelector",
              labels("app", app)));
    }
    return constraints;
  }

  private String topology() {
    return dice.chance(50) ? RandomNodes.ZONE : RandomNodes.HOST_NAME;
  }

  /** A selector of another workload, or of several. */
  private Map<String, Object> someOther() {
    return dice.chance(90)
        ? labels("app", RandomWorkloads.app(name, dice.between(0, 4)))
        : labels("tier", dice.pick(RandomWorkloads.TIERS));
  }

  private static Map<String, Object> labels(String key, String value) {
    return Tree.of("matchLabels", Tree.of(key, value));
  }

  private static Map<String, Object> term(String topology, Map<String, Object> selector) {
    return Tree.of("topologyKey", topology, "labelSelector", selector);
  }

  /** Not beside the workload's pods of the same version. */
  private static Map<String, Object> ofVersion(Map<String, Object> self) {
    return must(
        Tree.of(
            "topologyKey",
            RandomNodes.HOST_NAME,
            "labelSelector",
            self,
            "matchLabelKeys",
            List.of("version")));
  }

  private static Map<String, Object> must(Map<String, Object> term) {
    return Tree.of(REQUIRED, List.of(term));
  }

  private Map<String, Object> should(Map<String, Object> term) {
    return Tree.of(
        PREFERRED, List.of(Tree.of("weight", dice.between(1, 100), "podAffinityTerm", term)));
  }
}
