package io.drover.rules.engine;

import java.util.List;

/** What the cases beside the rules have shown of each rule. */
public record Coverage(List<OfRule> rules) {
  public Coverage {
    rules = List.copyOf(rules);
  }

  /**
   * What the cases beside one rule have shown of it.
   *
   * @param firing cases in which it fired
   * @param silent cases in which it did not
   * @param edges its comparisons, in the order of the file
   */
  public record OfRule(String file, String rule, int firing, int silent, List<Edge> edges) {
    public OfRule {
      edges = List.copyOf(edges);
    }

    /** Whether it was seen to fire, not to fire, and at the edge of each comparison. */
    public boolean complete() {
      return firing > 0 && silent > 0 && edges.stream().allMatch(Edge::covered);
    }
  }

  /**
   * What was seen of one comparison.
   *
   * @param ordered whether it has an edge: {@code <}, {@code <=}, {@code >} or {@code >=}
   * @param at whether both sides were equal once
   * @param holds whether it held once
   * @param fails whether it did not hold once
   */
  public record Edge(
      int line, String comparison, boolean ordered, boolean at, boolean holds, boolean fails) {
    /** Whether it was seen on both sides, and on the edge if it has one. */
    public boolean covered() {
      return holds && fails && (at || !ordered);
    }

    private String text() {
      String missing =
          (holds ? "" : ", never holds")
              + (fails ? "" : ", never fails")
              + (at || !ordered ? "" : ", never at its edge");
      return "  line " + line + ": " + comparison + (missing.isEmpty() ? ", covered" : missing);
    }
  }

  /** Whether every rule is complete. */
  public boolean complete() {
    return rules.stream().allMatch(OfRule::complete);
  }

  /** A few lines for each rule, for people. */
  public String text() {
    StringBuilder text = new StringBuilder();
    for (OfRule rule : rules) {
      text.append(rule.file())
          .append(": fires in ")
          .append(rule.firing())
          .append(" of its cases, not in ")
          .append(rule.silent())
          .append('\n');
      rule.edges().forEach(edge -> text.append(edge.text()).append('\n'));
    }
    return text.toString();
  }
}
