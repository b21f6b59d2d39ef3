package io.drover.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * Runs the benchmarks of this package. Arguments: the JSON file to be written, and, where only some
 * are wanted, a regular expression for their names.
 */
public final class Bench {
  private static final int ITERATIONS = 5;

  private Bench() {}

  public static void main(String[] args) throws RunnerException, IOException {
    Path file = Path.of(args[0]).toAbsolutePath();
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    var unused =
        new Runner(
                new OptionsBuilder()
                    .include(args.length > 1 ? args[1] : "io\\.drover\\.bench\\..*")
                    .forks(1)
                    .jvmArgsAppend("-Xmx1g")
                    .warmupIterations(ITERATIONS)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(ITERATIONS)
                    .measurementTime(TimeValue.seconds(1))
                    .resultFormat(ResultFormatType.JSON)
                    .result(file.toString())
                    .build())
            .run();
  }
}
