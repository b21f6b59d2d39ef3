package io.drover.verticles.replay;

import static io.drover.rules.facts.GroupBuilder.aGroup;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.World;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.rules.scheduling.NodeTemplate;
import io.drover.rules.scheduling.Templates;
import io.drover.verticles.cluster.embedded.EmbeddedCluster;
import io.drover.verticles.simulation.SimulatedTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The Cluster Autoscaler's documented algorithm with its defaults, for one node group and pods that
 * only ask for amounts: a loop every ten seconds; pending pods that fit nowhere are packed
 * first-fit-decreasing into new nodes ({@code estimator}); where none are bought, nodes that {@link
 * UpstreamPlanner} has found unneeded for ten minutes go, ten at once and one that must be drained
 * ({@code core/scaledown}), not within ten minutes after growth nor three after a failure.
 */
final class UpstreamAlgorithm implements Autoscaler, UpstreamDrain.Told {
  private static final Duration SCAN = Duration.ofSeconds(10);
  private static final Duration UNNEEDED = Duration.ofMinutes(10);
  private static final Duration AFTER_ADD = Duration.ofMinutes(10);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(3);
  private static final int AT_ONCE = 10;
  private static final int DRAINS_AT_ONCE = 1;
  private static final int MOST = 1_000;

  private final SimulatedTime time = new SimulatedTime(1);
  private final EmbeddedCluster cluster = new EmbeddedCluster("cluster-uid", time, time);
  private final UpstreamMachines machines;
  private final NodeTemplate template;
  private final UpstreamPlanner planner;
  private final TreeMap<NodeName, UpstreamDrain> going = new TreeMap<>();
  private Instant added = Instant.MIN;
  private Instant failed = Instant.MIN;
  private int evictions;

  UpstreamAlgorithm(OfferingFact offering, Duration boot) {
    machines = new UpstreamMachines(time, cluster, offering, boot);
    template = Templates.of(aGroup("general").build(), offering, List.of());
    planner = new UpstreamPlanner(cluster, machines);
    time.after(SCAN, this::loop);
  }

  private void loop() {
    time.after(SCAN, this::loop);
    World world = cluster.now();
    ClusterModel model = new ClusterModel(world);
    if (grow(world, model)) {
      return;
    }
    planner.update(world, model, going.keySet(), time.now());
    if (!within(added, AFTER_ADD) && !within(failed, AFTER_FAILURE)) {
      shrink(world);
    }
  }

  private boolean within(Instant since, Duration duration) {
    return !since.equals(Instant.MIN) && time.now().isBefore(since.plus(duration));
  }

  /** Pods that upcoming nodes have room for are no reason to grow. */
  private boolean grow(World world, ClusterModel model) {
    List<PodFact> pending = new ArrayList<>(world.unschedulablePods());
    if (pending.isEmpty()) {
      return false;
    }
    pending.sort(Comparator.comparing(this::score).reversed());
    model.fork();
    for (int i = 0; i < machines.booting(); i++) {
      model.addInFlight("upcoming-" + i, template);
    }
    List<PodFact> left = new ArrayList<>();
    for (PodFact pod : pending) {
      if (model.place(pod, any -> true).isEmpty()) {
        left.add(pod);
      }
    }
    int wanted = 0;
    for (PodFact pod : left) {
      if (model.place(pod, any -> true).isEmpty() && machines.size() + wanted < MOST) {
        String name = "new-" + wanted;
        model.fork();
        model.addInFlight(name, template);
        if (model.place(pod, name)) {
          model.commit();
          wanted++;
        } else {
          model.revert();
        }
      }
    }
    model.revert();
    for (int i = 0; i < wanted; i++) {
      machines.order();
    }
    if (wanted > 0) {
      added = time.now();
    }
    return wanted > 0;
  }

  /** By {@code estimator/decreasing_pod_orderer}: its share of a node's cpu and memory. */
  private double score(PodFact pod) {
    return share(pod, "cpu") + share(pod, "memory");
  }

  private double share(PodFact pod, String resource) {
    return (double) pod.needs().requests().get(resource)
        / machines.offering().allocatable().get(resource);
  }

  private void shrink(World world) {
    for (NodeName name : planner.unneededFor(UNNEEDED, time.now())) {
      long drains = going.values().stream().filter(UpstreamDrain::drains).count();
      NodeFact node = world.node(name).orElse(null);
      boolean room =
          going.size() < AT_ONCE && (world.podsOn(name).isEmpty() || drains < DRAINS_AT_ONCE);
      if (node != null && room && !going.containsKey(name)) {
        UpstreamDrain drain = new UpstreamDrain(time, cluster, machines, node, this);
        going.put(name, drain);
        drain.begin();
      }
    }
  }

  @Override
  public void evicted() {
    evictions++;
  }

  @Override
  public void ended(NodeName node, boolean removed) {
    going.remove(node);
    if (!removed) {
      failed = time.now();
      planner.rest(node, time.now());
    }
  }

  @Override
  public String name() {
    return "Cluster Autoscaler's algorithm";
  }

  @Override
  public SimulatedTime time() {
    return time;
  }

  @Override
  public EmbeddedCluster cluster() {
    return cluster;
  }

  @Override
  public int machines() {
    return machines.size();
  }

  @Override
  public int bought() {
    return machines.made();
  }

  @Override
  public int evictions() {
    return evictions;
  }

  @Override
  public Map<String, Integer> shortLived() {
    return machines.shortLived();
  }

  @Override
  public void forget() {}
}
