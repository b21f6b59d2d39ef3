package io.drover.verticles.simulation.seeds;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document of failure modes names them all, and tests that there are. */
class FailureModesDocumentTest {
  private static final int MODES = 22;
  private static final Path ROOT = Path.of("..");
  private static final Pattern END_TO_END = Pattern.compile("`(\\w+IT)`");

  private static List<String> rows() throws IOException {
    return Files.readAllLines(ROOT.resolve("docs/failure-modes.md")).stream()
        .filter(line -> line.matches("\\| F\\d+ \\|.*"))
        .toList();
  }

  @Test
  void hasARowForEachInTheirOrder() throws IOException {
    assertThat(rows())
        .extracting(row -> row.split("\\|", -1)[1].strip())
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, MODES).mapToObj(mode -> "F" + mode).toList());
  }

  @Test
  void hasATestInTheSimulationForEach() {
    TreeSet<Integer> played =
        Stream.of(BuyingFailureModesTest.class, RemovingFailureModesTest.class)
            .flatMap(tests -> Stream.of(tests.getDeclaredMethods()))
            .filter(method -> method.isAnnotationPresent(Test.class))
            .map(Method::getName)
            .filter(name -> name.matches("f\\d\\d.*"))
            .map(name -> Integer.valueOf(name.substring(1, 3)))
            .collect(Collectors.toCollection(TreeSet::new));

    assertThat(played).containsExactlyElementsOf(IntStream.rangeClosed(1, MODES).boxed().toList());
  }

  @Test
  void namesATestAtARealControlPlaneForEach() throws IOException {
    Path tests = ROOT.resolve("daemon/src/test/java/io/drover/endtoend");

    assertThat(rows())
        .allSatisfy(
            row ->
                assertThat(END_TO_END.matcher(row).results().map(found -> found.group(1)))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(tests.resolve(name + ".java")).exists()));
  }
}
