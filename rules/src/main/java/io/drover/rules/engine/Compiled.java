package io.drover.rules.engine;

import java.util.List;

/** What came of a policy folder: policies to ask, or everything that is wrong with it. */
public sealed interface Compiled permits CompiledPolicies, Compiled.Refused {
  /** The folder is not used; whoever asked keeps the policies that it has. */
  record Refused(String version, List<PolicyProblem> problems) implements Compiled {
    public Refused {
      problems = List.copyOf(problems);
    }
  }
}
