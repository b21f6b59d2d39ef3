package io.drover.doubles.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Calls under the claims of several owners, one after the other. */
class FencesTest {
  private static CreateRequest of(String cluster, String name) {
    return new CreateRequest(
        name,
        "small",
        "zone-a",
        CapacityType.ON_DEMAND,
        Map.of("drover-cluster", cluster),
        Map.of(),
        List.of());
  }

  private static CloudUnderTest cloud(boolean fenced) {
    return new CloudUnderTest(
        new FakeTimeline(),
        new InMemoryCloudStore(),
        CloudOptions.standard().refusingLowerClaims(fenced));
  }

  private static @Nullable Mark mark(String token) {
    return Mark.of(token, "intent");
  }

  @Test
  void remembersUnderWhichClaimEachCallWasMade() {
    CloudUnderTest test = cloud(false);

    test.cloud.create("k", of("one", "a"), mark("62000000.7"));

    assertThat(test.cloud.log())
        .filteredOn(line -> line.event() == LogLine.Event.REQUEST)
        .extracting(LogLine::mark)
        .containsExactly(new Mark(62_000_000, 7, "intent"));
  }

  @Test
  void refusesALowerClaimOfTheSameOwnerOnlyWhereItIsToldTo() {
    CloudUnderTest test = cloud(true);
    test.cloud.create("k1", of("one", "a"), mark("2.1"));

    assertThat(test.cloud.create("k2", of("one", "b"), mark("1.99")).answer().status())
        .isEqualTo(409);
    assertThat(test.cloud.create("k3", of("two", "c"), mark("1.1")).answer().status())
        .as("of another cluster")
        .isEqualTo(201);
    assertThat(test.cloud.create("k4", of("one", "d"), mark("2.1")).answer().status())
        .isEqualTo(201);
    assertThat(test.cloud.create("k5", of("one", "e"), null).answer().status())
        .as("without a claim")
        .isEqualTo(201);

    CloudUnderTest lenient = cloud(false);
    lenient.cloud.create("k1", of("one", "a"), mark("2.1"));
    assertThat(lenient.cloud.create("k2", of("one", "b"), mark("1.99")).answer().status())
        .isEqualTo(201);
  }

  @Test
  void readsNothingElseForAClaim() {
    assertThat(Mark.of(null, "intent")).isNull();
    assertThatThrownBy(() -> mark("7")).isInstanceOf(IllegalArgumentException.class);
  }
}
