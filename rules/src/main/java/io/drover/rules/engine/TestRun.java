package io.drover.rules.engine;

import java.util.List;

/**
 * What came of running all cases of a policy folder.
 *
 * @param cases in the order of the folder; none where the rules do not compile
 * @param problems of rules and of files that cannot be read as cases
 */
public record TestRun(List<CaseResult> cases, List<PolicyProblem> problems) {
  public TestRun {
    cases = List.copyOf(cases);
    problems = List.copyOf(problems);
  }

  /** Whether everything could be run, and passed. */
  public boolean passed() {
    return problems.isEmpty() && cases.stream().allMatch(CaseResult::passed);
  }
}
