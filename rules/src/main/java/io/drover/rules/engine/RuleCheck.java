package io.drover.rules.engine;

import io.drover.rules.engine.Condition.All;
import io.drover.rules.engine.Condition.Any;
import io.drover.rules.engine.Condition.Constraint;
import io.drover.rules.engine.Condition.Quantified;
import io.drover.rules.engine.RuleText.Conclusion;
import java.lang.reflect.Type;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Understands a rule: every name, every kind, every join; and notes where joins need a guard. */
final class RuleCheck {
  private static final String GUARD = Deadline.class.getName() + ".goesOn";

  private final RuleText rule;
  private final EngineLimits.Form form;
  private final Consumer<Unreadable> problems;
  private final TreeMap<Integer, String> guards = new TreeMap<>();
  private int patterns;

  RuleCheck(RuleText rule, EngineLimits.Form form, Consumer<Unreadable> problems) {
    this.rule = rule;
    this.form = form;
    this.problems = problems;
  }

  void check(Vocabulary words) {
    rule.imports()
        .forEach(
            each ->
                words
                    .take(each.name())
                    .ifPresent(why -> problems.accept(new Unreadable(each.at().line(), why))));
    Place start = new Place(new Scope(words, null, Map.of()), true);
    Place end = tried(start, () -> check(rule.conditions(), start));
    if (patterns == 0) {
      problems.accept(new Unreadable(rule.name().line(), "has no condition"));
    }
    if (patterns > form.patterns()) {
      problems.accept(
          new Unreadable(
              rule.name().line(), "has " + patterns + " patterns, at most " + form.patterns()));
    }
    rule.conclusions().forEach(conclusion -> tried(end, () -> conclusion(conclusion, words, end)));
  }

  /** The source in which each join asks for the budget; its lines are those of the source. */
  String guarded() {
    StringBuilder guarded = new StringBuilder(rule.plain());
    guards.descendingMap().forEach(guarded::insert);
    return guarded.toString();
  }

  /** What is bound so far, and whether no pattern has been matched yet on this way. */
  private record Place(Scope scope, boolean first) {}

  private interface Step {
    Place go();
  }

  /** Goes on behind what is wrong, so that all problems are told at once. */
  private Place tried(Place without, Step step) {
    try {
      return step.go();
    } catch (Unreadable wrong) {
      problems.accept(wrong);
      return without;
    }
  }

  private Place check(Condition condition, Place place) {
    return switch (condition) {
      case Condition.Pattern pattern -> pattern(pattern, place, false);
      case All(List<Condition> parts) -> all(parts, place, false);
      case Any(List<Condition> parts) -> any(parts, place);
      case Quantified quantified -> {
        quantified(quantified.inner(), place);
        yield place;
      }
    };
  }

  private Place all(List<Condition> parts, Place place, boolean alone) {
    Place now = place;
    for (Condition part : parts) {
      Place before = now;
      boolean lonely = alone && part == parts.getFirst();
      now =
          part instanceof Condition.Pattern pattern
              ? tried(before, () -> pattern(pattern, before, lonely))
              : tried(before, () -> check(part, before));
    }
    return now;
  }

  private Place any(List<Condition> parts, Place place) {
    Place first = check(parts.getFirst(), place);
    Scope common = first.scope();
    for (Condition part : parts.subList(1, parts.size())) {
      common = common.common(check(part, place).scope());
    }
    return new Place(common, first.first());
  }

  /**
   * Its first pattern only says whether one is there; what follows it makes pairs as a join does.
   */
  private void quantified(Condition inner, Place place) {
    if (inner instanceof Condition.Pattern pattern) {
      pattern(pattern, place, true);
    } else if (inner instanceof All(List<Condition> parts)) {
      all(parts, place, true);
    }
  }

  private Place pattern(Condition.Pattern pattern, Place place, boolean alone) {
    patterns++;
    Class<?> type = place.scope().words().matched(pattern.at());
    Scope before = place.scope().inside(type);
    Scope scope = before;
    Token variable = pattern.variable();
    if (variable != null) {
      scope = scope.with(variable, Kind.of(type));
    }
    for (Constraint constraint : pattern.constraints()) {
      scope = constraint(constraint, scope);
    }
    if (!place.first() && !alone) {
      join(pattern, before);
    }
    return new Place(new Scope(scope.words(), null, scope.variables()), false);
  }

  private Scope constraint(Constraint constraint, Scope scope) {
    Token variable = constraint.variable();
    try {
      if (variable == null) {
        ExpressionKinds.constraint(constraint.expression(), scope);
        return scope;
      }
      return scope.with(variable, bound(variable, constraint.expression(), scope));
    } catch (Unreadable wrong) {
      problems.accept(wrong);
      return scope;
    }
  }

  private static Kind bound(Token variable, Expression expression, Scope scope) {
    boolean path = expression instanceof Expression.Name || expression instanceof Expression.Member;
    Kind kind = ExpressionKinds.of(expression, scope);
    boolean field = path && Variables.of(expression).findAny().isEmpty();
    if (!field || kind.family() == Kind.Family.TYPE) {
      throw new Unreadable(
          variable.line(),
          variable.text() + " : takes a field alone; what must hold follows after a comma");
    }
    return kind;
  }

  /** A product of facts that nothing compares is never meant, and grows without end. */
  private void join(Condition.Pattern pattern, Scope before) {
    Iterator<String> compared =
        pattern.constraints().stream()
            .filter(constraint -> constraint.variable() == null)
            .flatMap(constraint -> Variables.of(constraint.expression()))
            .filter(before.variables()::containsKey)
            .iterator();
    if (compared.hasNext()) {
      guards.put(pattern.inside(), GUARD + "(" + compared.next() + "), ");
    } else {
      problems.accept(
          new Unreadable(
              pattern.at().line(),
              "each pattern after the first needs a constraint with a variable before it"));
    }
  }

  private Place conclusion(Conclusion conclusion, Vocabulary words, Place end) {
    Map<String, Type> components = Vocabulary.components(words.concluded(conclusion.type()));
    String form = conclusion.type().text() + "(" + String.join(", ", components.keySet()) + ")";
    if (components.size() != conclusion.values().size()) {
      throw new Unreadable(conclusion.type().line(), "is concluded as new " + form);
    }
    Iterator<Expression> values = conclusion.values().iterator();
    components.forEach(
        (name, type) -> {
          Expression value = values.next();
          Kind wanted = Kind.of(type);
          Kind given = ExpressionKinds.of(value, end.scope());
          if (!wanted.takes(given)) {
            throw new Unreadable(
                value.at().line(),
                name + " of new " + form + " is " + wanted.told() + ", not " + given.told());
          }
        });
    return end;
  }
}
