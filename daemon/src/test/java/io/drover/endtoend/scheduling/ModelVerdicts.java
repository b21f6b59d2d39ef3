package io.drover.endtoend.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.World;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.rules.scheduling.WhyNot;
import io.drover.verticles.cluster.kubernetes.ObjectFacts;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.PersistentVolume;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.storage.CSIDriver;
import io.fabric8.kubernetes.api.model.storage.CSINode;
import io.fabric8.kubernetes.api.model.storage.StorageClass;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** What the cluster model says of a case, its facts read as the watches read them. */
final class ModelVerdicts {
  private static final Verdict CHOSEN_NONE = new Verdict("no node chosen", List.of());

  private static final Map<String, Class<? extends HasMetadata>> PARTS =
      Map.of(
          "nodes", Node.class,
          "pods", Pod.class,
          "namespaces", Namespace.class,
          "claims", PersistentVolumeClaim.class,
          "volumes", PersistentVolume.class,
          "storageClasses", StorageClass.class,
          "csiNodes", CSINode.class,
          "csiDrivers", CSIDriver.class);

  private final Case of;
  private final List<PodFact> pending;
  private final ClusterModel model;

  private ModelVerdicts(Case of, List<PodFact> pending, ClusterModel model) {
    this.of = of;
    this.pending = pending;
    this.model = model;
  }

  /** Of a model as it is built at a start. */
  static ModelVerdicts fresh(Case of) {
    List<PodFact> pending = of.pending().stream().map(ModelVerdicts::pending).toList();
    List<Fact> facts = facts(of);
    if (of.pendingKnown()) {
      facts.addAll(pending);
    }
    return new ModelVerdicts(of, pending, new ClusterModel(world(facts)));
  }

  /** Of a model in which the pods stood on nodes that have been taken away from them. */
  static ModelVerdicts afterRemovals(Case of) {
    List<PodFact> pending = of.pending().stream().map(ModelVerdicts::pending).toList();
    List<String> nodes = of.nodes();
    List<Fact> facts = facts(of);
    List<PodFact> stood = new ArrayList<>();
    for (int i = 0; i < pending.size() && !nodes.isEmpty(); i++) {
      stood.add(bound(pending.get(i), nodes.get(i % nodes.size())));
    }
    facts.addAll(stood);
    ClusterModel model = new ClusterModel(world(facts));
    stood.forEach(model::remove);
    return new ModelVerdicts(of, pending, model);
  }

  private static List<Fact> facts(Case of) {
    List<Fact> facts = new ArrayList<>();
    PARTS.forEach(
        (part, type) -> of.objects(part, type).forEach(o -> facts.add(ObjectFacts.of(o))));
    return facts;
  }

  private static World world(List<Fact> facts) {
    return new ObservedWorld(new FactSnapshot(new Position(1, 1), facts));
  }

  /** By pod and node. */
  Map<String, Map<String, Verdict>> all() {
    Map<String, Map<String, Verdict>> all = new LinkedHashMap<>();
    pending.forEach(pod -> all.put(pod.podKey().toString(), verdicts(pod)));
    return all;
  }

  /**
   * Places all pending pods for a try.
   *
   * @return what then was wrong: a node that refuses was chosen, or none though one does not
   */
  List<Disagreement> trial() {
    List<Disagreement> wrong = new ArrayList<>();
    model.fork();
    for (PodFact pod : pending) {
      Map<String, Verdict> before = verdicts(pod);
      String chosen = model.place(pod, any -> true).orElse("");
      Verdict verdict = chosen.isEmpty() ? CHOSEN_NONE : before.get(chosen);
      boolean right =
          chosen.isEmpty() ? !before.containsValue(Verdict.FITS) : Verdict.FITS.equals(verdict);
      if (!right) {
        Verdict refused = Objects.requireNonNull(verdict);
        wrong.add(new Disagreement(pod.podKey().toString(), chosen, refused, Verdict.FITS));
      }
    }
    model.revert();
    return wrong;
  }

  private Map<String, Verdict> verdicts(PodFact pod) {
    Map<String, WhyNot> refusals = model.refusals(pod);
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (String name : of.nodes()) {
      WhyNot refusal = refusals.get(name);
      verdicts.put(name, refusal == null ? Verdict.FITS : verdict(refusal));
    }
    return verdicts;
  }

  /** The taint that we name goes beyond the plugin's own words. */
  private static Verdict verdict(WhyNot refusal) {
    String plugin = refusal.cause().plugin().orElse(refusal.cause().name());
    String text =
        refusal.cause() == WhyNot.Cause.TAINT_NOT_TOLERATED
            ? refusal.detail().replaceFirst(" \\{.*}$", "")
            : refusal.detail();
    return Verdict.of(plugin, List.of(text));
  }

  private static PodFact bound(PodFact pod, String node) {
    PodFact.State state =
        new PodFact.State(
            PodFact.Scheduling.BOUND, new NodeName(node), null, pod.state().deletingSince());
    return new PodFact(pod.identity(), pod.needs(), pod.preferences(), state, pod.traits());
  }

  /** A pod that names its node counts as bound wherever it is read; here it is asked about. */
  private static PodFact pending(ObjectNode tree) {
    ObjectNode copy = tree.deepCopy();
    JsonNode nodeName = ((ObjectNode) copy.path("spec")).remove("nodeName");
    PodFact pod = (PodFact) ObjectFacts.of(Case.object(copy, Pod.class));
    if (nodeName == null) {
      return pod;
    }
    NodeChoice free = pod.needs().nodes();
    NodeChoice named =
        new NodeChoice(nodeName.asText(), free.nodeSelector(), free.affinity(), free.tolerations());
    return new PodFact(
        pod.identity(), pod.needs().on(named), pod.preferences(), pod.state(), pod.traits());
  }
}
