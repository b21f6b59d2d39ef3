package io.drover.rules.plan;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.ServingNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is kept from one plan to the next where the cluster cannot keep it. A restart forgets it,
 * and what is not known counts as "just now", never as "long ago".
 *
 * @param unneededSince by node of an observed group, on which nothing may be noted
 * @param historyLostSince groups that have nodes though no scale-up is on record: their status was
 *     wiped, and they may have been scaled up just before
 * @param awaySince by uid, READY records whose Node is gone
 * @param interruptions of the last hour, as far as this member has heard of them
 * @param notes that are not believed, as they were too old when this member began; null before its
 *     first plan, which finds them
 */
public record Remembered(
    Map<NodeName, Instant> unneededSince,
    Map<GroupName, Instant> historyLostSince,
    Map<String, Instant> awaySince,
    List<PastInterruption> interruptions,
    @Nullable Map<NodeName, Instant> notes) {
  public static final Remembered NOTHING =
      new Remembered(Map.of(), Map.of(), Map.of(), List.of(), null);

  public Remembered {
    unneededSince = Map.copyOf(unneededSince);
    historyLostSince = Map.copyOf(historyLostSince);
    awaySince = Map.copyOf(awaySince);
    interruptions = List.copyOf(interruptions);
    notes = notes == null ? null : Map.copyOf(notes);
  }

  /** Whether the note on a node, that it has been unneeded since then, says so of all that time. */
  boolean believes(ServingNode node, Instant since, Question question) {
    return notes == null
        ? !since.isBefore(question.now().minus(question.settings().noteMaxAge()))
        : !since.equals(notes.get(node.name()));
  }

  /** Notes that were not believed and still stand there; before the first plan, those too old. */
  private Map<NodeName, Instant> unbelieved(Question question) {
    Map<NodeName, Instant> unbelieved = new HashMap<>(notes == null ? Map.of() : notes);
    unbelieved.keySet().removeIf(name -> question.world().node(name).isEmpty());
    if (notes != null && unbelieved.isEmpty()) {
      return unbelieved;
    }
    for (ServingNode node : question.world().servingNodes()) {
      Optional<Instant> noted = Mark.noted(node);
      if (noted.isPresent() && !believes(node, noted.get(), question)) {
        unbelieved.put(node.name(), noted.get());
      } else {
        unbelieved.remove(node.name());
      }
    }
    return unbelieved;
  }

  /** What of it still holds for the question's world, and what is seen there for the first time. */
  Remembered on(Question question) {
    Set<GroupName> unknown = new HashSet<>();
    for (NodeGroupFact group : question.world().groups()) {
      if (group.history().lastScaleUp() == null
          && question.world().count(group.name()).records() > 0) {
        unknown.add(group.name());
      }
    }
    Set<String> away = new HashSet<>();
    for (ManagedNodeFact record : question.world().unsettledNodes()) {
      if (Away.is(record, question.world())) {
        away.add(record.identity().uid());
      }
    }
    Map<NodeName, Instant> unneeded = new HashMap<>(unneededSince);
    unneeded.keySet().removeIf(node -> !observed(node, question));
    return new Remembered(
        unneeded,
        noticed(unknown, historyLostSince, question.now()),
        noticed(away, awaySince, question.now()),
        PastInterruption.until(question, interruptions),
        unbelieved(question));
  }

  /** Whether it is a node of an observed group, and counts there. */
  private static boolean observed(NodeName node, Question question) {
    return question.world().recordsNaming(node).stream()
        .filter(Counted::counts)
        .map(record -> question.world().group(record.group()))
        .anyMatch(group -> group.filter(question::observes).isPresent());
  }

  /** Those that are there: since when they were before, or since now. */
  private static <K> Map<K, Instant> noticed(Set<K> there, Map<K, Instant> before, Instant now) {
    Map<K, Instant> since = new HashMap<>();
    there.forEach(key -> since.put(key, before.getOrDefault(key, now)));
    return since;
  }

  /** With the marks of observed nodes that a plan has told, and without those that it took away. */
  Remembered after(List<Planned> actions, Question question) {
    Map<NodeName, Instant> since = new HashMap<>(unneededSince);
    for (Planned planned : actions) {
      if (question.world().group(planned.action().group()).filter(question::observes).isPresent()) {
        switch (planned.action()) {
          case Action.MarkCandidate mark -> since.put(mark.node(), mark.since());
          case Action.ClearCandidate clear -> since.remove(clear.node());
          case Action.BuyNode bought -> {}
          case Action.RemoveNode removed -> {}
          case Action.MakeGroup made -> {}
          case Action.DropGroup dropped -> {}
        }
      }
    }
    return new Remembered(since, historyLostSince, awaySince, interruptions, notes);
  }
}
