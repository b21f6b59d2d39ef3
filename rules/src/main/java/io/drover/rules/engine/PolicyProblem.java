package io.drover.rules.engine;

/**
 * What is wrong with a policy folder.
 *
 * @param line from 1, zero where none is known
 * @param rule its name, empty where none is known
 */
public record PolicyProblem(String file, int line, String rule, String text) {
  /** In the form that editors jump to. */
  @Override
  public String toString() {
    return file
        + (line > 0 ? ":" + line : "")
        + ": "
        + (rule.isEmpty() ? "" : "rule \"" + rule + "\": ")
        + text;
  }
}
