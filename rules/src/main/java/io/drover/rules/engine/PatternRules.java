package io.drover.rules.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;

/**
 * What the conditions of a policy may be: patterns, {@code not}, {@code exists}, {@code and},
 * {@code or}. Accumulations are computed in Java and given as facts, because the executable model
 * compiles some of them wrongly and says nothing.
 */
final class PatternRules {
  private static final String GUARD = Deadline.class.getName() + ".goesOn";

  private final EngineLimits limits;
  private final BiConsumer<Integer, String> problems;
  private final List<String> bound = new ArrayList<>();
  private final TreeMap<Integer, String> guards = new TreeMap<>();
  private int patterns;

  PatternRules(EngineLimits limits, BiConsumer<Integer, String> problems) {
    this.limits = limits;
    this.problems = problems;
  }

  void check(AndDescr conditions, int line) {
    conditions.getDescrs().forEach(part -> check(part, line, true));
    if (patterns > limits.patterns()) {
      problems.accept(line, "has " + patterns + " patterns, at most " + limits.patterns());
    }
  }

  /** The source in which each join asks for the budget; its lines are those of the source. */
  String guarded(String source) {
    StringBuilder guarded = new StringBuilder(source);
    guards
        .descendingMap()
        .forEach(
            (start, variable) -> {
              int open = source.indexOf('(', start);
              guarded.insert(open + 1, GUARD + "(" + variable + "), ");
            });
    return guarded.toString();
  }

  private void check(BaseDescr part, int near, boolean joins) {
    int line = part.getLine() > 0 ? part.getLine() : near;
    if (part instanceof PatternDescr pattern) {
      pattern(pattern, line, joins);
    } else if (part instanceof AndDescr || part instanceof OrDescr) {
      inner(part).forEach(each -> check(each, line, joins));
    } else if (part instanceof NotDescr || part instanceof ExistsDescr) {
      inner(part).forEach(each -> check(each, line, false));
    } else {
      problems.accept(line, "only patterns, not, exists, and, or are allowed as conditions");
    }
  }

  private static List<? extends BaseDescr> inner(BaseDescr part) {
    return ((ConditionalElementDescr) part).getDescrs();
  }

  private void pattern(PatternDescr pattern, int line, boolean joins) {
    patterns++;
    if (pattern.getSource() != null || !pattern.getBehaviors().isEmpty()) {
      problems.accept(line, "from, accumulate, groupby, collect and windows are not allowed");
    }
    if (joins && patterns > 1) {
      join(pattern, line);
    }
    bound.addAll(pattern.getAllBoundIdentifiers());
  }

  /** A product of facts that nothing compares is never meant, and grows without end. */
  private void join(PatternDescr pattern, int line) {
    Optional<String> compared =
        bound.stream()
            .filter(
                variable ->
                    pattern.getDescrs().stream()
                        .anyMatch(constraint -> mentions(constraint.toString(), variable)))
            .findFirst();
    compared.ifPresentOrElse(
        variable -> guards.put(pattern.getStartCharacter(), variable),
        () ->
            problems.accept(
                line, "each pattern after the first needs a constraint with a variable before it"));
  }

  private static boolean mentions(String constraint, String variable) {
    return Pattern.compile("(?<![\\w$])" + Pattern.quote(variable) + "(?![\\w$])")
        .matcher(constraint)
        .find();
  }
}
