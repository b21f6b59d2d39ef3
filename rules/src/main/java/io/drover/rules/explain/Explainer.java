package io.drover.rules.explain;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.PodKey;
import io.drover.rules.plan.Plan;
import java.util.List;
import java.util.Optional;

/** Says why. A pure function of what is known. */
public final class Explainer {
  private final Evidence evidence;

  public Explainer(Evidence evidence) {
    this.evidence = evidence;
  }

  /** What can be asked about. */
  public enum Kind {
    POD,
    NODE,
    GROUP,
    PLAN
  }

  /**
   * Explains one thing.
   *
   * @param name of a pod {@code namespace/name}, or {@code name} in the namespace {@code default};
   *     of a node also that of its {@code ManagedNode}; of a plan its id, empty for the newest
   */
  public Explained explain(Kind kind, String name) {
    return switch (kind) {
      case POD -> pod(name.contains("/") ? name : "default/" + name);
      case NODE -> node(name);
      case GROUP -> group(name);
      case PLAN -> plan(name);
    };
  }

  private Explained pod(String name) {
    List<String> known =
        evidence.world().pods().stream().map(pod -> pod.podKey().toString()).toList();
    return known.contains(name)
        ? new PodExplanation(evidence).of(evidence.world().pod(PodKey.parse(name)).orElseThrow())
        : unknown("pod", name, candidates(name, known));
  }

  /** The same name in another namespace is nearer than any other. */
  private static List<String> candidates(String name, List<String> known) {
    String bare = name.substring(name.indexOf('/'));
    List<String> elsewhere = known.stream().filter(one -> one.endsWith(bare)).limit(3).toList();
    return elsewhere.isEmpty() ? NearNames.of(name, known) : elsewhere;
  }

  private Explained node(String name) {
    NodeExplanation explanation = new NodeExplanation(evidence);
    Optional<Explained> known =
        name.isBlank() ? Optional.empty() : explanation.of(new NodeName(name));
    List<String> nodes =
        evidence.world().nodes().stream().map(node -> node.name().value()).toList();
    return known.orElseGet(() -> unknown("node", name, NearNames.of(name, nodes)));
  }

  private Explained group(String name) {
    List<String> groups =
        evidence.world().groups().stream().map(group -> group.name().value()).toList();
    return groups.contains(name)
        ? new GroupExplanation(evidence)
            .of(evidence.world().group(new GroupName(name)).orElseThrow())
        : unknown("node group", name, groups.size() <= 3 ? groups : NearNames.of(name, groups));
  }

  private Explained plan(String id) {
    List<Plan> plans = evidence.plans();
    if (id.isEmpty()) {
      return plans.isEmpty()
          ? new Explained.Unknown("There is no plan yet.")
          : new PlanExplanation(evidence).of(plans.getFirst());
    }
    List<Plan> matching = plans.stream().filter(plan -> plan.id().startsWith(id)).toList();
    List<String> known = plans.stream().map(Plan::id).toList();
    return matching.size() == 1
        ? new PlanExplanation(evidence).of(matching.getFirst())
        : unknown(
            "plan",
            id,
            matching.isEmpty()
                ? NearNames.of(id, known)
                : matching.stream().map(Plan::id).limit(3).toList());
  }

  private static Explained unknown(String kind, String name, List<String> near) {
    String hint = near.isEmpty() ? "" : " Did you mean '" + String.join("' or '", near) + "'?";
    return new Explained.Unknown(
        "There is no " + kind + " '" + name + "' in what is known." + hint);
  }

  /** The pod's own line, for those that only wait. */
  static String subject(PodFact pod) {
    return "pod " + pod.podKey();
  }
}
