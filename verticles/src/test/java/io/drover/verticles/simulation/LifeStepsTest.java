package io.drover.verticles.simulation;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.PhaseChange;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every step of a node's life stands in the journal, in both directions. */
class LifeStepsTest {
  private static final long MIB = 1024 * 1024;

  private final House house =
      new House(
          1,
          List.of(
              anOffering("small")
                  .of("cloud")
                  .with("2", "4Gi")
                  .allocatable(Resources.of(1900, 3800 * MIB, 110))
                  .build()));

  @BeforeEach
  void open() {
    NodeGroupFact group =
        aGroup("general")
            .from("cloud")
            .sized(0, 4)
            .budget(100, true)
            .scalingDown(
                new GroupSpec.ScaleDown(true, 0.5, Duration.ofMinutes(10), Duration.ofMinutes(1)))
            .build();
    house.cluster.apply(group.name(), group.spec());
  }

  /** And whatever else happens, when two pods run and when they do no more. */
  private void oneNodeComesAndGoes(Runnable meanwhile) {
    house.cluster.run(EmbeddedWorkload.asking("web", 2, 500, 512 * MIB));
    house.time.pass(Duration.ofSeconds(3));
    meanwhile.run();
    assertThat(house.time.runUntil(() -> running() == 2, Duration.ofMinutes(5))).isTrue();
    house.time.pass(Duration.ofMinutes(1));
    house.cluster.run(EmbeddedWorkload.asking("web", 0, 500, 512 * MIB));
    meanwhile.run();
    assertThat(
            house.time.runUntil(
                () -> house.cluster.now().managedNodes().isEmpty(), Duration.ofMinutes(30)))
        .isTrue();
    house.time.pass(Duration.ofSeconds(1));
  }

  private long running() {
    return house.cluster.now().pods().stream()
        .filter(pod -> pod.state().scheduling() == PodFact.Scheduling.BOUND)
        .count();
  }

  private static String step(JournalEntry entry) {
    return entry.kind().equals("phase") ? entry.text() : entry.kind();
  }

  @Test
  void areToldInOrder() {
    oneNodeComesAndGoes(() -> {});

    assertThat(house.journal)
        .extracting(LifeStepsTest::step)
        .containsSubsequence(
            "reserved",
            "INTENDED",
            "called",
            "PROVISIONED",
            "running",
            "JOINED",
            "READY",
            "scheduled")
        .containsSubsequence(
            "reserved",
            "DRAINING",
            "cordoned",
            "TERMINATING",
            "called",
            "machine-gone",
            "GONE",
            "closed");
  }

  @Test
  void areToldOnceEach() {
    oneNodeComesAndGoes(() -> {});

    assertThat(house.journal)
        .extracting(LifeStepsTest::step)
        .filteredOn(step -> !step.equals("step"))
        .containsOnlyOnce("running", "scheduled", "cordoned", "machine-gone", "closed");
  }

  @Test
  void nameTheMachineOnceThereIsOne() {
    oneNodeComesAndGoes(() -> {});
    List<JournalEntry> of =
        house.journal.stream().filter(entry -> entry.ids().containsKey("intent")).toList();

    assertThat(of)
        .filteredOn(entry -> List.of("INTENDED", "called").contains(step(entry)))
        .first()
        .satisfies(entry -> assertThat(entry.ids()).doesNotContainKey("machine"));
    assertThat(of.subList(2, of.size()))
        .isNotEmpty()
        .allSatisfy(entry -> assertThat(entry.ids()).containsKeys("machine", "node", "group"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void tellHowLongEachPhaseTookWhetherTheProcessDiedMeanwhileOrNot(boolean killed) {
    oneNodeComesAndGoes(
        () -> {
          if (killed) {
            house.kill();
          }
        });
    List<PhaseChange> changes =
        house.journal.stream().map(JournalEntry::change).filter(Objects::nonNull).toList();

    assertThat(changes).hasSize(6);
    Duration whole =
        changes.stream()
            .map(change -> change.took().orElseThrow())
            .reduce(Duration.ZERO, Duration::plus);
    assertThat(changes.getLast().life()).contains(whole);
  }
}
