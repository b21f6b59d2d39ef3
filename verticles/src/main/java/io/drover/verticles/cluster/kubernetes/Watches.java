package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactKey;
import io.drover.verticles.cluster.kubernetes.objects.ManagedNode;
import io.drover.verticles.cluster.kubernetes.objects.NodeGroup;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Node;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.Informable;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import io.fabric8.kubernetes.client.informers.cache.ReducedStateItemStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The watches of one cluster. They keep no objects, only their names and versions; a watch that
 * breaks begins anew by itself.
 */
final class Watches implements AutoCloseable {
  private static final int MOST_NAMED = 3;

  private final KubernetesClient client;
  private final long page;
  private final FactStream stream;
  private final Map<String, SharedIndexInformer<?>> informers = new TreeMap<>();
  private final Map<String, KindWatch<?>> kinds = new TreeMap<>();

  Watches(KubernetesClient client, KubernetesSettings settings, FactStream stream) {
    this.client = client;
    this.page = settings.page();
    this.stream = stream;
    add("nodes", FactKey.Kind.NODE, Node.class, client.nodes(), NodeProjection::fact);
    add("pods", FactKey.Kind.POD, Pod.class, client.pods().inAnyNamespace(), PodProjection::fact);
    add(
        "poddisruptionbudgets",
        FactKey.Kind.DISRUPTION_BUDGET,
        PodDisruptionBudget.class,
        client.policy().v1().podDisruptionBudget().inAnyNamespace(),
        BudgetProjection::fact);
    add(
        "daemonsets",
        FactKey.Kind.DAEMON_SET,
        DaemonSet.class,
        client.apps().daemonSets().inAnyNamespace(),
        DaemonSetProjection::fact);
    add(
        "nodegroups",
        FactKey.Kind.NODE_GROUP,
        NodeGroup.class,
        client.resources(NodeGroup.class),
        GroupProjection::fact);
    add(
        "managednodes",
        FactKey.Kind.MANAGED_NODE,
        ManagedNode.class,
        client.resources(ManagedNode.class),
        RecordProjection::fact);
  }

  /** Watches the one Lease, too. */
  Watches withLease(KubernetesSettings settings, Consumer<Lease> seen) {
    var lease =
        client
            .leases()
            .inNamespace(settings.leaseNamespace())
            .withField("metadata.name", settings.leaseName());
    informers.put("lease", informer(Lease.class, lease, new LeaseWatch(seen)));
    return this;
  }

  void start() {
    informers.values().forEach(SharedIndexInformer::start);
  }

  /** Whether every kind has been listed once. */
  boolean listed() {
    return informers.values().stream().allMatch(SharedIndexInformer::hasSynced);
  }

  /** Which kinds are not watched or not wholly read; empty when all is well. */
  String broken() {
    List<String> broken = new ArrayList<>();
    informers.forEach(
        (name, informer) -> {
          if (!informer.isWatching()) {
            broken.add(name + ": not watched");
          }
        });
    kinds.forEach((name, kind) -> broken.addAll(leftOut(name, kind)));
    return String.join("; ", broken);
  }

  /** A group that cannot be read harms only itself; what is missing elsewhere changes decisions. */
  private static List<String> leftOut(String name, KindWatch<?> kind) {
    if (name.equals("nodegroups")) {
      return List.of();
    }
    return kind.unreadable().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .limit(MOST_NAMED)
        .map(entry -> "%s: %s: %s".formatted(name, entry.getKey(), entry.getValue()))
        .toList();
  }

  private <T extends HasMetadata> void add(
      String name,
      FactKey.Kind kind,
      Class<T> type,
      Informable<T> objects,
      Function<T, ? extends Fact> projection) {
    KindWatch<T> watch = new KindWatch<>(kind, projection, stream);
    kinds.put(name, watch);
    informers.put(name, informer(type, objects, watch));
  }

  private <T extends HasMetadata> SharedIndexInformer<T> informer(
      Class<T> type, Informable<T> objects, ResourceEventHandler<T> handler) {
    return objects
        .withLimit(page)
        .runnableInformer(0)
        .itemStore(
            new ReducedStateItemStore<>(
                ReducedStateItemStore.NAME_KEY_STATE, type, client.getKubernetesSerialization()))
        .removeNamespaceIndex()
        .addEventHandler(handler)
        .exceptionHandler((started, failure) -> true);
  }

  @Override
  public void close() {
    informers.values().forEach(SharedIndexInformer::stop);
  }

  /** Sees each version of the Lease. */
  private record LeaseWatch(Consumer<Lease> seen) implements ResourceEventHandler<Lease> {
    @Override
    public void onAdd(Lease lease) {
      seen.accept(lease);
    }

    @Override
    public void onUpdate(Lease old, Lease lease) {
      seen.accept(lease);
    }

    @Override
    public void onDelete(Lease lease, boolean finalStateUnknown) {}
  }
}
