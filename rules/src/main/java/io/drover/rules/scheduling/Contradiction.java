package io.drover.rules.scheduling;

import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.SelectorTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A choice of nodes that no node can satisfy, whatever labels it carries: then the pod itself is
 * the reason why it stays pending. To kube-scheduler it is a mismatch of each single node.
 */
final class Contradiction {
  private Contradiction() {}

  /** Null unless node selector and each term of the required affinity exclude each other. */
  static @Nullable WhyNot of(NodeChoice choice) {
    String first = null;
    for (SelectorTerm term : choice.affinity()) {
      String why = within(choice.nodeSelector(), term);
      if (why == null) {
        return null;
      }
      first = first == null ? why : first;
    }
    return first == null
        ? null
        : new WhyNot(
            WhyNot.Cause.NODE_SELECTOR_MISMATCH,
            "no node can match the pod's node affinity/selector: " + first);
  }

  /** The requirements of one label that exclude each other, null if there are none. */
  private static @Nullable String within(Map<String, String> selector, SelectorTerm term) {
    if (term.expressions().isEmpty() && term.fields().isEmpty()) {
      return "an empty term matches none";
    }
    Map<String, List<Requirement>> byLabel = new TreeMap<>();
    for (Requirement each : term.expressions()) {
      byLabel.computeIfAbsent(each.key(), any -> new ArrayList<>()).add(each);
    }
    for (Map.Entry<String, List<Requirement>> label : byLabel.entrySet()) {
      List<Requirement> all = label.getValue();
      String selected = selector.get(label.getKey());
      if (selected != null) {
        all.add(new Requirement(label.getKey(), Requirement.Operator.IN, List.of(selected)));
      }
      List<LabelValues> values =
          all.stream()
              .filter(Contradiction::readable)
              .map(each -> LabelValues.of(each, null))
              .toList();
      if (excludeEachOther(values)) {
        return String.join(
            " and ", values.stream().map(each -> label.getKey() + " " + each.text()).toList());
      }
    }
    return null;
  }

  /** A label that is not there satisfies all of them only if each allows that. */
  private static boolean excludeEachOther(List<LabelValues> values) {
    boolean absent = values.stream().allMatch(LabelValues::allowsAbsence);
    return !absent && values.stream().reduce(LabelValues::intersection).orElseThrow().empty();
  }

  /** What cannot be compared with is left out: it makes a choice no wider. */
  private static boolean readable(Requirement each) {
    return switch (each.operator()) {
      case GT, LT -> !each.values().isEmpty() && each.values().getFirst().matches("-?\\d{1,18}");
      case IN, NOT_IN, EXISTS, DOES_NOT_EXIST -> true;
    };
  }
}
