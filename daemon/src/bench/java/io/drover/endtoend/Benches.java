package io.drover.endtoend;

import io.drover.bench.Bench;
import io.drover.bench.ModelMemory;
import io.drover.ground.Distribution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;

/**
 * Runs all benchmarks, or one. Arguments: the folder for their JSON files, the number of trials of
 * the latency, and which: {@code all}, {@code startup}, {@code latency}, {@code large-cluster},
 * {@code model-memory}, {@code jmh}, or part of the name of a JMH benchmark.
 */
public final class Benches {
  private static final List<String> ALL =
      List.of("jmh", "model-memory", "startup", "latency", "large-cluster");

  private Benches() {}

  public static void main(String[] args) throws IOException, RunnerException, InterruptedException {
    for (String which : args[2].equals("all") ? ALL : List.of(args[2])) {
      run(which, args[0] + "/", args[1]);
    }
  }

  private static void run(String which, String folder, String trials)
      throws IOException, RunnerException, InterruptedException {
    switch (which) {
      case "startup" -> StartupBench.main(new String[] {folder + "startup.json"});
      case "latency" -> LatencyBench.main(new String[] {folder + "latency.json", trials});
      case "large-cluster" ->
          LargeClusterBench.main(
              new String[] {folder + "large-cluster.json", "10000", "300000", "1g"});
      case "model-memory" -> inOwnJvm(ModelMemory.class, folder + "model-memory.json");
      case "jmh" -> Bench.main(new String[] {folder + "jmh.json"});
      default -> Bench.main(new String[] {folder + which + ".json", which});
    }
  }

  private static void inOwnJvm(Class<?> main, String file)
      throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of(Distribution.javaHome().resolve("bin/java").toString()));
    command.addAll(List.of("-XX:+UseSerialGC", "-XX:+UseCompactObjectHeaders", "-Xmx2g"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName(), file));
    int exit = new ProcessBuilder(command).inheritIO().start().waitFor();
    if (exit != 0) {
      throw new IllegalStateException(main.getSimpleName() + " ended with " + exit);
    }
  }
}
