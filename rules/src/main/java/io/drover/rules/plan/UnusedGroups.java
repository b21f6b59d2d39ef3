package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NewGroups;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.PodFact;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Node groups that were made for pods, have had no nodes for long, and no pod asks for. */
final class UnusedGroups {
  private final Question question;
  private final NewGroups making;
  private final Notes notes;

  UnusedGroups(Question question, NewGroups making, Notes notes) {
    this.question = question;
    this.making = making;
    this.notes = notes;
  }

  void plan() {
    Set<GroupName> asked = new HashSet<>();
    for (PodFact pod : question.world().unschedulablePods()) {
      GroupWish.of(pod.needs().nodes()).forEach(wish -> asked.add(wish.name()));
    }
    for (NodeGroupFact group : question.world().groups()) {
      Instant since = group.emptySince();
      if (since != null && !group.end().deleting() && empty(group)) {
        Instant until = since.plus(making.emptyFor());
        if (question.now().isBefore(until)) {
          notes.wakeAt(until);
        } else if (!asked.contains(group.name())) {
          drop(group, since);
        }
      }
    }
  }

  private boolean empty(NodeGroupFact group) {
    return group.hold().isEmpty() && question.world().count(group.name()).records() == 0;
  }

  private void drop(NodeGroupFact group, Instant since) {
    notes.act(
        new Action.DropGroup(group.name(), Reason.GROUP_UNUSED),
        new Justification(
            List.of(), List.of("it was made for pods and has had no nodes since " + since)));
  }
}
