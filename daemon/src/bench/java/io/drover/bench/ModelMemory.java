package io.drover.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.rules.facts.ObservedWorld;
import io.drover.rules.scheduling.ClusterModel;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;

/**
 * What the model of a cluster holds beyond the facts themselves: the heap after a collection with
 * the world alone, and with the model. Argument: the JSON file to be written. Runs in a JVM of its
 * own, with the collector and object headers of the packaged daemon.
 */
public final class ModelMemory {
  private static final int NODES = 10_000;
  private static final int PODS_EACH = 30;

  private ModelMemory() {}

  /** MiB. */
  private record Figures(long world, long model) {}

  public static void main(String[] args) throws IOException {
    Map<String, Figures> figures = new LinkedHashMap<>();
    figures.put("podsOfManyWorkloadsMiB", of(() -> Peers.cluster(NODES, PODS_EACH)));
    figures.put("podsWithConstraintsMiB", of(() -> Peers.constrained(NODES, PODS_EACH)));
    figures.put("podsThatAllDifferMiB", of(() -> Peers.unlike(NODES, PODS_EACH)));
    String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures);
    Path file = Path.of(args[0]).toAbsolutePath();
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
    System.out.println(text);
  }

  private static Figures of(Supplier<ObservedWorld> made) {
    long before = liveBytes();
    ObservedWorld world = made.get();
    long withWorld = liveBytes();
    ClusterModel model = new ClusterModel(world);
    try {
      long withModel = liveBytes();
      return new Figures((withWorld - before) >> 20, (withModel - withWorld) >> 20);
    } finally {
      Reference.reachabilityFence(model);
    }
  }

  /** What weak references hold goes with the first collection, what it held with the second. */
  private static long liveBytes() {
    System.gc();
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
