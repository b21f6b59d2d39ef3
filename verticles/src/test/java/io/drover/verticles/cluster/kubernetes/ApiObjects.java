package io.drover.verticles.cluster.kubernetes;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodFact;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.ReplicationController;
import io.fabric8.kubernetes.api.model.apps.ReplicaSet;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Objects of the cases as facts. What an API server always says and a case leaves out is added: a
 * name and a namespace, a uid, a version, and the time of the decision as that of the creation.
 *
 * @param now the time of the decision
 */
public record ApiObjects(Instant now) {
  /** Of owner references in which Kubernetes' own kinds stand; the others are somebody else's. */
  private static final Set<String> GROUPS = Set.of("core", "v1", "apps", "batch", "extensions");

  private static final String NODE = "node";

  /** A pod, bound to the node, under a name of its own: in the cases, pods share names. */
  public PodFact pod(JsonNode written, int index, String node) {
    ObjectNode pod = completed(written, "Pod");
    ObjectNode meta = meta(pod);
    meta.put("name", meta.path("name").asText("pod") + "-" + index);
    meta.path("ownerReferences").forEach(owner -> named((ObjectNode) owner, meta));
    pod.withObjectProperty("spec").put("nodeName", node);
    return (PodFact) ObjectFacts.of(Pod.class, pod.toString());
  }

  /** The pods of a case, bound where they say, or to {@code node}. */
  public List<PodFact> pods(JsonNode written, String node) {
    List<PodFact> pods = new ArrayList<>();
    for (JsonNode pod : written) {
      pods.add(pod(pod, pods.size(), pod.path("spec").path("nodeName").asText(node)));
    }
    return pods;
  }

  /** A pod that its scheduler found to fit nowhere. */
  public PodFact pending(JsonNode written, int index) {
    ObjectNode pod = written.deepCopy();
    pod.withObjectProperty("status")
        .withArrayProperty("conditions")
        .addObject()
        .put("type", "PodScheduled")
        .put("status", "False")
        .put("reason", "Unschedulable");
    return pod(pod, index, "");
  }

  public List<DisruptionBudgetFact> budgets(JsonNode written) {
    List<DisruptionBudgetFact> budgets = new ArrayList<>();
    for (JsonNode one : written) {
      ObjectNode budget = one.deepCopy();
      absent(meta(budget), "name", "budget-" + budgets.size());
      budget = completed(budget, "PodDisruptionBudget");
      budgets.add(
          (DisruptionBudgetFact) ObjectFacts.of(PodDisruptionBudget.class, budget.toString()));
    }
    return budgets;
  }

  /** The owners of a case; DaemonSets are left out, since nothing is decided by them. */
  public List<Fact> owners(JsonNode controllers) {
    List<Fact> owners = new ArrayList<>();
    controllers
        .path("replicaSets")
        .forEach(o -> owners.add(ObjectFacts.of(ReplicaSet.class, owner(o, "ReplicaSet"))));
    controllers
        .path("statefulSets")
        .forEach(o -> owners.add(ObjectFacts.of(StatefulSet.class, owner(o, "StatefulSet"))));
    controllers.path("jobs").forEach(o -> owners.add(ObjectFacts.of(Job.class, owner(o, "Job"))));
    controllers
        .path("replicationControllers")
        .forEach(
            o ->
                owners.add(
                    ObjectFacts.of(
                        ReplicationController.class, owner(o, "ReplicationController"))));
    return owners;
  }

  /** A node, whose kubelet says that it is ready unless the case says something of that. */
  public NodeFact node(JsonNode written) {
    ObjectNode node = completed(written, "Node");
    ObjectNode spec = node.withObjectProperty("spec");
    absent(spec, "providerID", "sim://" + node.path("metadata").path("name").asText());
    spec.path("taints").forEach(taint -> absent((ObjectNode) taint, "effect", "NoSchedule"));
    ArrayNode conditions = node.withObjectProperty("status").withArrayProperty("conditions");
    if (conditions.isEmpty()) {
      conditions.addObject().put("type", "Ready").put("status", "True");
    }
    return (NodeFact) ObjectFacts.of(Node.class, node.toString());
  }

  private String owner(JsonNode written, String kind) {
    ObjectNode owner = completed(written, kind);
    ObjectNode meta = meta(owner);
    meta.put("uid", uid(kind, meta.path("namespace").asText(), meta.path("name").asText()));
    return owner.toString();
  }

  private ObjectNode completed(JsonNode written, String kind) {
    ObjectNode object = written.deepCopy();
    ObjectNode meta = object.withObjectProperty("metadata");
    absent(meta, "name", NODE);
    absent(meta, "namespace", "default");
    absent(meta, "uid", uid(kind, meta.path("namespace").asText(), meta.path("name").asText()));
    absent(meta, "resourceVersion", "1");
    absent(meta, "creationTimestamp", now.toString());
    object.withObjectProperty("spec");
    return object;
  }

  private static ObjectNode meta(ObjectNode object) {
    return object.withObjectProperty("metadata");
  }

  private static void absent(ObjectNode object, String field, String value) {
    if (!object.has(field)) {
      object.put(field, value);
    }
  }

  private static void named(ObjectNode owner, ObjectNode pod) {
    String group = owner.path("apiVersion").asText().split("/", -1)[0];
    String uid =
        uid(
            owner.path("kind").asText(),
            pod.path("namespace").asText(),
            owner.path("name").asText());
    absent(owner, "uid", GROUPS.contains(group) ? uid : group + "/" + uid);
  }

  private static String uid(String kind, String namespace, String name) {
    return kind + "/" + namespace + "/" + name;
  }
}
