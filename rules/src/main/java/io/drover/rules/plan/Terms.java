package io.drover.rules.plan;

import io.drover.rules.facts.Freeze;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.ScaleDownTerms;
import io.drover.rules.facts.ServingNode;
import io.drover.rules.facts.TimeWindow;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What each group asks of a node before it goes, worked out once for all of its nodes. Where that
 * changes with time alone, planning is woken then.
 */
final class Terms {
  private static final double MICROS = 1e6;

  /** A tenth of a lifetime, in ten thousandths of it. */
  private static final int JITTER = 1_000;

  private static final int WHOLE = 10_000;

  private final Question question;
  private final Notes notes;
  private final String freeze;
  private final Map<GroupName, OfGroup> groups = new HashMap<>();

  Terms(Question question, Notes notes) {
    this.question = question;
    this.notes = notes;
    this.freeze = freeze();
  }

  /** What the operator says of the freeze that holds, the first that is configured. */
  private String freeze() {
    String holding = "";
    for (Freeze one : question.settings().freezes()) {
      wakeAt(one.from());
      wakeAt(one.until());
      holding = holding.isEmpty() && one.holds(question.now()) ? one.reason() : holding;
    }
    return holding;
  }

  private void wakeAt(Instant at) {
    if (at.isAfter(question.now())) {
      notes.wakeAt(at);
    }
  }

  OfGroup of(NodeGroupFact group) {
    return groups.computeIfAbsent(group.name(), any -> new OfGroup(group.spec()));
  }

  /** Those of one group. */
  final class OfGroup {
    private final GroupSpec spec;
    private final GroupSpec.Terms asked;
    private final ScaleDownTerms told;
    private final Map<OfferingId, Boolean> bought = new HashMap<>();

    private OfGroup(GroupSpec spec) {
      this.spec = spec;
      this.asked = spec.behaviour().scaleDown().terms();
      budgets();
      this.told =
          new ScaleDownTerms(
              asked.minNodeAge(),
              asked.maxUsage(),
              asked.minSaving().microsPerHour() / MICROS,
              asked.hysteresis(),
              asked.drifted(),
              Objects.requireNonNullElse(
                  spec.behaviour().scaleDown().repairAfter(), NodeStats.NEVER),
              spec.behaviour().scaleDown().consolidation().enabled(),
              withinHours(),
              freeze);
    }

    private boolean withinHours() {
      boolean within = asked.hours().isEmpty();
      for (TimeWindow window : asked.hours()) {
        wakeAt(window.nextChange(question.now()));
        within |= window.contains(question.now());
      }
      return within;
    }

    /** When other budgets hold, what was refused may be done. */
    private void budgets() {
      spec.behaviour().budgets().stream()
          .map(GroupSpec.DisruptionBudget::when)
          .filter(Objects::nonNull)
          .forEach(window -> wakeAt(window.nextChange(question.now())));
    }

    ScaleDownTerms told() {
      return told;
    }

    /** Whether the group would not buy the node like this any more. */
    boolean drifted(ServingNode node) {
      return !bought.computeIfAbsent(node.record().purchase().offering(), spec.choice()::allows)
          || !spec.template().labels().entrySet().stream()
              .allMatch(label -> label.getValue().equals(node.label(label.getKey())));
    }

    /** For how long the node has not been ready; planning is woken when that is too long. */
    Duration unreadyFor(ServingNode node) {
      Duration unready = node.unreadyFor(question.now());
      Duration most = spec.behaviour().scaleDown().repairAfter();
      if (most != null && !node.ready() && unready.compareTo(most) < 0) {
        wakeAt(question.now().plus(most.minus(unready)));
      }
      return unready;
    }

    /** From which age on the node has expired. */
    Duration lifetime(ServingNode node) {
      if (!asked.minNodeAge().isZero()) {
        wakeAt(node.createdAt().plus(asked.minNodeAge()));
      }
      Duration most = asked.expireAfter();
      if (most == null) {
        return NodeStats.NEVER;
      }
      Duration lifetime = most.minus(most.dividedBy(WHOLE).multipliedBy(jitter(node.name())));
      wakeAt(node.createdAt().plus(lifetime));
      return lifetime;
    }
  }

  /**
   * By how much sooner than others the node expires, so that nodes that were bought together do not
   * go together: the same each time, whoever asks.
   *
   * @return 0..1000 ten thousandths
   */
  private static int jitter(NodeName node) {
    // Names of a group differ in their last letters, which stand in the lowest bits alone.
    int mixed = node.value().hashCode() * 0x9E3779B9;
    return Math.floorMod(mixed ^ (mixed >>> 16), JITTER + 1);
  }
}
