package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Pod;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PodRequestsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          cpu | 100m, 0.5 | 600
          cpu | 1e-1, 0.1m | 101
          memory | 1Ki, 1k | 2024
          memory | 500m, 500m | 1
          memory | 400m, 300m | 1
          ephemeral-storage | 1Mi, 1 | 1048577
          hugepages-2Mi | 4Mi, 2Mi | 6291456
          example.com/gpu | 1, 2 | 3
          attachable-volumes-x | 1, 2 | 3
          kubernetes.io/batch-cpu | 1, 2 | 3
          """)
  void roundsTheSumOfTheContainersNotEach(String resource, String amounts, long sum) {
    String[] of = amounts.split(", ", -1);

    assertThat(
            requests(
                """
                containers:
                  - {name: a, resources: {requests: {%1$s: '%2$s'}}}
                  - {name: b, resources: {requests: {%1$s: '%3$s'}}}
                """
                    .formatted(resource, of[0], of[1])))
        .containsEntry(resource, sum);
  }

  @Test
  void leavesOutWhatTheSchedulerDoesNotLookAt() {
    assertThat(
            requests(
                "containers: [{name: a, resources: {requests:"
                    + " {pods: 7, storage: 1Gi, cores: 2, cpu: 0}}}]"))
        .isEqualTo(Map.of("pods", 1L));
  }

  @Test
  void countsSidecarsForGoodAndOtherInitContainersForTheirMoment() {
    assertThat(
            requests(
                """
                initContainers:
                  - {name: a, resources: {requests: {cpu: 5, example.com/x: 1}}}
                  - {name: b, restartPolicy: Always, resources: {requests: {cpu: 2}}}
                  - {name: c, restartPolicy: Never, resources: {requests: {cpu: 4}}}
                  - {name: d, restartPolicy: Always, resources: {requests: {cpu: 1}}}
                  containers: [{name: m, resources: {requests: {cpu: 1}}}]
                  overhead: {cpu: 250m, memory: 1Ki}
                """))
        .isEqualTo(Map.of("cpu", 6_250L, "example.com/x", 1L, "memory", 1_024L, "pods", 1L));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {cpu: 2} | 2100 | 1024 | 1
          {cpu: 0} | 100 | 1024 | 1
          {memory: 2Ki} | 1100 | 2048 | 1
          {example.com/x: 5} | 1100 | 1024 | 1
          {} | 1100 | 1024 | 1
          """)
  void takesThePodsOwnRequestOnlyWhereAPodMayHaveOne(
      String podLevel, long cpu, long memory, long extended) {
    Map<String, Long> requests =
        requests(
            """
            resources: {requests: %s}
              overhead: {cpu: 100m}
              containers:
              - {name: m, resources: {requests: {cpu: 1, memory: 1Ki, example.com/x: 1}}}
            """
                .formatted(podLevel));

    assertThat(requests)
        .isEqualTo(Map.of("cpu", cpu, "memory", memory, "example.com/x", extended, "pods", 1L));
  }

  @Test
  void takesHugePagesOfThePodAsAWhole() {
    assertThat(
            requests(
                """
                resources: {requests: {hugepages-2Mi: 8Mi}}
                  containers: [{name: m, resources: {requests: {hugepages-2Mi: 2Mi}}}]
                """))
        .containsEntry("hugepages-2Mi", 8L << 20);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          resources: {requests: {cpu: 500m}} | '' | 500 | growing was granted
          resources: {requests: {cpu: 100m}} | '' | 300 | shrinking is not done yet
          resources: {requests: {cpu: 200m}}, allocatedResources: {cpu: 400m} | '' | 400 | promised is taken
          allocatedResources: {cpu: 900m} | '' | 300 | nothing is told of what it has
          resources: {requests: {cpu: 200m}}, allocatedResources: {cpu: 250m} | {type: PodResizePending, reason: Infeasible} | 250 | it will never be granted
          resources: {requests: {cpu: 200m}}, allocatedResources: {cpu: 250m} | {type: PodResizePending, reason: Deferred} | 300 | it may be granted
          resources: {} | {type: PodResizePending, reason: Infeasible} | 0 | it has nothing
          """)
  void countsAContainerInTheMiddleOfAResizeAsItsNodeDoes(
      String container, String condition, long cpu, String why) {
    assertThat(
            requests(
                """
                containers: [{name: m, resources: {requests: {cpu: 300m}}}]
                status:
                  conditions: [%s]
                  containerStatuses: [{name: m, %s}]
                """
                    .formatted(condition, container)))
        .as(why)
        .isEqualTo(cpu == 0 ? Map.of("pods", 1L) : Map.of("cpu", cpu, "pods", 1L));
  }

  @ParameterizedTest
  @CsvSource({"Always, 500", "Never, 300"})
  void resizesSidecarsButNoOtherInitContainers(String restartPolicy, long cpu) {
    assertThat(
            requests(
                """
                initContainers:
                  - {name: i, restartPolicy: %s, resources: {requests: {cpu: 300m}}}
                status:
                  initContainerStatuses: [{name: i, resources: {requests: {cpu: 500m}}}]
                """
                    .formatted(restartPolicy)))
        .containsEntry("cpu", cpu);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          resources: {requests: {cpu: 3, memory: 1Ki}} | 3000
          resources: {requests: {cpu: 1}} | 2000
          'allocatedResources: {cpu: 4}, resources: {}' | 4000
          'allocatedResources: {cpu: 4}' | 2000
          """)
  void resizesThePodAsAWholeInWhatItsSpecNames(String status, long cpu) {
    assertThat(
            requests(
                """
                resources: {requests: {cpu: 2}}
                  containers: [{name: m, resources: {requests: {cpu: 1}}}]
                status: {%s}
                """
                    .formatted(status)))
        .isEqualTo(Map.of("cpu", cpu, "pods", 1L));
  }

  @ParameterizedTest
  @CsvSource({
    "1e999999, 1125899906842624",
    "-1e999999, -1125899906842624",
    "1e-999999, 1",
    "-1e-999999, 0",
    "0e999999, 0",
    "-5, -5",
  })
  void endsSoonWithAbsurdQuantities(String memory, long bytes) {
    Map<String, Long> requests =
        requests(
            "containers: [{name: m, resources: {requests: {memory: '%s'}}}]".formatted(memory));

    assertThat(requests.getOrDefault("memory", 0L)).isEqualTo(bytes);
  }

  private static Map<String, Long> requests(String spec) {
    String yaml = "metadata: {name: web-1, namespace: shop}\nspec:\n  " + spec;
    Pod pod = ObjectYaml.read(Pod.class, yaml);
    return PodRequests.of(pod.getSpec(), pod.getStatus()).amounts();
  }
}
