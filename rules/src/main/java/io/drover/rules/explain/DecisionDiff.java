package io.drover.rules.explain;

import io.drover.rules.facts.NodeFact;
import io.drover.rules.plan.Question;
import io.drover.rules.plan.ScalingPolicy;
import io.drover.rules.safety.SafetyPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What two versions of the policies would decide differently on the same question.
 *
 * @param differences by kind, then by subject
 * @param endangered names of nodes that the new version would have go, or would let go, and the old
 *     one would not
 * @param cutOff what the new version did not answer within its bounds; such a version decides
 *     nothing
 */
public record DecisionDiff(
    List<Difference> differences, Set<String> endangered, List<String> cutOff) {
  public DecisionDiff {
    differences = List.copyOf(differences);
    endangered = Set.copyOf(endangered);
    cutOff = List.copyOf(cutOff);
  }

  /** One version: how it scales and what it objects to. */
  public record Version(ScalingPolicy scaling, SafetyPolicy safety) {}

  /** Has both versions decide on the question; takes twice as long as a plan. */
  public static DecisionDiff between(Version old, Version next, Question question) {
    Decisions before = Decisions.of(question, old.scaling(), old.safety());
    Decisions after = Decisions.of(question, next.scaling(), next.safety());
    List<Difference> differences = new ArrayList<>();
    before
        .all()
        .forEach(
            (key, why) -> {
              Decisions.Why now = after.all().get(key);
              if (now == null) {
                differences.add(difference(Difference.Change.VANISHED, key, why));
              } else if (!now.equals(why)) {
                differences.add(difference(Difference.Change.OTHERWISE, key, now));
              }
            });
    after
        .all()
        .forEach(
            (key, why) -> {
              if (!before.all().containsKey(key)) {
                differences.add(difference(Difference.Change.ADDED, key, why));
              }
            });
    differences.sort(null);
    return new DecisionDiff(differences, endangered(before, after, question), after.cutOff());
  }

  private static Difference difference(
      Difference.Change change, Decisions.Key key, Decisions.Why why) {
    return new Difference(change, key.what(), key.subject(), why.reason(), why.rules());
  }

  /**
   * Nodes that go or are called unneeded by the new version only; and of those that count as
   * unneeded, the ones to which no rule objects any more.
   */
  private static Set<String> endangered(Decisions before, Decisions after, Question question) {
    Set<String> endangered = new TreeSet<>(going(after));
    endangered.removeAll(going(before));
    Set<String> released = new TreeSet<>(kept(before));
    released.removeAll(kept(after));
    released.retainAll(unneeded(after, question));
    endangered.addAll(released);
    return endangered;
  }

  private static Set<String> going(Decisions decisions) {
    return subjects(decisions, Set.of(Difference.What.REMOVE, Difference.What.UNNEEDED));
  }

  private static Set<String> kept(Decisions decisions) {
    return subjects(decisions, Set.of(Difference.What.OBJECTION)).stream()
        .map(subject -> subject.substring(0, subject.indexOf(':')))
        .collect(Collectors.toSet());
  }

  private static Set<String> unneeded(Decisions after, Question question) {
    Set<String> unneeded = new TreeSet<>(going(after));
    for (NodeFact node : question.world().nodes()) {
      if (node.shape().taints().stream()
          .anyMatch(taint -> taint.key().equals(NodeFact.CANDIDATE_TAINT))) {
        unneeded.add(node.name().value());
      }
    }
    unneeded.removeAll(subjects(after, Set.of(Difference.What.NEEDED_AGAIN)));
    return unneeded;
  }

  private static Set<String> subjects(Decisions decisions, Set<Difference.What> kinds) {
    return decisions.all().keySet().stream()
        .filter(key -> kinds.contains(key.what()))
        .map(Decisions.Key::subject)
        .collect(Collectors.toSet());
  }

  /** How many decisions of the kind only the new version takes. */
  public long added(Difference.What what) {
    return differences.stream()
        .filter(one -> one.what() == what && one.change() == Difference.Change.ADDED)
        .count();
  }

  /** As people read it, a line for each difference. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    cutOff.forEach(detail -> lines.add("! cut off: " + detail));
    differences.forEach(one -> lines.add(one.text()));
    return lines.isEmpty() ? List.of("no decision differs") : lines;
  }
}
