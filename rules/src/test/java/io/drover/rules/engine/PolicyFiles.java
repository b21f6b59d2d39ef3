package io.drover.rules.engine;

import io.drover.rules.facts.Budget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A policy folder as a test writes it; what is not said is as in a good file. */
final class PolicyFiles {
  private static final Path SHIPPED = Path.of("policies");

  private final Map<String, byte[]> files = new TreeMap<>();

  static PolicyFiles aFolder() {
    return new PolicyFiles();
  }

  /** What Drover ships. */
  static PolicyFolder shipped() {
    PolicyFiles shipped = aFolder();
    try (Stream<Path> walk = Files.walk(SHIPPED)) {
      for (Path file : walk.filter(PolicyFiles::isPolicy).toList()) {
        shipped.with(SHIPPED.relativize(file).toString(), Files.readAllBytes(file));
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
    return shipped.folder();
  }

  private static boolean isPolicy(Path file) {
    return Files.isRegularFile(file) && !file.endsWith("index");
  }

  PolicyFiles with(String path, String content) {
    return with(path, content.getBytes(StandardCharsets.UTF_8));
  }

  PolicyFiles with(String path, byte[] content) {
    files.put(path, content);
    return this;
  }

  /** A scale-up rule for which every pod is demand. */
  static String goodRule() {
    return demandRule("A pod is demand", "PendingPod($p : pod)", "insertLogical(new Demand($p));");
  }

  /** A scale-up rule with these conditions and this body. */
  PolicyFiles withDemand(String conditions, String body) {
    return with("scale-up/one.drl", demandRule("A pod is demand", conditions, body));
  }

  static String demandRule(String name, String conditions, String body) {
    return """
        import io.drover.rules.facts.PendingPod;
        import io.drover.rules.plan.Demand;

        rule "%s"
        @Reason(PODS_UNSCHEDULABLE)
        when
            %s
        then
            %s
        end
        """
        .formatted(name, conditions, body);
  }

  PolicyFolder folder() {
    return new PolicyFolder(files);
  }

  /** Compiles with a budget of so many steps for each evaluation. */
  Compiled compiled(long steps) {
    return new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(steps)).compile(folder());
  }

  CompiledPolicies policies() {
    return switch (compiled(1_000_000)) {
      case CompiledPolicies policies -> policies;
      case Compiled.Refused refused -> throw new AssertionError(refused.problems().toString());
    };
  }

  List<PolicyProblem> problems() {
    return problems(1_000_000);
  }

  List<PolicyProblem> problems(long steps) {
    return switch (compiled(steps)) {
      case CompiledPolicies policies ->
          throw new AssertionError("was taken, with rules " + policies.rules());
      case Compiled.Refused refused -> refused.problems();
    };
  }
}
