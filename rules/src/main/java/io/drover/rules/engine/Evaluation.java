package io.drover.rules.engine;

import io.drover.rules.facts.Budget;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.MatchedFacts;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.drools.core.common.EqualityKey;
import org.drools.core.common.ReteEvaluator;
import org.drools.core.common.TruthMaintenanceSystem;
import org.drools.core.common.TruthMaintenanceSystemFactory;
import org.drools.tms.SimpleMode;
import org.drools.tms.TruthMaintenanceSystemEqualityKey;
import org.drools.tms.beliefsystem.BeliefSet;
import org.kie.api.KieBase;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.Match;

/** One run of the rules of a decision over facts: a session of its own, under a budget. */
final class Evaluation {
  private final RuleBase rules;
  private final EngineLimits limits;

  Evaluation(RuleBase rules, EngineLimits limits) {
    this.rules = rules;
    this.limits = limits;
  }

  /** Everything concluded, of every type, in no particular order; or that it was cut off. */
  PolicyAnswer<Object> run(Collection<?> facts, Budget budget) {
    KieBase base = rules.base();
    if (base == null) {
      return new PolicyAnswer.Answered<>(List.of());
    }
    KieSession session = base.newKieSession();
    Meter meter = new Meter(budget, limits.memory());
    try {
      return Deadline.under(meter, () -> fire(session, facts, meter));
    } catch (Deadline.Spent spent) {
      return new PolicyAnswer.CutOff<>("the rules of " + folder() + " " + spent.getMessage());
    } catch (StackOverflowError tooDeep) {
      return new PolicyAnswer.CutOff<>("a rule of " + folder() + " called itself without end");
    } catch (RuntimeException failed) {
      return new PolicyAnswer.CutOff<>("a rule of " + folder() + " failed: " + rootText(failed));
    } finally {
      session.dispose();
    }
  }

  private PolicyAnswer<Object> fire(KieSession session, Collection<?> facts, Meter meter) {
    for (Object fact : facts) {
      if (rules.matched().contains(fact.getClass())) {
        session.insert(fact);
      }
    }
    session.addEventListener(meter);
    if (session.fireAllRules(limits.firings()) >= limits.firings()) {
      return new PolicyAnswer.CutOff<>(
          "the rules of " + folder() + " fired " + limits.firings() + " times without an end");
    }
    return new PolicyAnswer.Answered<>(conclusions((ReteEvaluator) session, meter));
  }

  /**
   * Reads what stands at the end and which matches justify it. A listener would miss the second
   * rule that concludes the same, and would tell conclusions that have been taken back since.
   */
  private List<Concluded<Object>> conclusions(ReteEvaluator session, Meter meter) {
    TruthMaintenanceSystem beliefs =
        TruthMaintenanceSystemFactory.get().getOrCreateTruthMaintenanceSystem(session);
    List<Concluded<Object>> conclusions = new ArrayList<>();
    for (EqualityKey key : beliefs.getEqualityKeys()) {
      BeliefSet<?> set = ((TruthMaintenanceSystemEqualityKey) key).getBeliefSet();
      if (set != null) {
        Object conclusion = key.getFactHandle().getObject();
        for (Object mode = set.getFirst(); mode != null; mode = ((SimpleMode) mode).getNext()) {
          Match match = ((SimpleMode) mode).getObject().getJustifier();
          Concluded<Object> concluded = concluded(conclusion, match);
          meter.matched(concluded.facts().size());
          conclusions.add(concluded);
        }
      }
    }
    return conclusions;
  }

  private Concluded<Object> concluded(Object conclusion, Match match) {
    String rule = match.getRule().getName();
    Reason reason = Objects.requireNonNull(rules.reasons().get(rule), "a rule without a reason");
    return new Concluded<>(conclusion, rule, reason, new MatchedFacts(match.getObjects()));
  }

  private String folder() {
    return rules.decision().folder();
  }

  private static String rootText(Throwable failed) {
    Throwable root = failed;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return FirstLine.of(root.toString());
  }

  /** Picks the conclusions of one type, by subject, then by rule, then by what was matched. */
  static <C> PolicyAnswer<C> only(
      Class<C> type, Comparator<C> bySubject, PolicyAnswer<Object> answer) {
    return switch (answer) {
      case PolicyAnswer.CutOff<Object>(String detail) -> new PolicyAnswer.CutOff<>(detail);
      case PolicyAnswer.Answered<Object>(List<Concluded<Object>> all) ->
          new PolicyAnswer.Answered<>(
              all.stream()
                  .filter(each -> type.isInstance(each.conclusion()))
                  .map(each -> cast(type, each))
                  .sorted((one, other) -> order(one, other, bySubject))
                  .toList());
    };
  }

  private static <C> int order(Concluded<C> one, Concluded<C> other, Comparator<C> bySubject) {
    int order = bySubject.compare(one.conclusion(), other.conclusion());
    if (order == 0) {
      order = one.rule().compareTo(other.rule());
    }
    return order == 0 ? one.facts().toString().compareTo(other.facts().toString()) : order;
  }

  private static <C> Concluded<C> cast(Class<C> type, Concluded<Object> each) {
    return new Concluded<>(type.cast(each.conclusion()), each.rule(), each.reason(), each.facts());
  }
}
