package io.drover.verticles.cluster.kubernetes;

import io.drover.verticles.cluster.kubernetes.WatchedKind.Need;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The watches of one cluster. */
final class Watches implements AutoCloseable {
  private static final int MOST_NAMED = 3;

  private final KubernetesClient client;
  private final Watch.Listing listing;
  private final FactStream stream;
  private final List<Watch<?>> watches = new ArrayList<>();
  private final List<KindWatch<?>> decisive = new ArrayList<>();

  Watches(KubernetesClient client, KubernetesSettings settings, FactStream stream) {
    this.client = client;
    this.listing = new Watch.Listing(settings.page(), client.getKubernetesSerialization());
    this.stream = stream;
    WatchedKinds.of(client).forEach(this::add);
  }

  /** Watches the one Lease, too. */
  Watches withLease(KubernetesSettings settings, Consumer<Lease> seen) {
    var lease =
        client
            .leases()
            .inNamespace(settings.leaseNamespace())
            .withField("metadata.name", settings.leaseName());
    watches.add(
        new Watch<>(
            "leases",
            Need.THE_KIND,
            new Watch.Objects<>(Lease.class, lease),
            new LeaseWatch(seen),
            listing));
    return this;
  }

  void start() {
    watches.forEach(Watch::start);
  }

  /** Whether every kind has been listed once. */
  boolean listed() {
    return watches.stream().allMatch(Watch::listed);
  }

  /** Which kinds are not watched or not wholly read; empty when all is well. */
  String broken() {
    List<String> broken = new ArrayList<>();
    watches.forEach(
        watch -> watch.broken().ifPresent(why -> broken.add(watch.plural() + ": " + why)));
    decisive.forEach(kind -> broken.addAll(leftOut(kind)));
    return String.join("; ", broken);
  }

  private static List<String> leftOut(KindWatch<?> kind) {
    return kind.unreadable().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .limit(MOST_NAMED)
        .map(entry -> "%s: %s: %s".formatted(kind.plural(), entry.getKey(), entry.getValue()))
        .toList();
  }

  private <T extends HasMetadata> void add(WatchedKind<T> kind) {
    KindWatch<T> handler = new KindWatch<>(kind, stream);
    if (kind.need() == Need.EVERY_OBJECT) {
      decisive.add(handler);
    }
    watches.add(
        new Watch<>(
            kind.plural(),
            kind.need(),
            new Watch.Objects<>(kind.type(), kind.objects()),
            handler,
            listing));
  }

  @Override
  public void close() {
    watches.forEach(Watch::stop);
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
