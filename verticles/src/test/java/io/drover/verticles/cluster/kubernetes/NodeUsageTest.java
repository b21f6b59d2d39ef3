package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.drover.rules.facts.Resources;
import io.drover.rules.facts.UtilizationFact;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NodeUsageTest {
  private static final long GIB = 1L << 30;
  private static final String NOON = "2026-11-20T12:00:00Z";
  private static final Resources FOUR_CORES = Resources.of(4_000, 8 * GIB, 110);

  private static GenericKubernetesResource item(Map<String, Object> told) {
    GenericKubernetesResource item = new GenericKubernetesResource();
    item.setMetadata(new ObjectMetaBuilder().withName("one").build());
    item.setAdditionalProperties(told);
    return item;
  }

  private static Map<String, Object> told(String cpu, String memory) {
    Map<String, Object> told = new HashMap<>();
    told.put("timestamp", NOON);
    told.put("window", "30s");
    told.put("usage", Map.of("cpu", cpu, "memory", memory));
    return told;
  }

  private static Optional<UtilizationFact> fact(Map<String, Object> told) {
    return NodeUsage.sample(item(told)).flatMap(sample -> sample.of(FOUR_CORES));
  }

  @Test
  void isTheShareOfWhatPodsMayHave() {
    UtilizationFact fact = fact(told("1500000000n", "2097152Ki")).orElseThrow();

    assertThat(fact.node().value()).isEqualTo("one");
    assertThat(fact.cpu()).isCloseTo(0.375, within(1e-9));
    assertThat(fact.memory()).isCloseTo(0.25, within(1e-9));
  }

  @Test
  void isWholeAtMost() {
    UtilizationFact fact = fact(told("4500m", "9Gi")).orElseThrow();

    assertThat(fact.cpu()).isEqualTo(1.0);
    assertThat(fact.memory()).isEqualTo(1.0);
  }

  @ParameterizedTest
  @CsvSource({
    "30s, 2026-11-20T11:59:30Z",
    "10.5s, 2026-11-20T11:59:49.500Z",
    "500ms, 2026-11-20T11:59:59.500Z",
    "1m0s, 2026-11-20T11:59:00Z",
    "1m0.25s, 2026-11-20T11:58:59.750Z",
    "2h, 2026-11-20T10:00:00Z",
    "0s, 2026-11-20T12:00:00Z"
  })
  void isAsOldAsTheBeginningOfItsWindow(String window, Instant from) {
    Map<String, Object> told = told("1", "1Gi");
    told.put("window", window);

    assertThat(fact(told).orElseThrow().sampledAt()).isEqualTo(from);
  }

  @ParameterizedTest
  @ValueSource(strings = {"timestamp", "window", "usage"})
  void isNoneWithoutAllOfIt(String missing) {
    Map<String, Object> told = told("1", "1Gi");
    told.remove(missing);

    assertThat(fact(told)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "timestamp, yesterday",
    "window, a while",
    "window, ''",
    "window, 1d",
  })
  void isNoneWhenItCannotBeRead(String field, String text) {
    Map<String, Object> told = told("1", "1Gi");
    told.put(field, text);

    assertThat(fact(told)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"much, 1Gi", "1, much", "-1, 1Gi", "1, -1", "1, 0", "'', 1Gi"})
  void isNoneWhenNobodyCouldUseThat(String cpu, String memory) {
    assertThat(fact(told(cpu, memory))).isEmpty();
  }

  @Test
  void isNoneWithoutMemory() {
    Map<String, Object> told = told("1", "1Gi");
    told.put("usage", Map.of("cpu", "1"));

    assertThat(fact(told)).isEmpty();
  }

  @Test
  void isNoneOfANodeThatIsNotKnownOrHasNothing() {
    NodeUsage.Sample sample = NodeUsage.sample(item(told("1", "1Gi"))).orElseThrow();

    assertThat(sample.of(null)).isEmpty();
    assertThat(sample.of(Resources.NONE)).isEmpty();
  }

  @Test
  void canBeNoneOfTheCpu() {
    assertThat(fact(told("0", "1Gi")).orElseThrow().cpu()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "404, NOT_SERVED",
    "403, DENIED",
    "401, DENIED",
    "503, UNREACHABLE",
    "0, UNREACHABLE"
  })
  void failsInOneLineOfOneKind(int code, UsageFailure.Kind kind) {
    UsageFailure failure = UsageFailure.of(new KubernetesClientException("why\nmore", code, null));

    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure).hasMessageStartingWith("metrics.k8s.io: ");
    assertThat(failure.getMessage()).doesNotContain("\n");
  }

  @Test
  void failsWithItsDeadline() {
    assertThat(UsageFailure.of(new TimeoutException()))
        .hasMessage("metrics.k8s.io: no answer within 10 s");
  }
}
