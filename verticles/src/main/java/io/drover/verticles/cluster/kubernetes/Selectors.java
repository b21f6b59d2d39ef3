package io.drover.verticles.cluster.kubernetes;

import io.drover.rules.facts.LabelSelector;
import io.drover.rules.facts.Requirement;
import io.drover.rules.facts.SelectorTerm;
import io.fabric8.kubernetes.api.model.NodeSelectorRequirement;
import io.fabric8.kubernetes.api.model.NodeSelectorTerm;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Selectors of labels and of nodes. */
final class Selectors {
  /** In policy/v1 no selector matches no pod, an empty one every pod. */
  private static final LabelSelector NOTHING =
      new LabelSelector(List.of(new Requirement("", Requirement.Operator.IN, List.of())));

  private Selectors() {}

  static LabelSelector ofPods(io.fabric8.kubernetes.api.model.@Nullable LabelSelector selector) {
    if (selector == null) {
      return NOTHING;
    }
    List<Requirement> requirements = new ArrayList<>();
    OrEmpty.map(selector.getMatchLabels())
        .forEach(
            (key, value) ->
                requirements.add(new Requirement(key, Requirement.Operator.IN, List.of(value))));
    OrEmpty.list(selector.getMatchExpressions())
        .forEach(
            expression ->
                requirements.add(
                    requirement(
                        expression.getKey(), expression.getOperator(), expression.getValues())));
    return new LabelSelector(requirements);
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
        .map(each -> requirement(each.getKey(), each.getOperator(), each.getValues()))
        .toList();
  }

  private static Requirement requirement(
      String key, String operator, @Nullable List<String> values) {
    return new Requirement(key, operator(operator), OrEmpty.list(values));
  }

  private static Requirement.Operator operator(String operator) {
    return switch (operator) {
      case "In" -> Requirement.Operator.IN;
      case "NotIn" -> Requirement.Operator.NOT_IN;
      case "Exists" -> Requirement.Operator.EXISTS;
      case "DoesNotExist" -> Requirement.Operator.DOES_NOT_EXIST;
      case "Gt" -> Requirement.Operator.GT;
      case "Lt" -> Requirement.Operator.LT;
      default -> throw new Unreadable("operator '" + operator + "' is not known");
    };
  }
}
