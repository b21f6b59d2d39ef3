package io.drover.verticles.execution;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Token;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.ClusterOrder;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Keeps the object of a group whose nodes are to go with it until they have gone: without it nobody
 * would know how many of them may be disrupted, nor how its provider deletes a machine.
 */
final class Closing {
  private final ExecutionHouse house;
  private final Set<GroupName> asked = new HashSet<>();

  Closing(ExecutionHouse house) {
    this.house = house;
  }

  /** Whether the object could vanish although its nodes are to go first. */
  static boolean unguarded(NodeGroupFact group) {
    return group.spec().behaviour().deletion() == GroupSpec.Deletion.DELETE
        && !group.end().guarded();
  }

  void look(World world, Token token) {
    for (NodeGroupFact group : world.groups()) {
      boolean wanted = isToStay(group, world);
      // What is being deleted takes no finalizer any more.
      boolean possible = !wanted || !group.end().deleting();
      if (wanted != group.end().guarded()
          && possible
          && !group.observed()
          && asked.add(group.name())) {
        guard(group, wanted, token);
      }
    }
  }

  private static boolean isToStay(NodeGroupFact group, World world) {
    boolean deletes = group.spec().behaviour().deletion() == GroupSpec.Deletion.DELETE;
    return deletes && !(group.end().deleting() && world.count(group.name()).records() == 0);
  }

  private void guard(NodeGroupFact group, boolean guarded, Token token) {
    if (group.end().deleting()) {
      house.journal(
          "group-closed", Map.of("group", group.name().value()), "GROUP_DELETED", "it is let go");
    }
    house
        .cluster()
        .order(
            new ClusterOrder(
                token, new ClusterCommand.GuardGroup(group.name(), group.uid(), guarded)))
        .onComplete(done -> asked.remove(group.name()));
  }
}
