package io.drover.rules.engine;

import java.util.List;
import java.util.function.BiConsumer;
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
  private final EngineLimits limits;
  private final BiConsumer<Integer, String> problems;
  private int patterns;

  PatternRules(EngineLimits limits, BiConsumer<Integer, String> problems) {
    this.limits = limits;
    this.problems = problems;
  }

  void check(AndDescr conditions, int line) {
    conditions.getDescrs().forEach(part -> check(part, line));
    if (patterns > limits.patterns()) {
      problems.accept(line, "has " + patterns + " patterns, at most " + limits.patterns());
    }
  }

  private void check(BaseDescr part, int near) {
    int line = part.getLine() > 0 ? part.getLine() : near;
    if (part instanceof PatternDescr pattern) {
      pattern(pattern, line);
    } else if (part instanceof AndDescr
        || part instanceof OrDescr
        || part instanceof NotDescr
        || part instanceof ExistsDescr) {
      List<? extends BaseDescr> inner = ((ConditionalElementDescr) part).getDescrs();
      inner.forEach(each -> check(each, line));
    } else {
      problems.accept(line, "only patterns, not, exists, and, or are allowed as conditions");
    }
  }

  private void pattern(PatternDescr pattern, int line) {
    patterns++;
    if (pattern.getSource() != null || !pattern.getBehaviors().isEmpty()) {
      problems.accept(line, "from, accumulate, groupby, collect and windows are not allowed");
    }
    // A product of facts that nothing compares would grow before any rule code could be stopped.
    if (patterns > 1 && pattern.getDescrs().isEmpty()) {
      problems.accept(line, "a second pattern needs a constraint, or it would match every fact");
    }
  }
}
