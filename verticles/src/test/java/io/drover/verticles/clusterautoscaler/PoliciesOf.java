package io.drover.verticles.clusterautoscaler;

import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.EngineLimits;
import io.drover.rules.engine.PolicyCompiler;
import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.facts.Budget;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Policies to ask: what Drover ships, as it is or with rules left out, or others. */
final class PoliciesOf {
  /** The shipped safety rules alone, which are compiled in a fraction of the time. */
  static final CompiledPolicies SAFETY = shippedWithout("scale-up/", "scale-down/", "spot/");

  /** As the Cluster Autoscaler runs without {@code --skip-nodes-with-custom-controller-pods}. */
  static final CompiledPolicies ANY_CONTROLLER =
      shippedWithout(
          "scale-up/",
          "scale-down/",
          "spot/",
          "safety/custom-controllers.",
          "safety/orphaned-pods.");

  private PoliciesOf() {}

  /** All that Drover ships; compiled only where it is asked for. */
  static CompiledPolicies shipped() {
    return Shipped.POLICIES;
  }

  private static final class Shipped {
    static final CompiledPolicies POLICIES = compiled(shippedFiles());
  }

  /** Only these files. */
  static CompiledPolicies only(Map<String, String> rules) {
    Map<String, byte[]> files = new TreeMap<>();
    rules.forEach((path, rule) -> files.put(path, rule.getBytes(StandardCharsets.UTF_8)));
    return compiled(files);
  }

  /** A safety rule that objects to any node for this reason. */
  static String objectingTo(String reason) {
    return """
        import io.drover.rules.facts.RemovalCandidate;
        import io.drover.rules.safety.Objection;

        rule "Every node is kept for %s"
        @Reason(%s)
        when
            RemovalCandidate($node : node)
        then
            insertLogical(new Objection($node));
        end
        """
        .formatted(reason, reason);
  }

  private static CompiledPolicies shippedWithout(String... beginnings) {
    Map<String, byte[]> files = shippedFiles();
    files.keySet().removeIf(path -> Arrays.stream(beginnings).anyMatch(path::startsWith));
    return compiled(files);
  }

  private static Map<String, byte[]> shippedFiles() {
    Map<String, byte[]> files = new TreeMap<>();
    new String(resource("index"), StandardCharsets.UTF_8)
        .lines()
        .filter(path -> path.endsWith(".drl"))
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
