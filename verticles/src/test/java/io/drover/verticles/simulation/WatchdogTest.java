package io.drover.verticles.simulation;

import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.JournalEntry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** F7: a provider that is not listed any more holds up its own groups only, and for no longer. */
class WatchdogTest {
  private final House house =
      new House(
          1,
          List.of(
              anOffering("small")
                  .of("cloud")
                  .with("2", "4Gi")
                  .allocatable(Resources.of(1900, 3800L << 20, 110))
                  .build()));

  @BeforeEach
  void declareTheGroup() {
    ShapesTest.apply(house);
  }

  private List<JournalEntry> told(String kind) {
    return house.journal.stream().filter(entry -> entry.kind().equals(kind)).toList();
  }

  @Test
  void saysThatMachinesAreNotListedAndThatTheyAreAgain() {
    house.time.pass(Duration.ofSeconds(30));
    house.cloud.lists = false;

    house.time.pass(Duration.ofMinutes(10));
    assertThat(told("not-listed"))
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.reason()).isEqualTo("MACHINES_NOT_LISTED");
              assertThat(entry.text()).contains("lists are broken");
            });
    assertThat(house.calls).contains("TellEvent");

    house.cloud.lists = true;
    house.time.pass(Duration.ofMinutes(1));
    assertThat(told("listed-again")).hasSize(1);
  }

  @Test
  void listsAnewWhenAListNeverEnds() {
    house.time.pass(Duration.ofSeconds(30));
    house.cloud.listHangs = true;
    house.time.pass(Duration.ofMinutes(1));
    house.cloud.listHangs = false;

    house.cluster.run(ShapesTest.web(3));
    assertThat(house.time.runUntil(() -> ShapesTest.pods(house) == 3, Duration.ofMinutes(10)))
        .isTrue();
    house.cluster.run(ShapesTest.web(0));

    assertThat(
            house.time.runUntil(
                () -> house.cluster.now().managedNodes().isEmpty(), Duration.ofMinutes(15)))
        .as("a list that is newer than the deletion has come")
        .isTrue();
    assertThat(told("not-listed")).hasSize(1);
  }
}
