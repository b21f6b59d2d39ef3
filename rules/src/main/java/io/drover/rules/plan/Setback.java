package io.drover.rules.plan;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.ServingNode;
import io.drover.rules.facts.UselessNodes;
import io.drover.rules.facts.VainPurchases;
import io.drover.rules.facts.World;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a group bought in vain, so that nothing is bought now, or one node at a time.
 *
 * @param what such purchases have in common
 */
public record Setback(NodeGroupFact group, Reason reason, VainPurchases bought, String what) {
  /** The stricter of the two kinds; empty where neither stands against buying as usual. */
  public static Optional<Setback> of(NodeGroupFact group, Instant now) {
    NodeGroupFact.Standing standing = group.history().standing();
    return Stream.of(
            new Setback(
                group,
                Reason.NODES_DO_NOT_JOIN,
                standing.joins(),
                "machines in a row did not become nodes"),
            new Setback(
                group,
                Reason.NODES_DO_NOT_HELP,
                standing.useless(),
                "nodes in a row ran none of the pods that they were bought for"))
        .filter(one -> one.most(now) < Integer.MAX_VALUE)
        .min(Comparator.comparingInt(one -> one.most(now)));
  }

  /**
   * How many may be tried at once. A group that has all of its nodes or none cannot try with one.
   */
  public int most(Instant now) {
    GroupSpec.Size size = group.spec().size();
    int most = bought.mostTried(now);
    return most > 0 && size.whole() ? Integer.MAX_VALUE : most;
  }

  /** How many are being tried: on their way, or not known yet to be of use. */
  public int tried(World world) {
    int arriving = world.count(group.name()).arriving();
    return reason == Reason.NODES_DO_NOT_JOIN ? arriving : arriving + unproven(world);
  }

  private int unproven(World world) {
    UselessNodes useless = group.history().standing().useless();
    return Math.toIntExact(
        world.servingNodes().stream()
            .filter(node -> node.group().equals(group.name()) && unused(node))
            .filter(node -> useless.precede(node.record()))
            .count());
  }

  /** Whether it was bought for pods and runs none. */
  static boolean unused(ServingNode node) {
    return !node.record().purchase().pods().isEmpty() && node.load().pods() == 0;
  }

  public String text() {
    return bought.inARow() + " " + what;
  }
}
