package io.drover.rules.plan;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeGroupFact;
import java.time.Instant;

/** When scale-up rules may say something else of groups, though nothing changes but the time. */
final class Alarms {
  private Alarms() {}

  static void set(Question question, Notes notes) {
    question.remembered().interruptions().forEach(past -> notes.wakeAt(past.over()));
    for (NodeGroupFact group : question.world().groups()) {
      GroupSpec.Aims aims = group.spec().behaviour().scaleUp().aims();
      for (GroupSpec.Schedule schedule : aims.schedules()) {
        notes.wakeAt(schedule.when().nextChange(question.now()));
      }
      if (aims.cpuThreshold() > 0) {
        cooled(question, group, aims, notes);
      }
    }
  }

  private static void cooled(
      Question question, NodeGroupFact group, GroupSpec.Aims aims, Notes notes) {
    Instant grown = group.history().lastScaleUp();
    if (grown != null && question.now().isBefore(grown.plus(aims.cooldown()))) {
      notes.wakeAt(grown.plus(aims.cooldown()));
    }
  }
}
