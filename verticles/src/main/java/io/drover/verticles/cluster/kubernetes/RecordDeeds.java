package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.kubernetes.objects.ManagedNode;
import io.drover.verticles.cluster.kubernetes.objects.NodeGroup;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is done to ManagedNodes; blocks. Statuses are merged, on condition of the version, so that
 * fields of a newer Drover survive.
 */
final class RecordDeeds {
  private static final PatchContext AS_MERGE = PatchContext.of(PatchType.JSON_MERGE);
  private static final String PATH =
      "/apis/" + NodeGroup.API_GROUP + "/" + NodeGroup.API_VERSION + "/managednodes/";

  private final Clients clients;

  RecordDeeds(Clients clients) {
    this.clients = clients;
  }

  ClusterOutcome create(ClusterCommand.CreateRecord command) {
    ManagedNode record = new ManagedNode();
    record.setMetadata(
        new ObjectMetaBuilder()
            .withName(command.name())
            .withFinalizers(ManagedNode.FINALIZER)
            .build());
    record.setSpec(RecordProjection.spec(command.purchase()));
    try {
      return wrote(client().resource(record).create());
    } catch (KubernetesClientException refused) {
      if (refused.getCode() != Failures.CONFLICT) {
        throw refused;
      }
      return existing(command);
    }
  }

  /** A create whose answer was lost has happened if the same purchase is there. */
  private ClusterOutcome existing(ClusterCommand.CreateRecord command) {
    ManagedNode found = find(command.name());
    if (found == null) {
      return new ClusterOutcome.Conflict(command.name() + " was there a moment ago");
    }
    return RecordProjection.fact(found).purchase().equals(command.purchase())
        ? wrote(found)
        : new ClusterOutcome.Conflict(command.name() + " records another purchase");
  }

  ClusterOutcome write(ManagedNodeFact record) {
    ManagedNodeFact.Identity identity = record.identity();
    Map<String, Object> patch =
        Map.of(
            "metadata",
            Map.of("uid", identity.uid(), "resourceVersion", identity.resourceVersion()),
            "status",
            status(record));
    return wrote(
        client()
            .resources(ManagedNode.class)
            .withName(identity.name())
            .subresource("status")
            .patch(AS_MERGE, JsonPatch.json(patch)));
  }

  private static Map<String, @Nullable Object> status(ManagedNodeFact record) {
    ManagedNodeFact.Progress progress = record.progress();
    NodeName node = progress.nodeName();
    Map<String, @Nullable Object> status = new HashMap<>();
    status.put("phase", RecordProjection.text(progress.phase()));
    status.put("phaseSince", Times.text(progress.since()));
    status.put("providerId", progress.providerId());
    status.put("nodeName", node == null ? null : node.value());
    status.put("failure", progress.failure());
    status.put("removal", removal(progress.removal()));
    List<String> surplus = progress.dealings().surplus();
    status.put("size", RecordProjection.text(progress.dealings().sized()));
    status.put("surplus", surplus.isEmpty() ? null : surplus);
    status.put("epoch", record.writtenUnder().epoch());
    status.put("fence", record.writtenUnder().fence());
    return status;
  }

  private static @Nullable Map<String, Object> removal(ManagedNodeFact.@Nullable Removal removal) {
    return removal == null
        ? null
        : Map.of(
            "reason", removal.reason(),
            "plan", removal.plan(),
            "interrupted", removal.interrupted());
  }

  /** Deletes, then lets the record go; begun by an earlier call, it is finished by this one. */
  ClusterOutcome delete(ClusterCommand.DeleteRecord command) {
    Map<String, String> preconditions =
        Map.of("uid", command.uid(), "resourceVersion", command.resourceVersion());
    String unused =
        clients.once().raw(PATH + command.name(), "DELETE", Removals.options(preconditions));
    ManagedNode left = find(command.name());
    if (left == null || !command.uid().equals(left.getMetadata().getUid())) {
      return new ClusterOutcome.Done();
    }
    return letGo(left.getMetadata());
  }

  private ClusterOutcome letGo(ObjectMeta meta) {
    List<String> others = new ArrayList<>(OrEmpty.list(meta.getFinalizers()));
    if (others.remove(ManagedNode.FINALIZER)) {
      Map<String, Object> patch =
          Map.of(
              "metadata",
              Map.of(
                  "uid", meta.getUid(),
                  "resourceVersion", meta.getResourceVersion(),
                  "finalizers", others));
      ManagedNode unused =
          client()
              .resources(ManagedNode.class)
              .withName(meta.getName())
              .patch(AS_MERGE, JsonPatch.json(patch));
    }
    return new ClusterOutcome.Done();
  }

  private @Nullable ManagedNode find(String name) {
    return client().resources(ManagedNode.class).withName(name).get();
  }

  private KubernetesClient client() {
    return clients.ordinary();
  }

  private static ClusterOutcome wrote(ManagedNode record) {
    return new ClusterOutcome.Wrote(RecordProjection.fact(record));
  }
}
