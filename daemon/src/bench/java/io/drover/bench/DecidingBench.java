package io.drover.bench;

import io.drover.daemon.demo.ShippedPolicies;
import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.EngineLimits;
import io.drover.rules.engine.PolicyCompiler;
import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.facts.Budget;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Unneeded;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The shipped policies, asked about a large cluster. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DecidingBench {
  private static final int NODES = 1_000;
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  /** The policies, compiled. */
  @State(Scope.Benchmark)
  public static class Policies {
    CompiledPolicies compiled = unset();
    final List<NodeStats> nodes = IntStream.range(0, NODES).mapToObj(Policies::node).toList();
    final List<UtilizationFact> usage =
        IntStream.range(0, NODES)
            .mapToObj(n -> new UtilizationFact(name(n), n % 100 / 100.0, 0.3, NOW))
            .toList();

    @SuppressWarnings("NullAway")
    private static CompiledPolicies unset() {
      return null;
    }

    private static NodeName name(int number) {
      return new NodeName("n" + number);
    }

    private static NodeStats node(int n) {
      double requested = n % 100 / 100.0;
      return new NodeStats(
          name(n), Samples.GENERAL, requested, requested, n % 11, 0.5, Duration.ofHours(1), false);
    }

    /** Compiles what is shipped. */
    @Setup
    public void compile() throws IOException {
      Compiled made =
          new PolicyCompiler(EngineLimits.DEFAULT, () -> Budget.ofSteps(10_000_000))
              .compile(new PolicyFolder(new ShippedPolicies().read()));
      compiled = (CompiledPolicies) made;
    }
  }

  /** Which of the nodes are unneeded. */
  @Benchmark
  public PolicyAnswer<Unneeded> policyAtThousandNodes(Policies policies) {
    return policies.compiled.unneeded(policies.nodes, policies.usage);
  }
}
