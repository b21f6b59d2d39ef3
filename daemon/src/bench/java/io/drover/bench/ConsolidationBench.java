package io.drover.bench;

import static io.drover.rules.facts.OfferingBuilder.anOffering;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.plan.Concluded;
import io.drover.rules.plan.Evacuation;
import io.drover.rules.plan.Growth;
import io.drover.rules.plan.NodeConclusion;
import io.drover.rules.plan.Planner;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Question;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Replaceable;
import io.drover.rules.plan.ScalingPolicy;
import io.drover.rules.plan.Surroundings;
import io.drover.rules.plan.Thought;
import io.drover.rules.plan.Unneeded;
import io.drover.rules.scheduling.ClusterModel;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A whole plan that looks for cheaper nodes in vain: every node may be replaced, all tries are
 * made, and no swap saves enough.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ConsolidationBench {
  /** A little cheaper than what is there, which costs 0.04 for eight cores; too little. */
  private static final List<OfferingFact> OFFERINGS =
      List.of(
          anOffering("two").with("2", "4Gi").costing("0.0098").build(),
          anOffering("four").with("4", "8Gi").costing("0.0195").build(),
          anOffering("eight").with("8", "16Gi").costing("0.039").build(),
          anOffering("sixteen").with("16", "32Gi").costing("0.078").build(),
          anOffering("hundred").with("128", "256Gi").costing("0.63").build());

  /** Thirty pods ask for all of a node but a hundredth, so that they fit nowhere else. */
  private static final int FULL = 249;

  /** A cluster of recorded nodes with thirty pods each. */
  @State(Scope.Benchmark)
  public static class Fleet {
    @Param({"1000", "10000"})
    int nodes;

    ObservedWorld world = Peers.recorded(1);
    ClusterModel model = new ClusterModel(world);
    Instant now = Instant.parse("2026-11-20T12:00:00Z");

    /** Builds the cluster. */
    @Setup
    public void build() {
      world = Peers.recorded(nodes, FULL);
      model = new ClusterModel(world);
    }
  }

  /** Ten seconds later, so that others are tried from minute to minute. */
  @Benchmark
  public Thought searched(Fleet fleet) {
    fleet.now = fleet.now.plusSeconds(10);
    Question question = Peers.question(fleet.world, fleet.now, OFFERINGS);
    return new Planner(new Willing(Replaceable::new)).plan(question, fleet.model, Budget.UNLIMITED);
  }

  /** A thousand nodes whose pods all mind their company. */
  @State(Scope.Benchmark)
  public static class Mindful {
    final ObservedWorld world = Peers.mindful(1_000);
    final ClusterModel model = new ClusterModel(world);
    Instant now = Instant.parse("2026-11-20T12:00:00Z");
  }

  /** Which of them can go, if all are unneeded. */
  @Benchmark
  public Thought mindful(Mindful fleet) {
    fleet.now = fleet.now.plusSeconds(10);
    Question question = Peers.question(fleet.world, fleet.now, OFFERINGS);
    return new Planner(new Willing(Unneeded::new)).plan(question, fleet.model, Budget.UNLIMITED);
  }

  /** Concludes the same of every node. */
  private record Willing(Function<NodeName, NodeConclusion> says) implements ScalingPolicy {
    @Override
    public String version() {
      return "willing";
    }

    @Override
    public PolicyAnswer<Growth> growth(
        List<PendingPod> pods, List<OfferingStats> offerings, Surroundings around) {
      return new PolicyAnswer.Answered<>(List.of());
    }

    @Override
    public PolicyAnswer<NodeConclusion> unneeded(
        List<NodeStats> nodes, List<UtilizationFact> usage, Surroundings around) {
      return new PolicyAnswer.Answered<>(nodes.stream().map(this::concluded).toList());
    }

    private Concluded<NodeConclusion> concluded(NodeStats node) {
      return new Concluded<>(says.apply(node.node()), "any", Reason.NODE_TOO_DEAR, List.of());
    }

    @Override
    public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
      return new PolicyAnswer.Answered<>(List.of());
    }
  }
}
