package io.drover.rules.plan;

import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Owner;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.Swings;
import io.drover.rules.facts.World;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** What the actions of a plan on one group add to its swings. */
public final class Swinging {
  private Swinging() {}

  /** The swings of the group once these actions on it are carried out. */
  public static Swings after(
      NodeGroupFact group, Collection<Action> actions, World world, Instant now) {
    Set<String> moving = new HashSet<>();
    Set<String> buying = new HashSet<>();
    for (Action action : actions) {
      switch (action) {
        case Action.BuyNode buy -> {
          if (buy.reason() == Reason.PODS_UNSCHEDULABLE) {
            owners(buy.pods(), world, buying);
          }
        }
        case Action.RemoveNode remove -> {
          if (!remove.interrupted() && remove.reason() != Reason.REBALANCE_RECOMMENDED) {
            owners(remove.pods(), world, moving);
          }
        }
        case Action.MarkCandidate mark -> {}
        case Action.ClearCandidate clear -> {}
        case Action.MakeGroup make -> {}
        case Action.DropGroup drop -> {}
      }
    }
    return group.history().swings().after(moving, buying, now);
  }

  private static void owners(Collection<PodKey> pods, World world, Set<String> into) {
    for (PodKey key : pods) {
      world
          .pod(key)
          .map(pod -> pod.traits().owner())
          .map(owner -> text(key, owner))
          .ifPresent(into::add);
    }
  }

  private static String text(PodKey key, Owner owner) {
    return key.namespace() + "/" + owner.kind() + "/" + owner.name();
  }
}
