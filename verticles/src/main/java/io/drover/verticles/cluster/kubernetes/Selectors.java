package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.SelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Selectors of labels and of nodes. */
final class Selectors {
  /** No selector matches nothing, an empty one everything. */
  private static final LabelSelector NOTHING =
      new LabelSelector(List.of(new Requirement("", Requirement.Operator.IN, List.of())));

  private Selectors() {}

  /** Of pods or of namespaces. */
  static LabelSelector ofLabels(io.fabric8.kubernetes.api.model.@Nullable LabelSelector selector) {
    if (selector == null) {
      return NOTHING;
    }
    List<Requirement> requirements = new ArrayList<>();
    OrEmpty.map(selector.getMatchLabels())
        .forEach(
            (key, value) ->
                requirements.add(
                    requirement(key, Requirement.Operator.IN, Collections.singletonList(value))));
    OrEmpty.list(selector.getMatchExpressions())
        .forEach(
            expression ->
                requirements.add(
                    requirement(
                        expression.getKey(),
                        ofLabels(expression.getOperator()),
                        expression.getValues())));
    return new LabelSelector(requirements);
  }

  /**
   * Only those with the same values of the labels {@code keys} as there are in {@code labels}; a
   * key that is not there narrows nothing. A requirement that stands there already is not repeated.
   */
  static LabelSelector alike(
      LabelSelector selector, @Nullable List<String> keys, Map<String, String> labels) {
    if (selector.equals(NOTHING)) {
      return NOTHING;
    }
    Set<Requirement> requirements = new LinkedHashSet<>(selector.requirements());
    for (String key : OrEmpty.list(keys)) {
      String value = labels.get(key);
      if (value != null) {
        requirements.add(new Requirement(key, Requirement.Operator.IN, List.of(value)));
      }
    }
    return new LabelSelector(List.copyOf(requirements));
  }

  static List<SelectorTerm> terms(@Nullable List<NodeSelectorTerm> terms) {
    return OrEmpty.list(terms).stream()
        .map(
            term ->
                new SelectorTerm(
                    ofNodes(term.getMatchExpressions()), ofNodes(term.getMatchFields())))
        .toList();
  }

  private static List<Requirement> ofNodes(@Nullable List<NodeSelectorRequirement> requirements) {
    return OrEmpty.list(requirements).stream()
        .map(each -> requirement(each.getKey(), ofNodes(each.getOperator()), each.getValues()))
        .toList();
  }

  /** JSON's null among the values is an empty text, as it is to the API server. */
  private static Requirement requirement(
      @Nullable String key,
      Requirement.Operator operator,
      @Nullable List<? extends @Nullable String> values) {
    String label = OrEmpty.text(key);
    if (label.isEmpty()) {
      throw new Unreadable("a selector does not say of which label");
    }
    List<String> texts = new ArrayList<>();
    if (values != null) {
      values.forEach(value -> texts.add(OrEmpty.text(value)));
    }
    boolean compares = operator == Requirement.Operator.GT || operator == Requirement.Operator.LT;
    if (compares && texts.size() != 1) {
      throw new Unreadable("a comparison of '" + label + "' is not with one value");
    }
    return new Requirement(label, operator, texts);
  }

  private static Requirement.Operator ofLabels(@Nullable String operator) {
    return switch (OrEmpty.text(operator)) {
      case "In" -> Requirement.Operator.IN;
      case "NotIn" -> Requirement.Operator.NOT_IN;
      case "Exists" -> Requirement.Operator.EXISTS;
      case "DoesNotExist" -> Requirement.Operator.DOES_NOT_EXIST;
      default -> throw new Unreadable("operator '" + operator + "' is not known");
    };
  }

  private static Requirement.Operator ofNodes(@Nullable String operator) {
    return switch (OrEmpty.text(operator)) {
      case "Gt" -> Requirement.Operator.GT;
      case "Lt" -> Requirement.Operator.LT;
      default -> ofLabels(operator);
    };
  }
}
