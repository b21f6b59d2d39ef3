package io.drover.verticles.clusterautoscaler;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.verticles.clusterautoscaler.Differences.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page about these cases has the numbers that the tests have. */
class DocumentTest {
  private static final Path DOCUMENT = Path.of("../docs/cluster-autoscaler.md");
  private static final Path FILES = Path.of("src/test/resources/cluster-autoscaler");

  /** Name and numbers: all cases, the same, on purpose, not yet; dashes where it is not run. */
  private static final Pattern ROW =
      Pattern.compile("\\| `?([a-z_ ]+)`? \\| (\\d+) \\| (.+?) \\| (.+?) \\| (.+?) \\| .*\\|");

  private static final String NOT_RUN = "– – –";

  /** All that were taken from upstream, in how many files. */
  private static final int CASES = 490;

  private static final int IN_FILES = 33;

  @Test
  void tellsOfEachFileHowManyCasesAreDecidedTheSame() throws IOException {
    Map<String, String> run = new TreeMap<>(rows());
    run.remove("all that are run");
    run.values().removeIf(numbers -> numbers.endsWith(NOT_RUN));

    assertThat(run).isEqualTo(counted());
  }

  @Test
  void tellsTheSums() throws IOException {
    long[] sums = new long[4];
    for (String file : files()) {
      long[] counts = counts(file);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += counts[i];
      }
    }

    assertThat(rows()).containsEntry("all that are run", numbers(sums));
  }

  @Test
  void namesEveryFileOfUpstreamRunOrNot() throws IOException {
    Map<String, String> all = new TreeMap<>(rows());
    all.remove("all that are run");

    assertThat(all).hasSize(IN_FILES);
    assertThat(all.values().stream().mapToInt(row -> Integer.parseInt(row.split(" ", 2)[0])).sum())
        .isEqualTo(CASES);
  }

  private static Map<String, String> rows() throws IOException {
    Map<String, String> rows = new TreeMap<>();
    for (MatchResult row : ROW.matcher(Files.readString(DOCUMENT)).results().toList()) {
      String numbers = String.join(" ", row.group(2), row.group(3), row.group(4), row.group(5));
      rows.put(row.group(1), numbers);
    }
    return rows;
  }

  private static Map<String, String> counted() throws IOException {
    Map<String, String> counted = new TreeMap<>();
    for (String file : files()) {
      counted.put(file, numbers(counts(file)));
    }
    return counted;
  }

  private static List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".json"))
          .map(name -> name.substring(0, name.lastIndexOf('.')))
          .toList();
    }
  }

  private static long[] counts(String file) {
    long cases = CaseFile.read(file).cases().size();
    Differences differences = Differences.read(file);
    long onPurpose = differences.count(Kind.ON_PURPOSE);
    long notYet = differences.count(Kind.NOT_YET);
    return new long[] {cases, cases - onPurpose - notYet, onPurpose, notYet};
  }

  private static String numbers(long[] counts) {
    return String.join(" ", LongStream.of(counts).mapToObj(Long::toString).toList());
  }
}
