package io.drover.rules.engine;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Which files a policy folder may have, by their paths alone. */
final class FolderPaths {
  static final String RULE = ".drl";
  static final String CASES = ".cases.yaml";
  private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._ +-]*");

  private final Set<String> paths;
  private final Consumer<PolicyProblem> problems;

  FolderPaths(PolicyFolder folder, Consumer<PolicyProblem> problems) {
    this.paths = folder.files().keySet();
    this.problems = problems;
  }

  /** The decision that a file belongs to; empty if it is passed over or refused. */
  Optional<Decision> placed(String path) {
    boolean plain =
        Arrays.stream(path.split("/", -1)).allMatch(part -> SEGMENT.matcher(part).matches());
    if (!plain) {
      return refused(
          path,
          "is no plain path: letters, digits and . _ + - are allowed, with / between folders");
    }
    if (path.endsWith(".md")) {
      return Optional.empty();
    }
    Optional<Decision> decision = Decision.ofPath(path);
    if (decision.isEmpty()) {
      return refused(path, "is not in " + folders(path));
    }
    if (path.endsWith(CASES)) {
      String rule = ruleOf(path);
      return paths.contains(rule) ? decision : refused(path, "has no " + rule + " beside it");
    }
    return path.endsWith(RULE)
        ? decision
        : refused(path, "is neither a .drl nor a .cases.yaml file");
  }

  /** The rule beside which cases stand. */
  static String ruleOf(String cases) {
    return cases.substring(0, cases.length() - CASES.length()) + RULE;
  }

  private static String folders(String path) {
    List<String> all = Arrays.stream(Decision.values()).map(Decision::folder).toList();
    String before = String.join(", ", all.subList(0, all.size() - 1));
    String first = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
    return before + " or " + all.getLast() + Nearest.hint(first, all);
  }

  private Optional<Decision> refused(String path, String why) {
    problems.accept(new PolicyProblem(path, 0, "", why));
    return Optional.empty();
  }
}
