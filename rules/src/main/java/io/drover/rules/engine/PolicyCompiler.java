package io.drover.rules.engine;

import io.drover.rules.facts.Budget;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Makes policies out of a folder of rule files, or says all that is wrong with it. It takes seconds
 * the first time in a process: never call it on an event loop.
 */
public final class PolicyCompiler {
  private final EngineLimits limits;
  private final Supplier<Budget> budgets;
  private final CompiledRules kept;

  /** A compiler that keeps nothing. */
  public PolicyCompiler(EngineLimits limits, Supplier<Budget> budgets) {
    this(limits, budgets, CompiledRules.NOWHERE);
  }

  /**
   * A compiler.
   *
   * @param budgets gives a fresh budget for each evaluation, of cases now and of policies later
   * @param kept where rules are looked for before they are compiled
   */
  public PolicyCompiler(EngineLimits limits, Supplier<Budget> budgets, CompiledRules kept) {
    this.limits = limits;
    this.budgets = budgets;
    this.kept = kept;
  }

  /**
   * Compiles all rules and runs all cases; the folder is refused as a whole or taken as a whole.
   */
  public Compiled compile(PolicyFolder folder) {
    List<PolicyProblem> problems = new ArrayList<>();
    Map<Decision, List<RuleFile>> rules = parse(folder, problems);
    Map<Decision, RuleBase> bases = new EnumMap<>(Decision.class);
    if (problems.isEmpty()) {
      build(rules, problems).forEach(base -> bases.put(base.decision(), base));
    }
    if (problems.isEmpty() && kept.find(proof(folder)).isPresent()) {
      // The same cases passed in this build; only who asks for the coverage needs them again.
      return new CompiledPolicies(
          folder, bases, () -> runCases(folder, rules, bases, new ArrayList<>()), limits, budgets);
    }
    List<Proved> proved = problems.isEmpty() ? runCases(folder, rules, bases, problems) : List.of();
    if (!problems.isEmpty()) {
      return new Compiled.Refused(folder.version(), problems);
    }
    kept.keep(proof(folder), new byte[0]);
    return new CompiledPolicies(folder, bases, () -> proved, limits, budgets);
  }

  /** Under which it is kept that all cases of the folder have passed. */
  private static String proof(PolicyFolder folder) {
    return folder.digest() + ".passed";
  }

  /** Runs all cases and tells of each what came of it. */
  public TestRun test(PolicyFolder folder) {
    List<PolicyProblem> problems = new ArrayList<>();
    Map<Decision, List<RuleFile>> rules = parse(folder, problems);
    List<CaseResult> cases = new ArrayList<>();
    if (problems.isEmpty()) {
      List<RuleBase> bases = build(rules, problems);
      if (problems.isEmpty()) {
        bases.forEach(base -> cases.addAll(ran(folder, base, problems).results()));
      }
    }
    return new TestRun(cases, problems);
  }

  /**
   * Side by side, as they know nothing of each other, except for the first: it has the engine
   * loaded, which all would wait for. What is wrong is told in order.
   */
  private List<RuleBase> build(Map<Decision, List<RuleFile>> rules, List<PolicyProblem> problems) {
    List<Building> all =
        rules.entrySet().stream()
            .map(entry -> new Building(kept, entry.getKey(), entry.getValue(), new ArrayList<>()))
            .toList();
    List<RuleBase> bases = new ArrayList<>();
    bases.add(all.getFirst().build());
    bases.addAll(all.subList(1, all.size()).parallelStream().map(Building::build).toList());
    all.forEach(one -> problems.addAll(one.problems()));
    return bases;
  }

  /** The building of one decision's rules, with what is wrong in them. */
  private record Building(
      CompiledRules kept, Decision decision, List<RuleFile> files, List<PolicyProblem> problems) {
    RuleBase build() {
      return new RuleCompiler(decision, kept).compile(files, problems);
    }
  }

  private Map<Decision, List<RuleFile>> parse(PolicyFolder folder, List<PolicyProblem> problems) {
    Map<Decision, List<RuleFile>> rules = new EnumMap<>(Decision.class);
    for (Decision decision : Decision.values()) {
      rules.put(decision, new ArrayList<>());
    }
    if (folder.files().size() > limits.files()) {
      problems.add(
          new PolicyProblem(
              "", 0, "", "has " + folder.files().size() + " files, at most " + limits.files()));
      return rules;
    }
    FolderPaths paths = new FolderPaths(folder, problems::add);
    for (Map.Entry<String, byte[]> file : folder.files().entrySet()) {
      String path = file.getKey();
      Optional<Decision> decision = paths.placed(path);
      if (decision.isPresent() && path.endsWith(FolderPaths.RULE)) {
        new RuleParser(limits, decision.get(), path, problems::add)
            .parse(file.getValue())
            .ifPresent(
                rule -> rules.computeIfAbsent(decision.get(), any -> new ArrayList<>()).add(rule));
      }
    }
    namedOnce(rules.values().stream().flatMap(List::stream).toList(), problems);
    rules.values().forEach(files -> Layers.check(files, problems::add));
    return rules;
  }

  /** Over all folders: the name is what a journal shows of a rule. */
  private static void namedOnce(List<RuleFile> files, List<PolicyProblem> problems) {
    Map<String, RuleFile> byName = new HashMap<>();
    for (RuleFile file : files) {
      RuleFile first = byName.putIfAbsent(file.rule(), file);
      if (first != null) {
        problems.add(file.problem(file.line(), "has the same name as in " + first.path()));
      }
    }
  }

  private List<Proved> runCases(
      PolicyFolder folder,
      Map<Decision, List<RuleFile>> rules,
      Map<Decision, RuleBase> bases,
      List<PolicyProblem> problems) {
    List<Proved> proved = new ArrayList<>();
    bases.forEach(
        (decision, base) -> {
          CasesRunner runner = ran(folder, base, problems);
          problems.addAll(runner.failures());
          proved.add(
              new Proved(decision, rules.getOrDefault(decision, List.of()), runner.proofs()));
        });
    return proved;
  }

  private CasesRunner ran(PolicyFolder folder, RuleBase base, List<PolicyProblem> problems) {
    CasesRunner runner = new CasesRunner(base, limits, budgets);
    folder.files().entrySet().stream()
        .filter(file -> file.getKey().startsWith(base.decision().folder() + "/"))
        .filter(file -> file.getKey().endsWith(FolderPaths.CASES))
        .forEach(file -> problems.addAll(runner.run(file.getKey(), file.getValue())));
    return runner;
  }
}
