package io.drover.verticles.clusterautoscaler;

import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.EngineLimits;
import io.drover.rules.engine.PolicyCompiler;
import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.facts.Budget;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Reason;
import io.drover.rules.safety.Objection;
import io.drover.rules.safety.SafetyPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/** Policies to ask: what Drover ships, or as if rules of it were not there, or others. */
final class PoliciesOf {
  private static final String DEMAND = "scale-up/unschedulable-pod-is-demand.drl";

  /** What Drover ships for taking nodes away, and that pending pods are demand; compiled once. */
  static final CompiledPolicies SHIPPED = compiled(shippedFiles());

  private PoliciesOf() {}

  /** The shipped safety rules but for those that object for these reasons. */
  static SafetyPolicy without(Set<Reason> reasons) {
    return candidates ->
        switch (SHIPPED.objections(candidates)) {
          case PolicyAnswer.CutOff<Objection> cutOff -> cutOff;
          case PolicyAnswer.Answered<Objection>(List<Concluded<Objection>> all) ->
              new PolicyAnswer.Answered<>(
                  all.stream().filter(one -> !reasons.contains(one.reason())).toList());
        };
  }

  /** Safety rules that object to any node, one for each reason. */
  static SafetyPolicy objecting(List<Reason> reasons) {
    return candidates ->
        new PolicyAnswer.Answered<>(
            candidates.stream()
                .map(candidate -> new Objection(candidate.node()))
                .flatMap(objection -> reasons.stream().map(reason -> concluded(objection, reason)))
                .toList());
  }

  private static Concluded<Objection> concluded(Objection objection, Reason reason) {
    return new Concluded<>(objection, "Every node is kept for " + reason, reason, List.of());
  }

  private static Map<String, byte[]> shippedFiles() {
    Map<String, byte[]> files = new TreeMap<>();
    new String(resource("index"), StandardCharsets.UTF_8)
        .lines()
        .filter(path -> path.endsWith(".drl"))
        .filter(path -> !path.startsWith("scale-up/") || path.equals(DEMAND))
        .forEach(path -> files.put(path, resource(path)));
    return files;
  }

  private static byte[] resource(String path) {
    try (InputStream in = PolicyFolder.class.getResourceAsStream("/policies/" + path)) {
      return Objects.requireNonNull(in, path).readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static CompiledPolicies compiled(Map<String, byte[]> files) {
    PolicyCompiler compiler =
        new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(10_000_000));
    return switch (compiler.compile(new PolicyFolder(files))) {
      case CompiledPolicies policies -> policies;
      case Compiled.Refused refused -> throw new AssertionError(refused.problems().toString());
    };
  }
}
