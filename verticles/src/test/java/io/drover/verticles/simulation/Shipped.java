package io.drover.verticles.simulation;

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
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** The policies that Drover ships, compiled once. */
public final class Shipped {
  public static final CompiledPolicies POLICIES = compiled();

  private Shipped() {}

  private static CompiledPolicies compiled() {
    Map<String, byte[]> files = new TreeMap<>();
    new String(resource("index"), StandardCharsets.UTF_8)
        .lines()
        .filter(path -> path.endsWith(".drl"))
        .forEach(path -> files.put(path, resource(path)));
    PolicyCompiler compiler =
        new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(10_000_000));
    return switch (compiler.compile(new PolicyFolder(files))) {
      case CompiledPolicies policies -> policies;
      case Compiled.Refused refused -> throw new AssertionError(refused.problems().toString());
    };
  }

  private static byte[] resource(String path) {
    try (InputStream in = PolicyFolder.class.getResourceAsStream("/policies/" + path)) {
      return Objects.requireNonNull(in, path).readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
