package io.drover.rules.engine;

import io.drover.rules.facts.Budget;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import java.util.ArrayList;
import java.util.List;

/**
 * A scale-up rule that goes to the compiler as it is, past everything that reads it first: so that
 * the second line of defence, the check of the compiled classes, is tested by itself.
 */
record RawRule(String conditions, String body) {
  private RuleFile file() {
    String source = PolicyFiles.demandRule("A pod is demand", conditions, body);
    Token name = new Token(Token.Kind.TEXT, "A pod is demand", 0, 4);
    Token then = new Token(Token.Kind.WORD, "then", 0, 8);
    Condition.All none = new Condition.All(List.of());
    RuleText text = new RuleText(source, List.of(), name, name, none, then, List.of());
    return new RuleFile("scale-up/one.drl", text, source, Reason.PODS_UNSCHEDULABLE);
  }

  List<PolicyProblem> problems() {
    List<PolicyProblem> problems = new ArrayList<>();
    new RuleCompiler(Decision.SCALE_UP, CompiledRules.NOWHERE).compile(List.of(file()), problems);
    return problems;
  }

  /** What it concludes of so many pods within so many steps. */
  PolicyAnswer<Object> ask(int pods, long steps) {
    List<PolicyProblem> problems = new ArrayList<>();
    RuleBase base =
        new RuleCompiler(Decision.SCALE_UP, CompiledRules.NOWHERE)
            .compile(List.of(file()), problems);
    if (!problems.isEmpty()) {
      throw new AssertionError(problems.toString());
    }
    return new Evaluation(base, EngineLimits.DEFAULT)
        .run(new ManyFacts(pods).pods(), Budget.ofSteps(steps));
  }
}
