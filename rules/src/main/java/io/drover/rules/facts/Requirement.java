package io.drover.rules.facts;

import java.util.List;
import java.util.Map;

/** One comparison of a label selector or node selector term. */
public record Requirement(String key, Operator operator, List<String> values) {
  /** The comparisons of {@code NodeSelectorRequirement} and {@code LabelSelectorRequirement}. */
  public enum Operator {
    IN,
    NOT_IN,
    EXISTS,
    DOES_NOT_EXIST,
    GT,
    LT
  }

  public Requirement {
    values = List.copyOf(values);
  }

  /** Whether the labels satisfy this; Gt and Lt never match what is not an integer. */
  public boolean matches(Map<String, String> labels) {
    String actual = labels.get(key);
    return switch (operator) {
      case IN -> actual != null && values.contains(actual);
      case NOT_IN -> actual == null || !values.contains(actual);
      case EXISTS -> actual != null;
      case DOES_NOT_EXIST -> actual == null;
      case GT -> actual != null && compares(actual) > 0;
      case LT -> actual != null && compares(actual) < 0;
    };
  }

  private int compares(String actual) {
    if (values.isEmpty()) {
      return 0;
    }
    try {
      return Long.compare(Long.parseLong(actual), Long.parseLong(values.getFirst()));
    } catch (NumberFormatException notAnInteger) {
      return 0;
    }
  }
}
