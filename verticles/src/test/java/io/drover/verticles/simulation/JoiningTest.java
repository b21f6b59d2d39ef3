package io.drover.verticles.simulation;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.JoinFailures;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.ManagedNodeFact.Phase;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.Resources;
import io.drover.verticles.bus.ProviderCommand;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** F2: machines that never become nodes are not bought for ever. */
class JoiningTest {
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
    NodeGroupFact group =
        aGroup("general")
            .from("cloud")
            .sized(0, 10)
            .budget(100, true)
            .scalingUp(new GroupSpec.ScaleUp(100, Duration.ofMinutes(10)))
            .scalingDown(
                new GroupSpec.ScaleDown(true, 0.5, Duration.ofHours(9), Duration.ofMinutes(1)))
            .build();
    house.cluster.apply(group.name(), group.spec());
  }

  private List<ProviderCommand.Create> bought() {
    return house.cloud.log.stream()
        .filter(ProviderCommand.Create.class::isInstance)
        .map(ProviderCommand.Create.class::cast)
        .toList();
  }

  private JoinFailures failures() {
    return house.cluster.now().groups().iterator().next().history().standing().joins();
  }

  private Instant until() {
    return Objects.requireNonNull(failures().until());
  }

  private List<ManagedNodeFact> in(Phase phase) {
    return house.cluster.now().managedNodes().stream().filter(r -> r.phase() == phase).toList();
  }

  private boolean told(String kind) {
    return house.journal.stream().anyMatch(entry -> entry.kind().equals(kind));
  }

  @Test
  void buysNothingForAWhileThatGrowsAfterThreeFailuresInARow() {
    house.cloud.joins = false;
    house.cluster.run(ShapesTest.web(1));

    assertThat(house.time.runUntil(() -> failures().until() != null, Duration.ofHours(2))).isTrue();
    assertThat(bought()).hasSize(JoinFailures.TOO_MANY);
    assertThat(house.time.runUntil(() -> told("nodes-do-not-join"), Duration.ofSeconds(5)))
        .isTrue();
    Instant first = until();
    house.time.runUntil(() -> !first.equals(failures().until()), Duration.ofHours(2));
    assertThat(bought()).hasSize(JoinFailures.TOO_MANY + 1);
    assertThat(Duration.between(house.time.now(), until()))
        .as("twice as long as the first")
        .isGreaterThan(Duration.ofMinutes(15));

    house.time.pass(Duration.ofHours(12));
    assertThat(bought()).as("not one each quarter of an hour").hasSizeLessThan(24);
    assertThat(house.cloud.machines()).isLessThanOrEqualTo(1);
    assertThat(house.thoughts.getLast().rejections())
        .anyMatch(one -> one.reason().name().equals("NODES_DO_NOT_JOIN"));
  }

  @Test
  void triesOneAtATimeUntilANodeServes() {
    house.cloud.joins = false;
    house.cluster.run(ShapesTest.web(12));
    house.time.runUntil(() -> failures().until() != null, Duration.ofHours(2));
    int before = bought().size();
    Instant until = until();

    house.time.pass(Duration.between(house.time.now(), until).plusMinutes(3));
    assertThat(bought()).hasSize(before + 1);

    house.cloud.joins = true;
    assertThat(house.time.runUntil(() -> ShapesTest.pods(house) == 12, Duration.ofHours(3)))
        .isTrue();
    house.time.pass(Duration.ofSeconds(5));
    assertThat(failures()).isEqualTo(JoinFailures.NONE);
    assertThat(told("nodes-join")).isTrue();
  }

  @Test
  void showsEachFailedLifeForItsTimeAndDeletesItsMachineAtOnce() {
    house.cloud.joins = false;
    house.cluster.run(ShapesTest.web(1));

    assertThat(house.time.runUntil(() -> !in(Phase.FAILED).isEmpty(), Duration.ofHours(1)))
        .isTrue();
    ManagedNodeFact failed = in(Phase.FAILED).getFirst();
    assertThat(failed.progress().failure()).isEqualTo("JOIN_TIMEOUT");
    assertThat(house.cloud.log)
        .anyMatch(
            command ->
                command instanceof ProviderCommand.Delete delete
                    && delete.providerId().equals(failed.progress().providerId()));

    house.time.pass(GroupSpec.Timeouts.FAILED_TTL.minusMinutes(1));
    assertThat(house.cluster.now().managedNode(failed.identity().name())).isPresent();
    house.time.pass(Duration.ofMinutes(2));
    assertThat(house.cluster.now().managedNode(failed.identity().name())).isEmpty();
  }

  @Test
  void forgetsNothingOfItWhenTheProcessDies() {
    house.cloud.joins = false;
    house.cluster.run(ShapesTest.web(1));
    house.time.runUntil(
        () -> failures().inARow() == 2 && house.cloud.machines() == 0, Duration.ofHours(2));

    house.kill();
    house.time.runUntil(() -> failures().inARow() > 2, Duration.ofHours(2));

    assertThat(failures().inARow()).isEqualTo(3);
    assertThat(bought()).hasSize(3);
  }
}
