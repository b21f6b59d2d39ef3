package io.drover.rules.plan;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NewGroups;
import io.drover.rules.facts.NodeChoice;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.SelectorTerm;
import io.drover.rules.facts.Taint;
import io.drover.rules.facts.Toleration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What nodes of a new group would carry for a pod: the labels that it asks for, and for those that
 * it tolerates by name a taint that keeps others off. Labels that only Kubernetes, a cloud or
 * Drover gives are left out: the group's offerings have them, or no group helps.
 *
 * @param taints in order of the labels
 */
record GroupWish(SortedMap<String, String> labels, List<Taint> taints) {
  private static final int LONGEST_WORD = 30;
  private static final SelectorTerm NONE = new SelectorTerm(List.of(), List.of());

  GroupWish {
    taints = List.copyOf(taints);
  }

  /** One for each term of its required affinity, in order. */
  static List<GroupWish> of(NodeChoice nodes) {
    List<SelectorTerm> terms = nodes.affinity().isEmpty() ? List.of(NONE) : nodes.affinity();
    return terms.stream()
        .filter(term -> term.fields().isEmpty())
        .map(term -> of(nodes, term))
        .distinct()
        .toList();
  }

  private static GroupWish of(NodeChoice nodes, SelectorTerm term) {
    SortedMap<String, String> labels = new TreeMap<>();
    for (Requirement one : term.expressions()) {
      value(one).ifPresent(value -> labels.put(one.key(), value));
    }
    labels.putAll(nodes.nodeSelector());
    labels.keySet().removeIf(NewGroups::reserved);
    return new GroupWish(labels, taints(labels, nodes.tolerations()));
  }

  /** The first value that satisfies it, where a label must be there. */
  private static Optional<String> value(Requirement one) {
    return switch (one.operator()) {
      case IN -> one.values().stream().sorted().findFirst();
      case EXISTS -> Optional.of("true");
      case NOT_IN, DOES_NOT_EXIST, GT, LT -> Optional.empty();
    };
  }

  private static List<Taint> taints(
      SortedMap<String, String> labels, List<Toleration> tolerations) {
    return labels.entrySet().stream()
        .map(label -> new Taint(label.getKey(), label.getValue(), Taint.Effect.NO_SCHEDULE))
        .filter(taint -> tolerations.stream().anyMatch(one -> byName(one, taint)))
        .toList();
  }

  private static boolean byName(Toleration one, Taint taint) {
    return taint.key().equals(one.key()) && one.covers(taint);
  }

  /** A key that the configuration does not let pods have put on nodes. */
  Optional<String> notAdmitted(NewGroups making) {
    return labels.keySet().stream()
        .filter(key -> !making.template().template().labels().containsKey(key))
        .filter(key -> !making.admits(key))
        .findFirst();
  }

  /** The same for the same wish, whoever makes the group. */
  GroupName name() {
    String word = labels.isEmpty() ? "any" : word(labels.firstKey()) + "-" + word(first(labels));
    String hash = UUID.nameUUIDFromBytes((labels + " " + taints).getBytes(UTF_8)).toString();
    String shown = word.length() > LONGEST_WORD ? word.substring(0, LONGEST_WORD) : word;
    return new GroupName(("for-" + shown + "-" + hash.substring(0, 8)).replaceAll("-+", "-"));
  }

  private static String first(SortedMap<String, String> labels) {
    return labels.values().iterator().next();
  }

  private static String word(String text) {
    return text.substring(text.indexOf('/') + 1)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[^a-z0-9]+", "-");
  }

  String text() {
    return labels.isEmpty()
        ? "no labels"
        : String.join(", ", labels.entrySet().stream().map(Map.Entry::toString).toList());
  }
}
