package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.safety.LiveView;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.cluster.ServedCluster;
import io.drover.verticles.locks.LeaseRecord;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.coordination.v1.Lease;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The served cluster at a real API server. Everything is called, and arrives, at home. */
public final class KubernetesCluster implements ServedCluster {
  private static final Logger LOG = LoggerFactory.getLogger(KubernetesCluster.class);

  /** The first lists take some hundred milliseconds, and nothing can be decided before. */
  private static final Duration EAGER = Duration.ofMillis(25);

  private static final int EAGER_POLLS = 200;

  private final Clients clients;
  private final Calls calls;
  private final KubernetesSettings settings;
  private final Home home;
  private final Performing performing;
  private final LiveLook look;
  private final NodeUsage usage;
  private final Leases leases;
  private final FactStream stream;
  private final Watches watches;
  private final Promise<Void> listed = Promise.promise();
  private @Nullable Watcher watcher;
  private final LeaseProof proof = new LeaseProof();
  private boolean closed;
  private int polls;

  KubernetesCluster(
      Clients clients, Pulses pulses, Calls calls, KubernetesSettings settings, Home home) {
    this.clients = clients;
    this.calls = calls;
    this.settings = settings;
    this.home = home;
    this.performing = new Performing(clients, home.clock());
    this.look = new LiveLook(clients.once(), calls);
    this.usage = new NodeUsage(clients.once(), settings.page());
    this.leases = new Leases(clients.once(), settings);
    this.stream = new FactStream(home.context(), settings.batch(), this::changed);
    this.watches = new Watches(clients.ordinary(), pulses, settings, stream);
  }

  @Override
  public Future<String> uid() {
    return calls
        .run(
            () -> {
              Namespace system = clients.once().namespaces().withName("kube-system").get();
              if (system == null) {
                throw new IllegalStateException("there is no namespace kube-system");
              }
              return system.getMetadata().getUid();
            })
        .recover(failure -> Future.failedFuture(Failures.ofConnecting(clients.once(), failure)));
  }

  /**
   * What is wrong with the installed definitions of Drover's own kinds; empty when nothing is. With
   * anything wrong this cluster must only be observed.
   */
  public Future<String> schema() {
    return calls
        .run(() -> Schemas.problems(clients.once()))
        .recover(failure -> Future.failedFuture(Failures.ofConnecting(clients.once(), failure)));
  }

  /**
   * Applies the node groups of the configuration, without force. A group of which somebody else
   * owns a field is a {@link ClusterOutcome.Conflict}; one that the API server does not accept,
   * {@link ClusterOutcome.Refused}; else {@link ClusterOutcome.Wrote}.
   */
  public Future<Map<GroupName, ClusterOutcome>> applyGroups(List<ConfiguredGroup> groups) {
    return calls.run(
        () -> {
          Map<GroupName, ClusterOutcome> outcomes = new TreeMap<>();
          groups.forEach(group -> outcomes.put(group.name(), performing.apply(group)));
          return outcomes;
        });
  }

  /**
   * {@inheritDoc}
   *
   * <p>While the API server does not answer, or Drover's kinds are not installed, it goes on trying
   * and tells the watcher what is not watched.
   */
  @Override
  public Future<Void> open(Watcher told) {
    watcher = told;
    return calls
        .run(
            () -> {
              watches.withLease(settings, this::leaseSeen).start();
              return true;
            })
        .compose(
            started -> {
              poll();
              return listed.future();
            });
  }

  @Override
  public List<Fact> facts() {
    return stream.facts();
  }

  @Override
  public Future<ClusterOutcome> perform(ClusterCommand command) {
    return calls
        .run(() -> performing.perform(command))
        .otherwise(failure -> Failures.outcome(failure));
  }

  @Override
  public Future<LiveView> look(String record) {
    Instant readAt = home.clock().now();
    return calls.run(settings.lookDeadline(), () -> look.at(record, readAt));
  }

  /**
   * What the watched nodes really use, by {@code metrics.k8s.io}. May be asked from anywhere; fails
   * with {@link UsageFailure}.
   */
  public Future<List<UtilizationFact>> usage() {
    return calls
        .run(NodeUsage.DEADLINE, usage::read)
        .recover(failure -> Future.failedFuture(UsageFailure.of(failure)))
        .map(
            samples ->
                samples.stream()
                    .flatMap(sample -> sample.of(stream.allocatable(sample.node())).stream())
                    .toList());
  }

  /**
   * What a Secret of the cluster holds, decoded, by key. May be asked from anywhere; fails when
   * there is none, or when it may not be read.
   */
  public Future<Map<String, String>> secret(String namespace, String name) {
    return calls.run(() -> Secrets.read(clients.once(), namespace, name));
  }

  @Override
  public Future<Optional<LeaseRecord>> readLease() {
    Instant askedAt = home.clock().now();
    return calls
        .run(leases::read)
        .onSuccess(
            found ->
                home.context().execute(() -> found.ifPresent(lease -> proof.read(lease, askedAt))));
  }

  @Override
  public Future<LeaseRecord> writeLease(LeaseRecord next) {
    proof.writes(next.holder());
    return calls.run(() -> leases.write(next));
  }

  @Override
  public void close() {
    closed = true;
    // Not at home, which may be closing, too.
    Thread.ofVirtual()
        .start(
            () -> {
              watches.close();
              clients.close();
              calls.close();
            });
  }

  private void changed(List<Delta> deltas) {
    Watcher told = watcher;
    if (told != null && !closed) {
      told.changed(deltas);
    }
  }

  private void leaseSeen(Lease lease) {
    LeaseRecord seen = Leases.record(lease);
    home.context()
        .execute(
            () -> {
              Watcher told = watcher;
              if (told != null && !closed) {
                proof.watched(seen);
                prove(told);
              }
            });
  }

  /** The view is as old as the Lease that came back last, or as its least proven watch. */
  private void prove(Watcher told) {
    Instant proven = watches.provenAt();
    Instant byLease = proof.provenAt();
    told.heartbeat(proven.isBefore(byLease) ? proven : byLease);
  }

  private void renew(List<Watch<?>> due) {
    if (!due.isEmpty()) {
      calls
          .run(
              () -> {
                due.forEach(Watch::renew);
                return true;
              })
          .onFailure(failure -> LOG.error("A watch could not be begun anew", failure));
    }
  }

  private void poll() {
    Watcher told = watcher;
    if (told == null || closed) {
      return;
    }
    watches.beat();
    renew(watches.due(home.clock().now()));
    told.watching(watches.broken(home.clock().now()));
    prove(told);
    if (watches.listed() && stream.drained()) {
      listed.tryComplete();
    }
    polls++;
    Duration pause = polls < EAGER_POLLS ? EAGER : settings.watchPoll();
    var unused = home.timers().after(pause, () -> home.context().execute(this::poll));
  }
}
