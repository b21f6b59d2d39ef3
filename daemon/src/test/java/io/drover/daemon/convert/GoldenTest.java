package io.drover.daemon.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * The document's own examples, and an example with every field, are converted as people have looked
 * at it once. To look anew: {@code drover convert vpsie -f document.yaml --flags "$(cat
 * document.flags)" --out document >document/report.txt}, and the same with {@code full.yaml}.
 */
class GoldenTest {
  @TestFactory
  List<DynamicTest> document() {
    return compared("document", Examples.document());
  }

  @TestFactory
  List<DynamicTest> everyField() {
    return compared("full", Examples.full());
  }

  private static List<DynamicTest> compared(String folder, Converted converted) {
    List<DynamicTest> tests =
        new ArrayList<>(
            converted.files().entrySet().stream()
                .map(file -> same(folder + "/" + file.getKey(), file.getValue()))
                .toList());
    tests.add(same(folder + "/report.txt", converted.report()));
    return tests;
  }

  private static DynamicTest same(String golden, String text) {
    return DynamicTest.dynamicTest(golden, () -> assertThat(text).isEqualTo(Examples.text(golden)));
  }
}
