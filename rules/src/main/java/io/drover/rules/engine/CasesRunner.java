package io.drover.rules.engine;

import io.drover.rules.facts.Budget;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Runs the cases that stand beside the rules: facts given, conclusions expected. A case sees all
 * rules of its folder, and expects all that they conclude.
 */
final class CasesRunner {
  private final Evaluation evaluation;
  private final Decision decision;
  private final EngineLimits limits;
  private final Supplier<Budget> budgets;
  private final List<Proof> proofs = new ArrayList<>();
  private final List<CaseResult> results = new ArrayList<>();
  private boolean cutOff;

  /** A case that was run: what was given and what the rules concluded. */
  record Proof(String path, List<Object> given, List<Concluded<Object>> concluded) {
    Proof {
      given = List.copyOf(given);
      concluded = List.copyOf(concluded);
    }
  }

  CasesRunner(RuleBase rules, EngineLimits limits, Supplier<Budget> budgets) {
    this.evaluation = new Evaluation(rules, limits);
    this.decision = rules.decision();
    this.limits = limits;
    this.budgets = budgets;
  }

  /** Every case that came to an end. */
  List<Proof> proofs() {
    return List.copyOf(proofs);
  }

  /** Every case, in order. */
  List<CaseResult> results() {
    return List.copyOf(results);
  }

  /** Runs the cases of a file; tells what is wrong with the file itself. */
  List<PolicyProblem> run(String path, byte[] file) {
    try {
      for (CaseFile.Case each : CaseFile.read(decision, file, limits)) {
        String failure = failure(path, each).orElse("");
        results.add(new CaseResult(path, each.line(), each.name(), failure));
      }
      return List.of();
    } catch (Unreadable wrong) {
      return List.of(new PolicyProblem(path, wrong.line(), "", wrong.text()));
    }
  }

  /** The cases that failed, as problems of their files. */
  List<PolicyProblem> failures() {
    return results.stream()
        .filter(result -> !result.passed())
        .map(
            result ->
                new PolicyProblem(
                    result.path(),
                    result.line(),
                    "",
                    "case \"" + result.name() + "\" " + result.failure()))
        .toList();
  }

  /** After a case that was cut off no other is run: each would take its whole budget again. */
  private Optional<String> failure(String path, CaseFile.Case one) {
    if (cutOff) {
      return Optional.empty();
    }
    return switch (evaluation.run(one.given(), budgets.get())) {
      case PolicyAnswer.CutOff<Object>(String detail) -> {
        cutOff = true;
        yield Optional.of("was cut off: " + detail);
      }
      case PolicyAnswer.Answered<Object>(List<Concluded<Object>> all) -> {
        proofs.add(new Proof(path, one.given(), all));
        yield differs(one, all);
      }
    };
  }

  private static Optional<String> differs(CaseFile.Case one, List<Concluded<Object>> conclusions) {
    TreeSet<String> expected = new TreeSet<>();
    one.expect().forEach(value -> expected.add(value.toString()));
    TreeSet<String> concluded = new TreeSet<>();
    conclusions.forEach(each -> concluded.add(each.conclusion().toString()));
    if (!concluded.equals(expected)) {
      return Optional.of(
          "expects "
              + expected
              + " but the rules conclude "
              + concluded
              + by(conclusions, each -> !expected.contains(each.conclusion().toString())));
    }
    TreeSet<Reason> reasons = new TreeSet<>();
    conclusions.forEach(each -> reasons.add(each.reason()));
    return one.because().isEmpty() || reasons.equals(new TreeSet<>(one.because()))
        ? Optional.empty()
        : Optional.of(
            "expects it because of "
                + one.because()
                + " but it is of "
                + reasons
                + by(conclusions, each -> !one.because().contains(each.reason())));
  }

  /** The rules to blame: a case may fail for a rule that stands in another file. */
  private static String by(
      List<Concluded<Object>> conclusions, Predicate<Concluded<Object>> unexpected) {
    String rules =
        conclusions.stream()
            .filter(unexpected)
            .map(each -> '"' + each.rule() + '"')
            .distinct()
            .sorted()
            .collect(Collectors.joining(", "));
    return rules.isEmpty() ? "" : " by the rule " + rules;
  }
}
