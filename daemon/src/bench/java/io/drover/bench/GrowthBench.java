package io.drover.bench;

import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.PodFact;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Packed;
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

/**
 * How the cost of a plan grows with what it is for: each of three sizes halved and doubled. Half of
 * the pods find room on nodes that are there, for half of them nodes are bought.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class GrowthBench {
  /** Pending pods, nodes that are there with twenty pods each, classes of pending pods. */
  @State(Scope.Benchmark)
  public static class Sizes {
    @Param({
      "50000 pods, 5000 nodes, 100 classes",
      "25000 pods, 5000 nodes, 100 classes",
      "100000 pods, 5000 nodes, 100 classes",
      "50000 pods, 2500 nodes, 100 classes",
      "50000 pods, 10000 nodes, 100 classes",
      "50000 pods, 5000 nodes, 50 classes",
      "50000 pods, 5000 nodes, 200 classes"
    })
    String size = "1 pods, 1 nodes, 1 classes";

    List<PodFact> pods = List.of();
    List<Offer> types = List.of();
    ClusterModel model = new ClusterModel(Peers.cluster(1, 1));

    /** Builds the cluster and its model, and the pods. */
    @Setup
    public void build() {
      String[] words = size.split(" ", -1);
      ObservedWorld world = Peers.cluster(Integer.parseInt(words[2]), 20);
      model = new ClusterModel(world);
      pods = Peers.pending(Integer.parseInt(words[0]), Integer.parseInt(words[4]));
      types = Peers.fourHundredTypes();
    }
  }

  /** The plan, and the model as it was. */
  @Benchmark
  public Packed plan(Sizes sizes) {
    sizes.model.sort();
    sizes.model.fork();
    try {
      return PeersBench.plan(sizes.model, sizes.pods, sizes.types);
    } finally {
      sizes.model.revert();
    }
  }
}
