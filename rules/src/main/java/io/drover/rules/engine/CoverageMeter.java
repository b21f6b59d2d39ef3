package io.drover.rules.engine;

import io.drover.rules.engine.Condition.All;
import io.drover.rules.engine.Condition.Any;
import io.drover.rules.engine.Condition.Constraint;
import io.drover.rules.engine.Condition.Quantified;
import io.drover.rules.engine.Expression.Binary;
import io.drover.rules.engine.Expression.Prefix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Measures what the cases beside one rule show of it. */
final class CoverageMeter {
  /** Of the ways to bind a rule's variables in one case, so many are looked at. */
  private static final int WAYS = 1_000;

  private final RuleFile rule;
  private final Vocabulary words;
  private final IdentityHashMap<Binary, Seen> seen = new IdentityHashMap<>();
  private final List<Binary> inOrder = new ArrayList<>();

  /** What has been seen of a comparison. */
  private static final class Seen {
    private boolean at;
    private boolean holds;
    private boolean fails;
  }

  private CoverageMeter(RuleFile rule, Decision decision) {
    this.rule = rule;
    this.words = new Vocabulary(decision);
    rule.text().imports().forEach(each -> words.take(each.name()));
  }

  /** What the proofs that stand beside the rule show; others are passed over. */
  static Coverage.OfRule measure(RuleFile rule, Decision decision, List<CasesRunner.Proof> proofs) {
    CoverageMeter meter = new CoverageMeter(rule, decision);
    List<CasesRunner.Proof> own =
        proofs.stream()
            .filter(proof -> FolderPaths.ruleOf(proof.path()).equals(rule.path()))
            .toList();
    meter.note(rule.text().conditions());
    own.forEach(meter::look);
    int firing =
        (int)
            own.stream()
                .filter(
                    proof ->
                        proof.concluded().stream()
                            .anyMatch(each -> each.rule().equals(rule.rule())))
                .count();
    return new Coverage.OfRule(
        rule.path(), rule.rule(), firing, own.size() - firing, meter.edges());
  }

  private List<Coverage.Edge> edges() {
    List<Coverage.Edge> edges = new ArrayList<>();
    for (Binary each : inOrder) {
      Seen of = seen.getOrDefault(each, new Seen());
      boolean ordered = each.operator().orders();
      edges.add(
          new Coverage.Edge(each.at().line(), Told.of(each), ordered, of.at, of.holds, of.fails));
    }
    return edges;
  }

  private void note(Condition condition) {
    switch (condition) {
      case Condition.Pattern pattern ->
          pattern.constraints().stream()
              .flatMap(constraint -> comparisons(constraint.expression()))
              .forEach(
                  comparison -> {
                    inOrder.add(comparison);
                    seen.put(comparison, new Seen());
                  });
      case All(List<Condition> parts) -> parts.forEach(this::note);
      case Any(List<Condition> parts) -> parts.forEach(this::note);
      case Quantified(boolean not, Condition inner) -> note(inner);
    }
  }

  private static Stream<Binary> comparisons(Expression expression) {
    return switch (expression) {
      case Binary binary when binary.operator().joins() ->
          Stream.concat(comparisons(binary.left()), comparisons(binary.right()));
      case Binary binary ->
          binary.operator().equates() || binary.operator().orders()
              ? Stream.of(binary)
              : Stream.empty();
      case Prefix prefix -> comparisons(prefix.of());
      case Expression.Literal literal -> Stream.empty();
      case Expression.Name name -> Stream.empty();
      case Expression.Member member -> Stream.empty();
      case Expression.In in -> Stream.empty();
    };
  }

  private void look(CasesRunner.Proof proof) {
    LinkedHashSet<Object> facts = new LinkedHashSet<>(proof.given());
    proof.concluded().forEach(each -> facts.add(each.conclusion()));
    look(rule.text().conditions(), List.copyOf(facts), List.of(Map.of()));
  }

  /** Whatever the other constraints say: each comparison is looked at by itself. */
  private List<Map<String, Object>> look(
      Condition condition, List<Object> facts, List<Map<String, Object>> ways) {
    return switch (condition) {
      case Condition.Pattern pattern ->
          ways.stream()
              .flatMap(way -> facts.stream().flatMap(fact -> match(pattern, fact, way)))
              .limit(WAYS)
              .toList();
      case All(List<Condition> parts) -> {
        List<Map<String, Object>> now = ways;
        for (Condition part : parts) {
          now = look(part, facts, now);
        }
        yield now;
      }
      case Any(List<Condition> parts) ->
          parts.stream().flatMap(part -> look(part, facts, ways).stream()).limit(WAYS).toList();
      case Quantified(boolean not, Condition inner) -> {
        look(inner, facts, ways);
        yield ways;
      }
    };
  }

  private Stream<Map<String, Object>> match(
      Condition.Pattern pattern, Object fact, Map<String, Object> way) {
    if (!fact.getClass().getSimpleName().equals(pattern.type())) {
      return Stream.empty();
    }
    Map<String, Object> bound = new HashMap<>(way);
    Token variable = pattern.variable();
    if (variable != null) {
      bound.put(variable.text(), fact);
    }
    for (Constraint constraint : pattern.constraints()) {
      Values values = new Values(words, fact, bound);
      Token name = constraint.variable();
      Object value = name == null ? null : values.of(constraint.expression());
      if (name != null && value != null) {
        bound.put(name.text(), value);
      }
      comparisons(constraint.expression()).forEach(comparison -> see(comparison, values));
    }
    return Stream.of(bound);
  }

  private void see(Binary comparison, Values values) {
    Seen of = seen.computeIfAbsent(comparison, any -> new Seen());
    boolean holds = values.compares(comparison);
    of.at |= values.equal(comparison);
    of.holds |= holds;
    of.fails |= !holds;
  }
}
