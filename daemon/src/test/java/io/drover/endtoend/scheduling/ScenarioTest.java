package io.drover.endtoend.scheduling;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScenarioTest {
  private static final String FIFTY =
      LongStream.range(1_000, 1_050)
          .mapToObj(seed -> Scenario.of(seed).toString())
          .collect(Collectors.joining("\n"));

  @Test
  void aSeedAlwaysMakesTheSameCluster() {
    assertThat(Scenario.of(7)).isEqualTo(Scenario.of(7)).isNotEqualTo(Scenario.of(8));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nodeSelector=",
        "operator=In,",
        "operator=NotIn",
        "operator=Exists",
        "operator=Gt",
        "operator=Lt",
        "operator=Equal",
        "effect=PreferNoSchedule",
        "topologyKey=topology.kubernetes.io/zone",
        "topologyKey=kubernetes.io/hostname",
        "minDomains=",
        "matchLabelKeys=",
        "whenUnsatisfiable=ScheduleAnyway",
        "podAffinity=",
        "podAntiAffinity=",
        "preferredDuringSchedulingIgnoredDuringExecution=",
        "hostPort=",
        "example.com/gpu=",
        "priorityClassName=keen",
        "priorityClassName=eager",
        "unschedulable=true",
        "-never-0"
      })
  void fiftyClustersHoldEverythingThatTheSchedulerMinds(String what) {
    assertThat(FIFTY).contains(what);
  }
}
