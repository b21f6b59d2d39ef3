package io.drover.bench;

import static io.drover.rules.facts.WorldBuilder.aWorld;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Packed;
import io.drover.rules.scheduling.Packing;
import io.drover.rules.scheduling.Room;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What to buy for many pods, and the model of a large cluster. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SchedulingBench {
  /** Pending pods of twenty classes. */
  @State(Scope.Benchmark)
  public static class Pending {
    @Param({"1000", "10000"})
    int pods;

    List<PodFact> all = List.of();
    final List<Offer> offers = Samples.offers();
    final Map<io.drover.rules.facts.GroupName, Room> room =
        Map.of(Samples.GENERAL, new Room(100_000, Resources.NONE, null));

    /** Makes the pods. */
    @Setup
    public void make() {
      all = Samples.pending(pods);
    }
  }

  /** A cluster of a thousand nodes and ten thousand pods. */
  @State(Scope.Benchmark)
  public static class Large {
    final ObservedWorld world = Samples.world(1_000);
  }

  /** Packs all pods. */
  @Benchmark
  public Packed packing(Pending pending) {
    return Packing.pack(
        new ClusterModel(aWorld().build()),
        pending.all,
        pending.offers,
        pending.room,
        Budget.UNLIMITED);
  }

  /** Builds the model anew. */
  @Benchmark
  public ClusterModel clusterModel(Large large) {
    return new ClusterModel(large.world);
  }
}
