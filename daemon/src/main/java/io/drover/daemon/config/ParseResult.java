package io.drover.daemon.config;

import java.util.List;

/** What became of a configuration file. */
public sealed interface ParseResult {
  /** It holds together. */
  record Parsed(DroverConfig config) implements ParseResult {}

  /**
   * It does not.
   *
   * @param source the file's name
   * @param problems all of them, in the order of the file
   */
  record Rejected(String source, List<Problem> problems) implements ParseResult {
    private static final int GAP = 4;

    public Rejected {
      problems = List.copyOf(problems);
    }

    /** The problems for a person, one per line, with a line end. */
    public String text() {
      int width = problems.stream().mapToInt(problem -> problem.path().length()).max().orElse(0);
      StringBuilder text = new StringBuilder(source).append(": ").append(problems.size());
      text.append(problems.size() == 1 ? " problem\n" : " problems\n");
      for (Problem problem : problems) {
        text.append("  ").append(problem.path());
        text.repeat(' ', width + GAP - problem.path().length());
        text.append(problem.text()).append('\n');
      }
      return text.toString();
    }
  }
}
