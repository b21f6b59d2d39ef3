package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.JoinFailures;
import io.drover.rules.facts.ManagedNodeFact.Purchase;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Taint;
import io.drover.verticles.bus.Capabilities;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOutcome;
import io.drover.verticles.bus.Instance;
import io.drover.verticles.bus.ProviderAnswer;
import io.drover.verticles.bus.ProviderCommand;
import io.drover.verticles.cluster.ServedCluster;
import io.drover.verticles.provider.NodeProvider;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Drover with one of its defences taken out, by what stands between it and its ports. */
enum Undefended implements Bugs {
  /** Nobody counts which machines did not join. */
  JOINS_ARE_NOT_COUNTED {
    @Override
    public ServedCluster cluster(ServedCluster cluster) {
      return commanding(
          cluster,
          command ->
              command instanceof ClusterCommand.WriteGroup write ? notCounting(write) : command);
    }
  },

  /** What pods a node was bought for is forgotten, so that nobody sees that it is of no use. */
  PURPOSES_ARE_FORGOTTEN {
    @Override
    public ServedCluster cluster(ServedCluster cluster) {
      return buying(cluster, purchase -> purchase.forPods(List.of()));
    }
  },

  /** Whose place a node was bought to take is forgotten. */
  PLACES_ARE_FORGOTTEN {
    @Override
    public ServedCluster cluster(ServedCluster cluster) {
      return buying(
          cluster,
          was ->
              new Purchase(was.group(), was.offering(), was.price(), was.plan(), was.reason())
                  .forPods(was.pods()));
    }
  },

  /** Of the provider's machines only those are looked at that this process has asked for. */
  ONLY_ITS_OWN_MACHINES_ARE_SEEN {
    @Override
    public NodeProvider provider(NodeProvider provider) {
      return new OwnOnly(provider);
    }
  };

  /** Has Drover not see taints with the key, which the cluster's scheduler goes by. */
  static Bugs blindTo(String key, Bugs besides) {
    return new Bugs() {
      @Override
      public ServedCluster cluster(ServedCluster cluster) {
        return besides.cluster(new Blind(cluster, key));
      }
    };
  }

  private static ServedCluster commanding(
      ServedCluster cluster, UnaryOperator<ClusterCommand> change) {
    return new Altered(cluster) {
      @Override
      public Future<ClusterOutcome> perform(ClusterCommand command) {
        return super.perform(change.apply(command));
      }
    };
  }

  private static ServedCluster buying(ServedCluster cluster, UnaryOperator<Purchase> change) {
    return commanding(
        cluster,
        command ->
            command instanceof ClusterCommand.CreateRecord(String name, Purchase purchase)
                ? new ClusterCommand.CreateRecord(name, change.apply(purchase))
                : command);
  }

  private static ClusterCommand notCounting(ClusterCommand.WriteGroup write) {
    ClusterCommand.GroupStatus status = write.status();
    NodeGroupFact.History history = status.history();
    return new ClusterCommand.WriteGroup(
        write.group(),
        write.uid(),
        write.resourceVersion(),
        new ClusterCommand.GroupStatus(
            status.current(),
            status.ready(),
            status.nodes(),
            history.with(history.standing().with(JoinFailures.NONE)),
            status.conditions()));
  }

  /** Leaves out of its lists what it was not asked for. */
  private static final class OwnOnly implements NodeProvider {
    private final NodeProvider provider;
    private final Set<String> asked = new HashSet<>();

    OwnOnly(NodeProvider provider) {
      this.provider = provider;
    }

    @Override
    public Capabilities capabilities() {
      return provider.capabilities();
    }

    @Override
    public Future<ProviderAnswer> perform(ProviderCommand command) {
      if (command instanceof ProviderCommand.Create create) {
        asked.add(create.owner().intent());
      }
      return provider
          .perform(command)
          .map(
              answer ->
                  answer instanceof ProviderAnswer.Listed(List<Instance> all, String more)
                      ? new ProviderAnswer.Listed(all.stream().filter(this::own).toList(), more)
                      : answer);
    }

    private boolean own(Instance instance) {
      return instance.owner() != null && asked.contains(instance.owner().intent());
    }
  }

  /** Tells of nodes without some of their taints. */
  private static final class Blind extends Altered {
    private final String key;

    Blind(ServedCluster cluster, String key) {
      super(cluster);
      this.key = key;
    }

    @Override
    public List<Fact> facts() {
      return super.facts().stream().map(this::seen).toList();
    }

    @Override
    public Future<Void> open(Watcher watcher) {
      return super.open(
          new Watcher() {
            @Override
            public void changed(List<Delta> deltas) {
              watcher.changed(
                  deltas.stream()
                      .map(
                          delta ->
                              delta instanceof Delta.Put(Fact fact)
                                  ? new Delta.Put(seen(fact))
                                  : delta)
                      .toList());
            }

            @Override
            public void heartbeat(Instant sentAt) {
              watcher.heartbeat(sentAt);
            }

            @Override
            public void watching(String broken) {
              watcher.watching(broken);
            }
          });
    }

    private Fact seen(Fact fact) {
      if (!(fact instanceof NodeFact node)) {
        return fact;
      }
      NodeFact.Shape shape = node.shape();
      List<Taint> seen = shape.taints().stream().filter(taint -> !taint.key().equals(key)).toList();
      return new NodeFact(
          node.identity(),
          node.labels(),
          node.annotations(),
          new NodeFact.Shape(shape.capacity(), shape.allocatable(), seen, shape.unschedulable()),
          node.readiness(),
          node.providerId(),
          node.unreadySince(),
          node.attachedVolumes());
    }
  }
}
