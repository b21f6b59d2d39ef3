package io.drover.rules.explain;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aBudget;
import static io.drover.rules.facts.WorldBuilder.aWorld;

import io.drover.rules.facts.ManagedNodeBuilder;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.OfferingBuilder;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.WorldBuilder;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** Five kinds of pending pod and five kinds of node that stays, as they are explained. */
final class Situations {
  private static final OfferingBuilder SMALL = anOffering("small").costing("0.04");
  private static final OfferingBuilder LARGE = anOffering("large").costing("0.09").with("4", "8Gi");

  private Situations() {}

  /** The texts by what they are about. */
  static Map<String, String> told() {
    Map<String, String> told = new LinkedHashMap<>();
    told.put("A pod for which a node is bought", pod(aWorld().with(aGroup("general"))));
    told.put(
        "A pod that is larger than every offering",
        explained(
            aWorld().with(aGroup("general")).with(pending("db").asking("6", "1Gi")),
            "pod default/db"));
    told.put(
        "A pod whose groups are full, or not for it",
        pod(
            aWorld()
                .with(
                    aGroup("general").sized(0, 1),
                    aGroup("gpu").tainted("gpu", "yes", Taint.Effect.NO_SCHEDULE))
                .with(node("n1"), record("n1"))
                .with(aPod("big").asking("1800m", "1Gi").on("n1"))));
    told.put(
        "A pod that fits a node on its way",
        pod(
            aWorld()
                .with(aGroup("general"))
                .with(
                    aManagedNode("general-x1")
                        .intended()
                        .in(
                            ManagedNodeFact.Phase.PROVISIONED,
                            Known.NOW.minus(Duration.ofSeconds(35))))));
    told.put(
        "A pod that is expendable",
        explained(
            aWorld().with(aGroup("general")).with(pending("batch").priority(-100)),
            "pod default/batch"));
    told.put(
        "A node that is used",
        explained(
            aWorld()
                .with(aGroup("general"))
                .with(node("n1"), node("n2"), record("n1"), record("n2"))
                .with(aPod("web-1").asking("1200m", "1Gi").on("n1")),
            "node n1"));
    told.put(
        "A node that has not been unneeded for long enough",
        explained(
            aWorld()
                .with(aGroup("general"))
                .with(
                    node("n1").candidateSince(Known.NOW.minus(Duration.ofMinutes(4))),
                    node("n2"),
                    record("n1"),
                    record("n2"))
                .with(aPod("web-1").asking("1200m", "1Gi").on("n2")),
            "node n1"));
    told.put(
        "A node whose pods fit nowhere else",
        explained(
            aWorld()
                .with(aGroup("general"))
                .with(node("n1"), node("n2"), record("n1"), record("n2"))
                .with(aPod("web-1").asking("800m", "1Gi").on("n1"))
                .with(aPod("big").asking("1800m", "1Gi").on("n2")),
            "node n1"));
    told.put(
        "A node with pods that safety keeps",
        explained(
            aWorld()
                .with(aGroup("general"))
                .with(node("n1"), node("n2"), record("n1"), record("n2"))
                .with(aPod("web-1").asking("100m", "128Mi").bare().on("n1"))
                .with(aPod("big").asking("1200m", "1Gi").on("n2"))
                .with(aPod("web-2").asking("100m", "128Mi").labelled("app", "web").on("n1"))
                .with(aBudget("web", 0)),
            "node n1"));
    told.put(
        "A node that is not Drover's",
        explained(aWorld().with(aGroup("general")).with(aNode("pet")), "node pet"));
    return told;
  }

  private static NodeBuilder node(String name) {
    return aNode(name).in("general").instance("sim://" + name);
  }

  private static ManagedNodeBuilder record(String node) {
    return aManagedNode("general-" + node)
        .in("general")
        .of(SMALL.build())
        .in(ManagedNodeFact.Phase.READY, Known.NOW.minus(Duration.ofMinutes(50)))
        .instance("sim://" + node)
        .node(node);
  }

  private static PodBuilder pending(String name) {
    return aPod(name).pendingSince(Known.NOW.minus(Duration.ofSeconds(20)));
  }

  private static String pod(WorldBuilder world) {
    return explained(world.with(pending("web-1").asking("500m", "512Mi")), "pod default/web-1");
  }

  private static String explained(WorldBuilder world, String subject) {
    String[] parts = subject.split(" ", 2);
    Explainer.Kind kind = Explainer.Kind.valueOf(parts[0].toUpperCase(Locale.ROOT));
    return switch (Known.after(world, SMALL, LARGE).explain(kind, parts[1])) {
      case DecisionRecord record -> record.text();
      case Explained.Unknown unknown -> unknown.line();
    };
  }
}
