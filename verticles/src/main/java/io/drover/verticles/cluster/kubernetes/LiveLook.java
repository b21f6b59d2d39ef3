package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.DisruptionBudgetFact;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import io.drover.rules.safety.LiveView;
import io.drover.verticles.cluster.kubernetes.objects.ManagedNode;
import io.drover.verticles.cluster.kubernetes.objects.NodeGroup;
import io.fabric8.kubernetes.api.model.ListOptionsBuilder;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.NodeList;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Reads a managed node and all around it past every cache; blocks. What cannot be read fails the
 * whole, so that nothing is judged on a part.
 */
final class LiveLook {
  private static final long PAGE = 500;

  private final KubernetesClient client;
  private final Calls calls;

  LiveLook(KubernetesClient client, Calls calls) {
    this.client = client;
    this.calls = calls;
  }

  LiveView at(String name, Instant readAt) {
    ManagedNode found = client.resources(ManagedNode.class).withName(name).get();
    if (found == null) {
      return new LiveView(readAt, null, null, null, List.of(), List.of());
    }
    ManagedNodeFact record = RecordProjection.fact(found);
    var group = calls.fork(() -> group(record.group().value()));
    List<NodeFact> joined = joined(record);
    NodeName nodeName = nodeName(record, joined);
    if (nodeName == null) {
      return new LiveView(readAt, record, group.join(), null, List.of(), List.of(), joined);
    }
    var node = calls.fork(() -> node(nodeName));
    var pods = calls.fork(() -> podsOn(nodeName));
    List<CompletableFuture<List<DisruptionBudgetFact>>> budgets =
        pods.join().stream()
            .map(pod -> pod.podKey().namespace())
            .distinct()
            .map(namespace -> calls.fork(() -> budgetsIn(namespace)))
            .toList();
    return new LiveView(
        readAt,
        record,
        group.join(),
        node.join(),
        pods.join(),
        budgets.stream().flatMap(each -> each.join().stream()).toList(),
        joined.stream().filter(second -> !second.name().equals(nodeName)).toList());
  }

  /**
   * Nodes on the record's machines that it does not name yet: the watches may be behind. Such a
   * Node may bear any name, so that all have to be looked through.
   */
  private List<NodeFact> joined(ManagedNodeFact record) {
    Set<String> machines = new HashSet<>(record.progress().dealings().surplus());
    String own = record.progress().providerId();
    if (own != null && record.progress().nodeName() == null) {
      machines.add(own);
    }
    List<NodeFact> joined = new ArrayList<>();
    String next = machines.isEmpty() ? null : "";
    while (next != null) {
      NodeList page =
          client.nodes().list(new ListOptionsBuilder().withLimit(PAGE).withContinue(next).build());
      page.getItems().stream()
          .filter(node -> machines.contains(node.getSpec().getProviderID()))
          .map(NodeProjection::fact)
          .forEach(joined::add);
      String more = page.getMetadata().getContinue();
      next = more == null || more.isEmpty() ? null : more;
    }
    return joined;
  }

  /** A Node without a machine's id is known by the record's name. */
  private @Nullable NodeName nodeName(ManagedNodeFact record, List<NodeFact> joined) {
    NodeName named = record.progress().nodeName();
    String own = record.progress().providerId();
    if (named != null || own == null) {
      return named;
    }
    return joined.stream()
        .filter(node -> own.equals(node.providerId()))
        .map(NodeFact::name)
        .findFirst()
        .orElseGet(() -> namesake(record.identity().name()));
  }

  private @Nullable NodeName namesake(String name) {
    NodeFact node = node(new NodeName(name));
    return node == null || node.providerId() != null ? null : node.name();
  }

  private @Nullable NodeGroupFact group(String name) {
    NodeGroup group = client.resources(NodeGroup.class).withName(name).get();
    return group == null ? null : GroupProjection.fact(group);
  }

  private @Nullable NodeFact node(NodeName name) {
    Node node = client.nodes().withName(name.value()).get();
    return node == null ? null : NodeProjection.fact(node);
  }

  private List<PodFact> podsOn(NodeName node) {
    return client
        .pods()
        .inAnyNamespace()
        .withField("spec.nodeName", node.value())
        .list()
        .getItems()
        .stream()
        .map(PodProjection::fact)
        .filter(pod -> pod.state().scheduling() != PodFact.Scheduling.FINISHED)
        .toList();
  }

  private List<DisruptionBudgetFact> budgetsIn(String namespace) {
    return client
        .policy()
        .v1()
        .podDisruptionBudget()
        .inNamespace(namespace)
        .list()
        .getItems()
        .stream()
        .map(BudgetProjection::fact)
        .toList();
  }
}
