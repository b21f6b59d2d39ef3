package io.drover.verticles.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The process is killed at each call that leaves it, before the call and before its answer, and
 * comes back. Nothing is bought twice, leaked or torn down under its pods.
 */
class KillAndRestartTest {
  /** Calls of a life without a death; each has two points. */
  private static List<String> calls() {
    Scenario scenario = new Scenario(1, command -> Crossing.Fate.PASSES);
    scenario.play();
    return scenario.house.calls;
  }

  static Stream<Integer> everyPoint() {
    return IntStream.range(0, 2 * calls().size()).boxed();
  }

  /** One point for each kind of call, in turn before and after it. */
  static Stream<Integer> onePointOfEachKind() {
    List<String> calls = calls();
    List<Integer> points = new ArrayList<>();
    List<String> kinds = calls.stream().distinct().toList();
    for (int k = 0; k < kinds.size(); k++) {
      points.add(2 * calls.indexOf(kinds.get(k)) + 1 - k % 2);
    }
    return points.stream();
  }

  private static Crossing killingAt(int point) {
    int[] calls = {0};
    return command -> {
      int call = calls[0]++;
      if (call != point / 2) {
        return Crossing.Fate.PASSES;
      }
      return point % 2 == 0 ? Crossing.Fate.KILLED_BEFORE : Crossing.Fate.KILLED_AFTER;
    };
  }

  private static void dieAt(int point) {
    Scenario scenario = new Scenario(1, killingAt(point));
    scenario.play();
    assertThat(scenario.house.deaths).isEqualTo(1);
    scenario.assertNothingWentWrong("killed at point " + point);
    assertThat(scenario.house.cloud.made).as("machines made").isEqualTo(Scenario.NODES);
  }

  @Test
  void callsEverythingThatALifeNeeds() {
    assertThat(calls())
        .contains("CreateRecord", "WriteRecord", "WriteGroup", "Create", "Cordon", "EvictPod")
        .contains("Delete", "DeleteNode", "DeleteRecord", "MarkCandidate");
  }

  @ParameterizedTest
  @MethodSource("onePointOfEachKind")
  void survivesADeathAtOneCallOfEachKind(int point) {
    dieAt(point);
  }

  @ParameterizedTest
  @MethodSource("everyPoint")
  @Tag("full")
  void survivesADeathAtEveryCall(int point) {
    dieAt(point);
  }
}
