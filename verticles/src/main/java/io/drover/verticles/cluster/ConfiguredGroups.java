package io.drover.verticles.cluster;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactKey;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.safety.LiveView;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.locks.LeaseRecord;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A cluster that is only observed, with the node groups of the configuration as if they lay in it:
 * nothing is written, and yet they are planned for. Where an object of the name exists it is the
 * one that is seen.
 */
public final class ConfiguredGroups implements ServedCluster {
  /** Of no object in any cluster: older than whatever the cluster has. */
  private static final String NO_VERSION = "0";

  private final ServedCluster cluster;
  private final Consumer<GroupName> differs;
  private final TreeMap<FactKey, NodeGroupFact> configured = new TreeMap<>();
  private final TreeMap<FactKey, NodeGroupFact> objects = new TreeMap<>();
  private @Nullable Watcher watcher;

  /**
   * No group is configured yet.
   *
   * @param differs is told of each object that says something else than the configuration
   */
  public ConfiguredGroups(ServedCluster cluster, Consumer<GroupName> differs) {
    this.cluster = cluster;
    this.differs = differs;
  }

  /** Takes the groups of the configuration, in place of those before; at the cluster's home. */
  public void configure(Map<GroupName, GroupSpec> groups) {
    List<FactKey> gone = new ArrayList<>(configured.keySet());
    configured.clear();
    groups.forEach(
        (name, spec) -> {
          NodeGroupFact fact = fact(name, spec.observed());
          configured.put(fact.key(), fact);
          Optional.ofNullable(objects.get(fact.key())).ifPresent(this::compare);
        });
    gone.removeAll(configured.keySet());
    List<Delta> news =
        Stream.concat(
                gone.stream().filter(this::noObject).<Delta>map(Delta.Drop::new),
                onlyConfigured().<Delta>map(Delta.Put::new))
            .toList();
    if (watcher != null && !news.isEmpty()) {
      watcher.changed(news);
    }
  }

  private static NodeGroupFact fact(GroupName name, GroupSpec spec) {
    return new NodeGroupFact(
        name, "configured-" + name, NO_VERSION, spec, NodeGroupFact.History.NONE);
  }

  private boolean noObject(FactKey key) {
    return !objects.containsKey(key);
  }

  private Stream<NodeGroupFact> onlyConfigured() {
    return configured.values().stream().filter(group -> noObject(group.key()));
  }

  private void compare(NodeGroupFact object) {
    NodeGroupFact group = configured.get(object.key());
    if (group != null && !group.spec().equals(object.spec().observed())) {
      differs.accept(object.name());
    }
  }

  private List<Delta> seen(List<Delta> deltas) {
    return deltas.stream().map(this::seen).toList();
  }

  private Delta seen(Delta delta) {
    return switch (delta) {
      case Delta.Put(NodeGroupFact object) -> {
        NodeGroupFact before = objects.put(object.key(), object);
        if (before == null || !before.spec().equals(object.spec())) {
          compare(object);
        }
        yield delta;
      }
      case Delta.Put put -> put;
      case Delta.Drop(FactKey key) -> {
        objects.remove(key);
        NodeGroupFact instead = configured.get(key);
        yield instead == null ? delta : new Delta.Put(instead);
      }
    };
  }

  @Override
  public List<Fact> facts() {
    return Stream.concat(cluster.facts().stream(), onlyConfigured()).toList();
  }

  @Override
  public Future<Void> open(Watcher told) {
    watcher = told;
    return cluster.open(new Seeing(told));
  }

  @Override
  public Future<String> uid() {
    return cluster.uid();
  }

  @Override
  public Future<ClusterOutcome> perform(ClusterCommand command) {
    return cluster.perform(command);
  }

  @Override
  public Future<LiveView> look(String record) {
    return cluster.look(record);
  }

  @Override
  public Future<Optional<LeaseRecord>> readLease() {
    return cluster.readLease();
  }

  @Override
  public Future<LeaseRecord> writeLease(LeaseRecord next) {
    return cluster.writeLease(next);
  }

  @Override
  public void close() {
    watcher = null;
    cluster.close();
  }

  /** Tells of the cluster's changes what remains with the configured groups in it. */
  private final class Seeing implements Watcher {
    private final Watcher told;

    Seeing(Watcher told) {
      this.told = told;
    }

    @Override
    public void changed(List<Delta> deltas) {
      told.changed(seen(deltas));
    }

    @Override
    public void heartbeat(Instant sentAt) {
      told.heartbeat(sentAt);
    }

    @Override
    public void watching(String broken) {
      told.watching(broken);
    }
  }
}
