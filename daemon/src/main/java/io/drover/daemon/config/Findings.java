package io.drover.daemon.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The problems found so far, and where in the file each path stands. */
final class Findings {
  private final List<Problem> problems = new ArrayList<>();
  private final Map<String, Integer> lines = new HashMap<>();

  void stands(String path, int line) {
    lines.put(path, line);
  }

  void add(String path, String text) {
    problems.add(new Problem(path, text, line(path)));
  }

  /** Whether something is already known to be wrong there, so that its value means nothing. */
  boolean about(String path) {
    return problems.stream().anyMatch(problem -> problem.path().equals(path));
  }

  /** Whether the file itself has something at the path, rather than a default. */
  boolean inFile(String path) {
    return lines.containsKey(path);
  }

  boolean isEmpty() {
    return problems.isEmpty();
  }

  List<Problem> inOrder() {
    return problems.stream().sorted(Comparator.comparingInt(Problem::line)).toList();
  }

  /** The line of the path, or of what it would stand in. */
  private int line(String path) {
    for (String at = path; !at.isEmpty(); at = parent(at)) {
      Integer line = lines.get(at);
      if (line != null) return line;
    }
    return 1;
  }

  private static String parent(String path) {
    int end = Math.max(path.lastIndexOf('.'), path.lastIndexOf('['));
    return end < 0 ? "" : path.substring(0, end);
  }
}
