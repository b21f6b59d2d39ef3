package io.drover.bench;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.InterruptedNode;
import io.drover.rules.facts.NodeStats;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.OfferingStats;
import io.drover.rules.facts.PendingPod;
import io.drover.rules.facts.UtilizationFact;
import io.drover.rules.plan.Evacuation;
import io.drover.rules.plan.Growth;
import io.drover.rules.plan.NodeConclusion;
import io.drover.rules.plan.Planner;
import io.drover.rules.plan.PolicyAnswer;
import io.drover.rules.plan.Question;
import io.drover.rules.plan.ScalingPolicy;
import io.drover.rules.plan.Surroundings;
import io.drover.rules.plan.Thought;
import io.drover.rules.scheduling.ClusterModel;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A whole plan when nothing but time has moved on; the rules conclude nothing. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class StandstillBench {
  /** A cluster of recorded nodes with thirty pods each. */
  @State(Scope.Benchmark)
  public static class Still {
    @Param({"1000", "10000"})
    int nodes;

    ObservedWorld world = Peers.recorded(1);
    ClusterModel model = new ClusterModel(world);
    Instant now = Instant.parse("2026-11-20T12:00:00Z");

    /** Builds the cluster. */
    @Setup
    public void build() {
      world = Peers.recorded(nodes);
      model = new ClusterModel(world);
    }
  }

  /** Ten seconds later. */
  @Benchmark
  public Thought timeMovedOn(Still still) {
    still.now = still.now.plusSeconds(10);
    Question question = Peers.question(still.world, still.now, List.of());
    return new Planner(new Content()).plan(question, still.model, Budget.UNLIMITED);
  }

  /** Finds everything as it should be. */
  private record Content() implements ScalingPolicy {
    @Override
    public String version() {
      return "content";
    }

    @Override
    public PolicyAnswer<Growth> growth(
        List<PendingPod> pods, List<OfferingStats> offerings, Surroundings around) {
      return new PolicyAnswer.Answered<>(List.of());
    }

    @Override
    public PolicyAnswer<NodeConclusion> unneeded(
        List<NodeStats> nodes, List<UtilizationFact> usage, Surroundings around) {
      return new PolicyAnswer.Answered<>(List.of());
    }

    @Override
    public PolicyAnswer<Evacuation> evacuations(List<InterruptedNode> nodes) {
      return new PolicyAnswer.Answered<>(List.of());
    }
  }
}
