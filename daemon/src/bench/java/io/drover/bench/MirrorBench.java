package io.drover.bench;

import static io.drover.rules.facts.PodBuilder.aPod;

import io.drover.rules.facts.Delta;
import io.drover.rules.facts.Fact;
import io.drover.rules.facts.FactBatch;
import io.drover.rules.facts.FactSnapshot;
import io.drover.rules.facts.Position;
import io.drover.rules.facts.World;
import io.drover.verticles.bus.FactMirror;
import io.drover.verticles.bus.ImmediateBus;
import io.drover.verticles.bus.Rooms;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A batch of a hundred changed pods, taken by a mirror of ten thousand. */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class MirrorBench {
  private static final int BATCH = 100;

  /** A mirror that has its world. */
  @State(Scope.Benchmark)
  public static class Mirror {
    private static final Rooms ROOMS = new Rooms("bench");

    private final List<Delta> deltas = new ArrayList<>();
    private ImmediateBus bus = new ImmediateBus();
    private FactMirror mirror = unstarted();
    private long sequence;

    private FactMirror unstarted() {
      return new FactMirror(bus, ROOMS, (delay, task) -> () -> {}, "bench", () -> {});
    }

    /** Anew for each iteration, because the bus keeps what was published. */
    @Setup(Level.Iteration)
    public void start() {
      World world = Samples.world(1_000);
      List<Fact> facts = new ArrayList<>();
      facts.addAll(world.nodes());
      facts.addAll(world.pods());
      bus = new ImmediateBus();
      sequence = 1;
      bus.answer(
          ROOMS.snapshot(),
          asked -> Future.succeededFuture(new FactSnapshot(new Position(1, 1), facts)));
      mirror = unstarted();
      mirror.start();
      deltas.clear();
      for (int pod = 0; pod < BATCH; pod++) {
        String node = "n%05d".formatted(pod);
        deltas.add(new Delta.Put(aPod(node + "-0").asking("200m", "256Mi").on(node).build()));
      }
    }

    Optional<World> next() {
      sequence++;
      bus.publish(ROOMS.factsChanged(), new FactBatch(new Position(1, sequence), deltas));
      return mirror.world();
    }
  }

  /** Applies one batch. */
  @Benchmark
  public Optional<World> apply(Mirror mirror) {
    return mirror.next();
  }
}
