package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.JoinFailures;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Spending;
import io.drover.rules.facts.Swings;
import io.drover.rules.facts.UselessNodes;
import io.drover.verticles.cluster.kubernetes.objects.NodeGroup;
import io.drover.verticles.cluster.kubernetes.objects.NodeGroupStatus;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A NodeGroup as a fact. */
final class GroupProjection {
  private GroupProjection() {}

  static NodeGroupFact fact(NodeGroup group) {
    ObjectMeta meta = group.getMetadata();
    try {
      return new NodeGroupFact(
          new GroupName(meta.getName()),
          meta.getUid(),
          meta.getResourceVersion(),
          GroupReading.spec(group.getSpec()),
          OrEmpty.map(meta.getAnnotations()).getOrDefault(NodeGroupFact.HOLD, "").strip(),
          history(group.getStatus()),
          new NodeGroupFact.End(
              OrEmpty.list(meta.getFinalizers()).contains(NodeGroup.FINALIZER),
              meta.getDeletionTimestamp() != null),
          madeAt(meta));
    } catch (IllegalArgumentException invalid) {
      throw new Unreadable(String.valueOf(invalid.getMessage()));
    }
  }

  private static @Nullable Instant madeAt(ObjectMeta meta) {
    String madeFor = OrEmpty.map(meta.getLabels()).get(NodeGroupFact.MADE_FOR);
    return NodeGroupFact.PODS.equals(madeFor)
        ? Times.readOrNull(meta.getCreationTimestamp())
        : null;
  }

  private static NodeGroupFact.History history(@Nullable NodeGroupStatus status) {
    if (status == null) {
      return NodeGroupFact.History.NONE;
    }
    Map<String, NodeGroupFact.Backoff> backoffs = new TreeMap<>();
    OrEmpty.map(status.backoffs())
        .forEach(
            (offering, backoff) ->
                backoffs.put(
                    offering,
                    new NodeGroupFact.Backoff(
                        Times.read(backoff.until()),
                        backoff.failures() == null ? 1 : backoff.failures(),
                        OrEmpty.text(backoff.reason()))));
    return new NodeGroupFact.History(
        status.desired(),
        Times.readOrNull(status.lastScaleUp()),
        Times.readOrNull(status.lastScaleDown()),
        backoffs,
        new NodeGroupFact.Standing(
            sizeChange(status.sizeChange()),
            OrEmpty.list(status.strangers()),
            status.frozen(),
            joins(status.joinFailures()),
            useless(status.uselessNodes())),
        spending(status.spending()),
        swings(status.swings()));
  }

  private static JoinFailures joins(NodeGroupStatus.@Nullable JoinFailures said) {
    return said == null || said.inARow() == null
        ? JoinFailures.NONE
        : new JoinFailures(said.inARow(), Times.readOrNull(said.until()));
  }

  private static UselessNodes useless(NodeGroupStatus.@Nullable UselessNodes said) {
    return said == null || said.inARow() == null
        ? UselessNodes.NONE
        : new UselessNodes(
            said.inARow(),
            OrEmpty.list(said.nodes()),
            Times.readOrNull(said.lastBought()),
            Times.readOrNull(said.until()));
  }

  private static Swings swings(NodeGroupStatus.@Nullable Swings said) {
    if (said == null) {
      return Swings.NONE;
    }
    TreeMap<String, Instant> moved = new TreeMap<>();
    OrEmpty.map(said.moved()).forEach((owner, at) -> moved.put(owner, Times.read(at)));
    return new Swings(moved, OrEmpty.list(said.boughtAgain()).stream().map(Times::read).toList());
  }

  private static @Nullable Spending spending(NodeGroupStatus.@Nullable Spending said) {
    return said == null
        ? null
        : new Spending(
            RecordProjection.money(said.amount(), "status.spending.amount"), Times.read(said.at()));
  }

  private static NodeGroupFact.@Nullable SizeChange sizeChange(
      NodeGroupStatus.@Nullable SizeChange change) {
    return change == null
        ? null
        : new NodeGroupFact.SizeChange(
            change.from(),
            change.to(),
            change.intent(),
            change.victim(),
            Times.read(change.since()));
  }
}
