package io.drover.bench;

import static io.drover.rules.facts.WorldBuilder.aWorld;

import io.drover.rules.facts.Budget;
import io.drover.rules.facts.Delta;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeName;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import io.drover.rules.scheduling.ClusterModel;
import io.drover.rules.scheduling.Offer;
import io.drover.rules.scheduling.Packed;
import io.drover.rules.scheduling.Packing;
import io.drover.rules.scheduling.Rehearsal;
import io.drover.rules.scheduling.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The shapes of the peers' own benchmarks: from a model that holds the cluster to the plan. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class PeersBench {
  private static final Map<GroupName, Room> ROOM =
      Map.of(Peers.GROUP, new Room(100_000, Resources.NONE, null));

  /** Nothing is there yet. */
  @State(Scope.Benchmark)
  public static class Empty {
    final List<PodFact> unowned = Peers.fiftieths(50_000, false);
    final List<PodFact> owned = Peers.fiftieths(50_000, true);
    final List<Offer> tens = Peers.fiftyPodNodes();
    final List<PodFact> diverse = Peers.diverse(20_000);
    final List<PodFact> preferring = Peers.preferring(4_000);
    final List<Offer> types = Peers.fourHundredTypes();
    ClusterModel model = new ClusterModel(aWorld().build());

    /** A fresh model for each measurement. */
    @Setup(Level.Invocation)
    public void fresh() {
      model = new ClusterModel(aWorld().build());
    }
  }

  /** Five thousand nodes, some pods on each, and fifty thousand pods that all differ. */
  @State(Scope.Benchmark)
  public static class Busy {
    final ObservedWorld world = Peers.cluster(5_000, 10);
    final List<PodFact> pods = Peers.allDifferent(50_000);
    final List<Offer> types = Peers.fourHundredTypes();
    ClusterModel model = new ClusterModel(world);

    /** A fresh model for each measurement. */
    @Setup(Level.Invocation)
    public void fresh() {
      model = new ClusterModel(world);
    }
  }

  /** Two thousand nodes of which 1,200 can go. */
  @State(Scope.Benchmark)
  public static class Idle {
    final ObservedWorld world = Peers.mostlyIdle();
    ClusterModel model = new ClusterModel(world);

    /** A fresh model for each measurement. */
    @Setup(Level.Invocation)
    public void fresh() {
      model = new ClusterModel(world);
    }
  }

  /** Ten thousand nodes and three hundred thousand pods. */
  @State(Scope.Benchmark)
  public static class Large {
    final ObservedWorld world = Peers.cluster(10_000, 30);
    final ClusterModel model = new ClusterModel(world);
    final List<PodFact> newcomers = Peers.fiftieths(100, true);
    final List<Delta> comeAndGo = Peers.comesAndGoes("n00042");
    final List<Delta> relabelled = Peers.relabelled(world, "n00042");
    int turn;
  }

  /** 50,000 unowned pods, a fiftieth of a node each. */
  @Benchmark
  public Packed unownedPods(Empty empty) {
    return plan(empty.model, empty.unowned, empty.tens);
  }

  /** 50,000 pods of one ReplicaSet. */
  @Benchmark
  public Packed podsOfOneReplicaSet(Empty empty) {
    return plan(empty.model, empty.owned, empty.tens);
  }

  /** 20,000 pods of five kinds, 400 types in three zones. */
  @Benchmark
  public Packed diversePods(Empty empty) {
    return plan(empty.model, empty.diverse, empty.types);
  }

  /** 4,000 pods with preferences, 400 types in three zones. */
  @Benchmark
  public Packed podsWithPreferences(Empty empty) {
    return plan(empty.model, empty.preferring, empty.types);
  }

  /** 50,000 pods that all differ, onto 5,000 nodes that are there and more. */
  @Benchmark
  public Packed differentPods(Busy busy) {
    return plan(busy.model, busy.pods, busy.types);
  }

  /** Which nodes can go: each whose pods find room on others. */
  @Benchmark
  public int removableNodes(Idle idle) {
    int removable = 0;
    for (NodeFact node : idle.world.nodes()) {
      removable += goes(idle, node.name()) ? 1 : 0;
    }
    return removable;
  }

  private static boolean goes(Idle idle, NodeName node) {
    idle.model.fork();
    idle.model.close(node);
    List<PodFact> moving = new ArrayList<>(idle.world.podsOn(node));
    moving.addAll(idle.model.guests(node));
    for (PodFact pod : moving) {
      idle.model.remove(pod);
      if (idle.model.place(pod, any -> true).isEmpty()) {
        idle.model.revert();
        return false;
      }
    }
    idle.model.commit();
    return true;
  }

  /** The model of 10,000 nodes and 300,000 pods from scratch. */
  @Benchmark
  public ClusterModel buildFromScratch(Large large) {
    return new ClusterModel(large.world);
  }

  /** A hundred changes tried and undone. */
  @Benchmark
  public int forkHundredChangesRevert(Large large) {
    int placed = 0;
    large.model.fork();
    for (PodFact pod : large.newcomers) {
      placed += large.model.place(pod, any -> true).isPresent() ? 1 : 0;
    }
    large.model.revert();
    return placed;
  }

  /** One pod bound, or gone again, in turn. */
  @Benchmark
  public void podDelta(Large large) {
    large.model.apply(large.comeAndGo.get(large.turn++ & 1));
  }

  /** One node with thirty pods relabelled. */
  @Benchmark
  public void nodeDelta(Large large) {
    large.model.apply(large.relabelled.get(large.turn++ & 1));
  }

  static Packed plan(ClusterModel model, List<PodFact> pods, List<Offer> offers) {
    List<PodFact> homeless = new ArrayList<>();
    for (PodFact pod : pods) {
      if (model.place(pod, any -> true).isEmpty()) {
        homeless.add(pod);
      }
    }
    Packed packed = Packing.pack(model, homeless, offers, ROOM, Budget.UNLIMITED);
    return Rehearsal.improved(model, homeless, packed, offers, ROOM, Budget.UNLIMITED);
  }
}
