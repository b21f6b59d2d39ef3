package io.drover.verticles.clusterautoscaler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;

/**
 * All cases of a file: each decided the same, or listed and indeed decided otherwise.
 *
 * @param theirs what the Cluster Autoscaler decides, as the file has it
 * @param ours what Drover decides, in the same words
 */
record Comparison(
    CaseFile file, Function<JsonNode, Object> theirs, Function<JsonNode, Object> ours) {

  static List<DynamicTest> of(
      String file, Function<JsonNode, Object> theirs, Function<JsonNode, Object> ours) {
    return new Comparison(CaseFile.read(file), theirs, ours).tests();
  }

  private List<DynamicTest> tests() {
    Differences differences = Differences.read(file.name());
    List<DynamicTest> tests = new ArrayList<>();
    for (CaseFile.Case one : file.cases()) {
      Differences.Difference listed = differences.of(one.name());
      tests.add(
          dynamicTest(
              one.name(),
              () -> {
                if (listed == null) {
                  assertThat(ours.apply(one.tree())).isEqualTo(theirs.apply(one.tree()));
                } else {
                  assertThat(ours.apply(one.tree()))
                      .as("listed as decided otherwise (%s), and is not", listed.why())
                      .isNotEqualTo(theirs.apply(one.tree()));
                }
              }));
    }
    tests.add(dynamicTest("every name that is listed is a case", () -> namesAreCases(differences)));
    return tests;
  }

  private void namesAreCases(Differences differences) {
    List<String> names = file.cases().stream().map(CaseFile.Case::name).toList();
    assertThat(names).doesNotHaveDuplicates().containsAll(differences.byCase().keySet());
  }
}
