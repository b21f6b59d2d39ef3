package io.drover.rules.safety;

import io.drover.rules.facts.GroupName;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.Reason;
import io.drover.rules.safety.GroupTally.Refusal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Groups that have all of their nodes or none: where a plan would leave one of them with a part of
 * its nodes, none of its actions on that group is accepted.
 */
final class Wholes {
  private final Map<GroupName, String> torn = new HashMap<>();

  /** Why the action is refused because others of its group are. */
  Optional<Refusal> refuses(Action action) {
    return Optional.ofNullable(torn.get(action.group()))
        .filter(any -> changes(action))
        .map(why -> new Refusal(Reason.GROUP_GOES_WHOLE, why));
  }

  /** A machine that goes anyway is no decision. */
  private static boolean changes(Action action) {
    return switch (action) {
      case Action.BuyNode buy -> true;
      case Action.RemoveNode remove -> !remove.interrupted();
      case Action.MarkCandidate mark -> false;
      case Action.ClearCandidate clear -> false;
      case Action.MakeGroup make -> false;
      case Action.DropGroup drop -> false;
    };
  }

  /**
   * Finds the groups that a sitting would leave in part.
   *
   * @return whether there is one, so that the plan must be judged anew without it
   */
  boolean tears(List<Planned> accepted, List<Verdict> refused, Collection<GroupTally> tallies) {
    boolean more = false;
    for (GroupTally tally : tallies) {
      if (tally.inPart() && changed(tally.name(), accepted)) {
        torn.put(tally.name(), why(tally.name(), refused));
        more = true;
      }
    }
    return more;
  }

  private static boolean changed(GroupName group, List<Planned> accepted) {
    return accepted.stream()
        .map(Planned::action)
        .anyMatch(action -> action.group().equals(group) && changes(action));
  }

  private static String why(GroupName group, List<Verdict> refused) {
    return "its group has all of its nodes or none"
        + refused.stream()
            .filter(one -> one.refused().action().group().equals(group))
            .findFirst()
            .map(one -> ", and one of them is refused: " + one.reason() + ", " + one.detail())
            .orElse(", and the plan does not say so of all");
  }
}
