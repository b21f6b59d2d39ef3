package io.drover.bench;

import io.drover.daemon.demo.ShippedPolicies;
import io.drover.rules.engine.Compiled;
import io.drover.rules.engine.CompiledPolicies;
import io.drover.rules.engine.EngineLimits;
import io.drover.rules.engine.PolicyCompiler;
import io.drover.rules.engine.PolicyFolder;
import io.drover.rules.facts.Calendar;
import io.drover.rules.facts.ClusterStats;
import io.drover.rules.facts.GroupStats;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.OfferingId;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.PodKey;
import io.drover.rules.facts.RemovalCandidate;
import io.drover.rules.facts.ScaleDownTerms;
import io.drover.rules.facts.TimeOfDay;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.plan.Surroundings;
import io.drover.verticles.time.WallClockBudget;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The whole shipped policy, asked once about a cluster: a hundredth as many pending pods as nodes,
 * for each node its figures, its usage and what stands in the way of its removal.
 */
@BenchmarkMode(Mode.SampleTime)
@Warmup(iterations = 10)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DecidingBench {
  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  /** The policies, compiled, and the facts. */
  @State(Scope.Benchmark)
  public static class Policies {
    /** How many nodes the cluster has. */
    @Param({"1000", "10000"})
    public int size;

    CompiledPolicies compiled = unset();
    List<NodeStats> nodes = List.of();
    List<UtilizationFact> usage = List.of();
    List<RemovalCandidate> candidates = List.of();
    List<PendingPod> pods = List.of();
    List<OfferingStats> offerings = List.of();
    Surroundings around = around(0);

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
          name(n),
          Samples.GENERAL,
          requested,
          requested,
          -1,
          n % 11,
          0.5,
          Duration.ofHours(1),
          false,
          0.04,
          Duration.ZERO,
          NodeStats.NEVER,
          requested,
          false,
          false,
          Duration.ZERO,
          false,
          ScaleDownTerms.NONE);
    }

    /** One group and one zone. */
    private static Surroundings around(int size) {
      return new Surroundings(
          new ClusterStats(size, size, size / 10.0, 0.5, 0.5, true, 0.4, 0.3, 1, Duration.ZERO),
          List.of(
              new GroupStats(
                  Samples.GENERAL,
                  0,
                  2 * size,
                  size,
                  size,
                  size / 10.0,
                  0.5,
                  0.5,
                  true,
                  0.4,
                  0.3,
                  Duration.ofHours(1),
                  Duration.ofHours(1),
                  0,
                  0.7,
                  Duration.ofMinutes(5),
                  1,
                  size / 2,
                  10,
                  1_000,
                  false)),
          List.of(TimeOfDay.of(NOW, ZoneOffset.UTC)),
          List.of(Calendar.of(NOW, ZoneOffset.UTC)));
    }

    /** As many as a large provider has, half of them spot. */
    private static OfferingStats offering(int n) {
      OfferingId id = new OfferingId("type-" + n / 2, "z1", n % 2 == 0 ? "spot" : "on-demand");
      return new OfferingStats(
          Samples.GENERAL, id, 0.04, n, n % 5, 1_000, 300, 0.5, n % 50 / 48, 3, 5, 5 + n % 20 / 18);
    }

    /** A third has a pod in the way. */
    private static RemovalCandidate candidate(int n) {
      int bare = n % 3 == 0 ? 1 : 0;
      return new RemovalCandidate(
          name(n), Samples.GENERAL, bare, 0, 0, 0, 0, 0, 0, 0, 0.5, 0.95, false, false, false);
    }

    private static <T> List<T> each(int count, IntFunction<T> one) {
      return IntStream.range(0, count).mapToObj(one).toList();
    }

    /** Compiles what is shipped. */
    @Setup
    public void compile() throws IOException {
      Compiled made =
          new PolicyCompiler(
                  EngineLimits.DEFAULT, () -> new WallClockBudget(Duration.ofSeconds(2), 16))
              .compile(new PolicyFolder(new ShippedPolicies().read()));
      compiled = (CompiledPolicies) made;
      nodes = each(size, Policies::node);
      usage = each(size, n -> new UtilizationFact(name(n), n % 100 / 100.0, 0.3, NOW));
      candidates = each(size, Policies::candidate);
      offerings = each(500, Policies::offering);
      around = around(size);
      pods =
          each(
              size / 100,
              n ->
                  new PendingPod(
                      new PodKey("default", "p" + n),
                      0,
                      Duration.ofMinutes(1),
                      false,
                      Duration.ZERO,
                      false));
    }
  }

  /** Which pods are demand, which nodes are unneeded, and what speaks against each. */
  @Benchmark
  public void wholePolicy(Policies policies, Blackhole told) {
    told.consume(policies.compiled.growth(policies.pods, policies.offerings, policies.around));
    told.consume(policies.compiled.unneeded(policies.nodes, policies.usage, policies.around));
    told.consume(policies.compiled.objections(policies.candidates));
  }
}
