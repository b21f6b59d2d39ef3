package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Taint;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is done to Nodes; blocks. */
final class NodeDeeds {
  private static final int ATTEMPTS = 4;
  private static final PatchContext AS_JSON_PATCH = PatchContext.of(PatchType.JSON);

  private final KubernetesClient client;

  NodeDeeds(KubernetesClient client) {
    this.client = client;
  }

  ClusterOutcome cordon(NodeName node, String uid, boolean unschedulable) {
    JsonPatch patch = JsonPatch.onUid(uid).put("/spec/unschedulable", unschedulable);
    try {
      Node unused = patch(node, patch);
      return new ClusterOutcome.Done();
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != Failures.INVALID) {
        throw refused;
      }
      return other(find(node), uid) ? absent(node, uid) : Failures.outcome(refused);
    }
  }

  /** The taint's value is how the candidate's age survives a restart. */
  ClusterOutcome markCandidate(ClusterCommand.MarkCandidate command) {
    Instant since = command.since();
    return rewrite(
        command.node(),
        command.uid(),
        node -> {
          List<Taint> taints = taintsOf(node);
          taints.removeIf(taint -> NodeFact.CANDIDATE_TAINT.equals(taint.getKey()));
          if (since != null) {
            taints.add(
                new Taint(
                    "PreferNoSchedule",
                    NodeFact.CANDIDATE_TAINT,
                    null,
                    Long.toString(since.getEpochSecond())));
          }
          return new Dress(labelsOf(node), taints);
        });
  }

  ClusterOutcome dress(ClusterCommand.DressNode command) {
    return rewrite(
        command.node(),
        command.uid(),
        node -> {
          Map<String, String> labels = labelsOf(node);
          labels.putAll(command.labels());
          List<Taint> taints = taintsOf(node);
          command.taints().forEach(taint -> add(taint, taints));
          return new Dress(labels, taints);
        });
  }

  /** Labels and taints as they should be. */
  private record Dress(Map<String, String> labels, List<Taint> taints) {}

  private static void add(io.drover.rules.facts.Taint wanted, List<Taint> taints) {
    String effect = Taints.text(wanted.effect());
    String value = wanted.value().isEmpty() ? null : wanted.value();
    boolean there =
        taints.stream()
            .anyMatch(
                taint ->
                    taint.getKey().equals(wanted.key())
                        && taint.getEffect().equals(effect)
                        && OrEmpty.text(taint.getValue()).equals(wanted.value()));
    if (!there) {
      taints.removeIf(
          taint -> taint.getKey().equals(wanted.key()) && taint.getEffect().equals(effect));
      taints.add(new Taint(effect, wanted.key(), null, value));
    }
  }

  /** Read, modify, write on condition of the version that was read; a few times over. */
  private ClusterOutcome rewrite(NodeName name, String uid, Function<Node, Dress> change) {
    String written = "";
    KubernetesClientException lost = null;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Node node = find(name);
      if (node == null || other(node, uid)) {
        return absent(name, uid);
      }
      String version = node.getMetadata().getResourceVersion();
      if (lost != null && version.equals(written)) {
        return Failures.outcome(lost);
      }
      Dress dress = change.apply(node);
      if (dress.equals(new Dress(labelsOf(node), taintsOf(node)))) {
        return new ClusterOutcome.Done();
      }
      try {
        Node unused =
            patch(
                name,
                JsonPatch.onUid(uid)
                    .onVersion(version)
                    .put("/metadata/labels", dress.labels())
                    .put("/spec/taints", dress.taints()));
        return new ClusterOutcome.Done();
      } catch (KubernetesClientException refused) {
        if (refused.getCode() != Failures.INVALID && refused.getCode() != Failures.CONFLICT) {
          throw refused;
        }
        lost = refused;
        written = version;
      }
    }
    return new ClusterOutcome.Conflict("node " + name + " changes all the time");
  }

  private Node patch(NodeName node, JsonPatch patch) {
    return client.nodes().withName(node.value()).patch(AS_JSON_PATCH, patch.text());
  }

  private @Nullable Node find(NodeName node) {
    return client.nodes().withName(node.value()).get();
  }

  private static boolean other(@Nullable Node node, String uid) {
    return node == null || !uid.equals(node.getMetadata().getUid());
  }

  private static ClusterOutcome absent(NodeName node, String uid) {
    return new ClusterOutcome.Absent("there is no node " + node + " with uid " + uid);
  }

  private static Map<String, String> labelsOf(Node node) {
    return new TreeMap<>(OrEmpty.map(node.getMetadata().getLabels()));
  }

  private static List<Taint> taintsOf(Node node) {
    return new ArrayList<>(OrEmpty.list(node.getSpec().getTaints()));
  }
}
