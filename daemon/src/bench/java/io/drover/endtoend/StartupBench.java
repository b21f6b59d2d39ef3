package io.drover.endtoend;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.drover.ground.Await;
import io.drover.ground.ControlPlane;
import io.drover.ground.Distribution;
import io.drover.ground.OwnedProcess;
import io.drover.ground.Scratch;
import io.drover.ground.SimulatedCloudProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How long the daemon takes to answer, with and without the AOT cache, and how much memory it holds
 * when it is idle. Argument: the JSON file to be written.
 */
public final class StartupBench {
  private static final int STARTS = 5;
  private static final Duration DEADLINE = Duration.ofMinutes(3);
  private static final Duration IDLE = Duration.ofSeconds(60);
  private static final String NO_CACHE = "none";

  private StartupBench() {}

  private record Start(long healthzMillis, long readyzMillis) {}

  public static void main(String[] args) throws IOException {
    Path cache = train();
    Map<String, Object> figures = new LinkedHashMap<>();
    try (ControlPlane plane = ControlPlane.start();
        SimulatedCloudProcess cloud = SimulatedCloudProcess.start(plane.kubeconfig())) {
      Cluster.prepared(plane);
      String parts = Setup.of(plane.kubeconfig(), cloud);
      figures.put("withoutCache", starts(parts, NO_CACHE));
      figures.put("withCache", starts(parts, cache.toString()));
      figures.put("idleRssMiB", idle(parts, cache.toString()));
    }
    figures.put("cacheMiB", Files.size(cache) >> 20);
    String text = new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(figures);
    Path file = Path.of(args[0]).toAbsolutePath();
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    Files.writeString(file, text);
    System.out.println(text);
  }

  private static Path train() {
    Path cache = Scratch.folder("aot").resolve("drover.aot");
    Path log = cache.resolveSibling("train.log");
    List<String> command =
        List.of(Distribution.folder().resolve("bin/drover-aot").toString(), cache.toString());
    Map<String, String> env = Map.of("JAVA_HOME", Distribution.javaHome().toString());
    try (OwnedProcess training = OwnedProcess.start(command, env, log)) {
      Await.until(DEADLINE, "the training", () -> !training.isAlive());
      if (!Files.exists(cache)) {
        throw new IllegalStateException("no cache was made:\n" + training.log());
      }
    }
    return cache;
  }

  /** Starts over and over on the same state, so that the claim is taken back at once. */
  private static List<Start> starts(String parts, String cache) {
    List<Start> starts = new ArrayList<>();
    try (DroverUnderTest drover =
        DroverUnderTest.startWith(Map.of("DROVER_AOT_CACHE", cache), parts)) {
      drover.awaitReady("prod");
      for (int start = 0; start < STARTS; start++) {
        Instant begin = Instant.now();
        drover.restart();
        Await.until(DEADLINE, "/healthz", () -> drover.status("/healthz") == 200);
        long healthz = Duration.between(begin, Instant.now()).toMillis();
        Await.until(DEADLINE, "/readyz", () -> drover.status("/readyz") == 200);
        starts.add(new Start(healthz, Duration.between(begin, Instant.now()).toMillis()));
      }
    }
    return starts;
  }

  private static long idle(String parts, String cache) {
    try (DroverUnderTest drover =
        DroverUnderTest.startWith(Map.of("DROVER_AOT_CACHE", cache), parts)) {
      drover.awaitReady("prod");
      Instant end = Instant.now().plus(IDLE);
      Await.until(IDLE.multipliedBy(2), "a minute to pass", () -> Instant.now().isAfter(end));
      return rss(drover.process().pid());
    }
  }

  private static long rss(long pid) {
    try {
      return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
              .filter(line -> line.startsWith("VmRSS:"))
              .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
              .sum()
          >> 10;
    } catch (IOException gone) {
      throw new IllegalStateException("the daemon is gone", gone);
    }
  }
}
