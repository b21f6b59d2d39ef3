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

  /** Cordon, mark and label in one write, so that no reader sees a part of it. */
  ClusterOutcome cordon(NodeName node, String uid) {
    return rewrite(node, uid, found -> Drained.begun(Dress.of(found)));
  }

  /** Gives back what the drain has changed, and leaves what others have set. */
  ClusterOutcome uncordon(NodeName node, String uid) {
    return rewrite(node, uid, found -> Drained.takenBack(Dress.of(found)));
  }

  /** The taint's value is how the candidate's age survives a restart. */
  ClusterOutcome markCandidate(ClusterCommand.MarkCandidate command) {
    return rewrite(command.node(), command.uid(), node -> noted(Dress.of(node), command.since()));
  }

  /** With the note since when it has been unneeded, or with null without one. */
  static Dress noted(Dress found, @Nullable Instant since) {
    List<Taint> taints = new ArrayList<>(found.taints());
    taints.removeIf(taint -> NodeFact.CANDIDATE_TAINT.equals(taint.getKey()));
    if (since != null) {
      taints.add(
          new Taint(
              "PreferNoSchedule",
              NodeFact.CANDIDATE_TAINT,
              null,
              Long.toString(since.getEpochSecond())));
    }
    return found.with(taints);
  }

  ClusterOutcome dress(ClusterCommand.DressNode command) {
    return rewrite(
        command.node(),
        command.uid(),
        node -> {
          Dress dress = Dress.of(node);
          Map<String, String> labels = new TreeMap<>(dress.labels());
          labels.putAll(command.labels());
          List<Taint> taints = new ArrayList<>(dress.taints());
          command.taints().forEach(taint -> add(taint, taints));
          return new Dress(labels, taints, dress.cordoned());
        });
  }

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
      if (dress.equals(Dress.of(node))) {
        return new ClusterOutcome.Done();
      }
      try {
        Node unused =
            patch(
                name,
                JsonPatch.onUid(uid)
                    .onVersion(version)
                    .put("/metadata/labels", dress.labels())
                    .put("/spec/taints", dress.taints())
                    .put("/spec/unschedulable", dress.cordoned()));
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
}
