package io.drover.verticles.cluster.kubernetes;

import io.drover.verticles.cluster.kubernetes.WatchedKind.Need;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The watches of one cluster. */
final class Watches implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watches.class);
  private static final int MOST_NAMED = 3;

  /** An informer of its own accord pauses up to 32 s between attempts. */
  private static final int SILENCES_UNTIL_RENEWED = 3;

  private final KubernetesClient client;
  private final long page;
  private final Pulses pulses;
  private final Duration silence;
  private final FactStream stream;
  private final List<Watch<?>> watches = new ArrayList<>();
  private final List<KindWatch<?>> decisive = new ArrayList<>();
  private final Map<String, Instant> renewedAt = new HashMap<>();

  Watches(KubernetesClient client, Pulses pulses, KubernetesSettings settings, FactStream stream) {
    this.client = client;
    this.page = settings.page();
    this.pulses = pulses;
    this.silence = settings.watchSilence();
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
            new Watch.Objects<>(Lease::new, lease),
            new LeaseWatch(seen),
            page));
    return this;
  }

  void start() {
    watches.forEach(Watch::start);
  }

  /** Whether every kind has been listed once. */
  boolean listed() {
    return watches.stream().allMatch(Watch::listed);
  }

  /** Has every watch prove itself until the next time. */
  void beat() {
    pulses.beat(silence);
  }

  /**
   * The watches that have proven nothing for so long that their informer is not trusted to help
   * itself: fabric8's goes over to plain HTTP for good when a WebSocket was refused once, which an
   * API server that starts does. Each is due again only after as long.
   */
  List<Watch<?>> due(Instant now) {
    Duration patience = silence.multipliedBy(SILENCES_UNTIL_RENEWED);
    List<Watch<?>> due = new ArrayList<>();
    for (Watch<?> watch : watches) {
      Instant proven = pulses.provenAt(watch.plural()).orElse(Instant.MAX.minus(patience));
      Instant renewed = renewedAt.getOrDefault(watch.plural(), Instant.MIN);
      boolean again = renewed.isAfter(proven);
      if ((again ? renewed : proven).plus(patience).isBefore(now)) {
        if (!again) {
          LOG.atInfo()
              .addKeyValue("kind", watch.plural())
              .addKeyValue("proven", proven)
              .log("A watch has proven nothing for long; it is begun anew until it does");
        }
        renewedAt.put(watch.plural(), now);
        due.add(watch);
      }
    }
    return due;
  }

  /** Until when everything was told, by the least proven watch; for ever where none can say. */
  Instant provenAt() {
    return needed()
        .flatMap(watch -> pulses.provenAt(watch.plural()).stream())
        .min(Comparator.naturalOrder())
        .orElse(Instant.MAX);
  }

  /** Which kinds are not watched, are silent or not wholly read; empty when all is well. */
  String broken(Instant now) {
    List<String> broken = new ArrayList<>();
    needed()
        .forEach(
            watch -> why(watch, now).ifPresent(why -> broken.add(watch.plural() + ": " + why)));
    decisive.forEach(kind -> broken.addAll(leftOut(kind)));
    return String.join("; ", broken);
  }

  private Stream<Watch<?>> needed() {
    return watches.stream().filter(watch -> !watch.absent());
  }

  /**
   * A watch ends every few minutes, and is begun anew at once: until it has been silent for too
   * long that is no more than a view that grows older.
   */
  private Optional<String> why(Watch<?> watch, Instant now) {
    Optional<Instant> proven = pulses.provenAt(watch.plural());
    if (proven.isEmpty()) {
      return watch.watching() ? Optional.empty() : Optional.of("not watched");
    }
    String what = watch.watching() ? "silent since " : "not watched since ";
    return proven.filter(at -> at.plus(silence).isBefore(now)).map(at -> what + at);
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
            new Watch.Objects<>(kind.empty(), kind.objects()),
            handler,
            page));
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
