package io.drover.endtoend.scheduling;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Position;
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
import java.util.Set;
import java.util.TreeMap;

/** What the cluster model says of a case, its facts read as the watches read them. */
final class ModelVerdicts {
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

  ModelVerdicts(Case of) {
    this.of = of;
    this.pending = of.pending().stream().map(ModelVerdicts::pending).toList();
    List<Fact> facts = new ArrayList<>();
    PARTS.forEach(
        (part, type) -> of.objects(part, type).forEach(o -> facts.add(ObjectFacts.of(o))));
    if (of.pendingKnown()) {
      facts.addAll(pending);
    }
    model =
        new ClusterModel(new ObservedWorld(new FactSnapshot(new Position(1, 1), facts)), Set.of());
  }

  /** By pod and node. */
  Map<String, Map<String, Verdict>> all() {
    Map<String, Map<String, Verdict>> all = new LinkedHashMap<>();
    pending.forEach(pod -> all.put(pod.podKey().toString(), verdicts(pod)));
    return all;
  }

  /** The same after all pending pods were placed for a try. */
  Map<String, Map<String, Verdict>> afterATrial() {
    model.fork();
    pending.forEach(pod -> model.place(pod, any -> true));
    model.revert();
    return all();
  }

  private Map<String, Verdict> verdicts(PodFact pod) {
    Map<String, WhyNot> refusals = model.refusals(pod);
    Map<String, Verdict> verdicts = new TreeMap<>();
    for (JsonNode node : of.tree().path("nodes")) {
      String name = node.path("metadata").path("name").asText();
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
    return new PodFact(pod.identity(), pod.needs().on(named), pod.state(), pod.traits());
  }
}
