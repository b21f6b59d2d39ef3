package io.drover.verticles.simulation.seeds;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.facts.World;
import io.drover.verticles.metrics.UtilizationSource;
import io.drover.verticles.simulation.seeds.Network.Far;
import io.drover.verticles.simulation.seeds.Network.Way;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/**
 * The usage of the nodes as one process of a member reaches it, by the cluster's own metrics API:
 * pods use two thirds of what they ask for.
 */
record MemberUsage(SharedCluster shared, Door door) implements UtilizationSource {
  private static final double OF_WHAT_IS_ASKED = 2.0 / 3;

  @Override
  public Future<List<UtilizationFact>> sample() {
    return shared
        .network()
        .call(
            new Way(door.member(), Far.CLUSTER),
            door.process(),
            () -> Future.succeededFuture(measured()),
            () -> Future.failedFuture("no answer"));
  }

  private List<UtilizationFact> measured() {
    World world = shared.cluster().now();
    Instant at = shared.time().now();
    return world.nodes().stream().map(node -> of(node, world, at)).toList();
  }

  private static UtilizationFact of(NodeFact node, World world, Instant at) {
    Resources asked = Resources.NONE;
    for (PodFact pod : world.podsOn(node.name())) {
      asked = asked.plus(pod.needs().requests());
    }
    Resources all = node.shape().capacity();
    return new UtilizationFact(
        node.name(), used(asked, all, Resources.CPU), used(asked, all, Resources.MEMORY), at);
  }

  private static double used(Resources asked, Resources all, String resource) {
    return Math.min(1, OF_WHAT_IS_ASKED * asked.get(resource) / Math.max(1, all.get(resource)));
  }
}
