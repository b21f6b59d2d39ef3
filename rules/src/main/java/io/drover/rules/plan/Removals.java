package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.PodFact;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The removals of one plan, in the order in which review counts them against its limits: groups
 * that go whole before single nodes, empty nodes before those that must be drained, and last those
 * whose disruption budgets would not let all of their pods go at once.
 */
final class Removals {
  private final Question question;
  private final Notes notes;
  private final List<Going> ready = new ArrayList<>();

  Removals(Question question, Notes notes) {
    this.question = question;
    this.notes = notes;
  }

  /** A node whose time has come. */
  private record Going(Candidate node, Concluded<?> why, List<PodFact> pods, int rank) {
    GroupName group() {
      return node.group().name();
    }

    boolean whole() {
      return node.group().spec().size().whole();
    }
  }

  void add(Candidate node, Concluded<?> why, Allowance allowance) {
    List<PodFact> pods = Moving.from(question.world(), node.name());
    int rank = pods.isEmpty() ? 0 : allowance.allAtOnce(pods) ? 1 : 2;
    ready.add(new Going(node, why, pods, rank));
  }

  /** Plans those that may go; the others wait. */
  void plan() {
    Map<GroupName, Integer> first = new HashMap<>();
    Map<GroupName, Integer> going = new HashMap<>();
    for (Going one : ready) {
      first.merge(one.group(), one.rank(), Math::min);
      going.merge(one.group(), 1, Integer::sum);
    }
    Set<GroupName> inPart = inPart(going);
    UnderWay begun = new UnderWay(question.world(), question.settings().removals());
    Map<GroupName, Integer> order = new HashMap<>();
    ready.forEach(one -> order.putIfAbsent(one.group(), order.size()));
    ready.stream()
        .sorted(
            Comparator.comparing((Going one) -> question.observes(one.node().group()))
                .thenComparing(one -> !one.whole())
                .thenComparing(one -> one.whole() ? first.getOrDefault(one.group(), 0) : 0)
                .thenComparing(one -> one.whole() ? order.getOrDefault(one.group(), 0) : 0)
                .thenComparing(Going::rank))
        .forEach(one -> plan(one, inPart, begun));
  }

  /** Groups that go whole, of which nodes would stay. */
  private Set<GroupName> inPart(Map<GroupName, Integer> going) {
    Set<GroupName> inPart = new HashSet<>();
    for (Going one : ready) {
      int all = question.world().count(one.group()).wanted();
      if (one.whole() && going.getOrDefault(one.group(), 0) < all) {
        inPart.add(one.group());
      }
    }
    return inPart;
  }

  private void plan(Going one, Set<GroupName> inPart, UnderWay begun) {
    NodeName name = one.node().name();
    Optional<UnderWay.Full> full = begun.full(!one.pods().isEmpty());
    if (inPart.contains(one.group())) {
      notes.node(
          name, Reason.GROUP_GOES_WHOLE, "its group goes whole, and other nodes of it must stay");
    } else if (full.isPresent() && !question.observes(one.node().group())) {
      notes.node(name, full.get().reason(), full.get().detail());
    } else {
      notes.act(
          new Action.RemoveNode(
              one.group(),
              one.node().record().identity().name(),
              name,
              one.pods().stream().map(PodFact::podKey).toList(),
              false,
              one.why().reason()),
          new Justification(List.of(one.why().rule()), one.why().facts()));
    }
  }
}
