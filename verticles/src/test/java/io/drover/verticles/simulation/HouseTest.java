package io.drover.verticles.simulation;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupName;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.NodeFact;
import io.drover.rules.facts.NodeGroupFact;
import io.drover.rules.facts.PodFact;
import io.drover.rules.facts.Price;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.Spending;
import io.drover.rules.plan.Action;
import io.drover.rules.plan.Planned;
import io.drover.rules.plan.Reason;
import io.drover.rules.plan.Rejection;
import io.drover.verticles.bus.ClusterCommand;
import io.drover.verticles.bus.JournalEntry;
import io.drover.verticles.bus.ProviderFailure;
import io.drover.verticles.cluster.embedded.EmbeddedWorkload;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The whole house in one thread under a simulated clock. */
class HouseTest {
  private static final long MIB = 1024 * 1024;
  private static final GroupName GENERAL = new GroupName("general");

  private final House house =
      new House(
          1,
          List.of(
              anOffering("small")
                  .of("cloud")
                  .with("2", "4Gi")
                  .allocatable(Resources.of(1900, 3800 * MIB, 110))
                  .build()));

  private void group(GroupBuilder group) {
    NodeGroupFact fact =
        group
            .from("cloud")
            .budget(100, true)
            .scalingDown(
                new GroupSpec.ScaleDown(true, 0.5, Duration.ofMinutes(10), Duration.ofMinutes(1)))
            .build();
    house.cluster.apply(fact.name(), fact.spec());
  }

  private long running() {
    return house.cluster.now().pods().stream()
        .filter(pod -> pod.state().scheduling() == PodFact.Scheduling.BOUND)
        .filter(pod -> pod.state().deletingSince() == null)
        .count();
  }

  private int nodes() {
    return house.cluster.now().nodes().size();
  }

  private boolean allReady(int count) {
    return house.cluster.now().managedNodes().stream()
            .filter(record -> record.phase() == ManagedNodeFact.Phase.READY)
            .count()
        == count;
  }

  private EmbeddedWorkload web(int replicas) {
    return EmbeddedWorkload.asking("web", replicas, 500, 512 * MIB);
  }

  @Test
  void buysWhatPendingPodsNeedAndNoMore() {
    group(aGroup("general").sized(0, 40));
    house.cluster.run(web(60));

    assertThat(house.time.runUntil(() -> running() == 60, Duration.ofMinutes(5))).isTrue();

    house.time.pass(Duration.ofMinutes(2));
    assertThat(nodes()).isEqualTo(20);
    assertThat(house.cloud.machines()).isEqualTo(20);
    assertThat(allReady(20)).isTrue();
    assertThat(house.cluster.now().group(GENERAL).orElseThrow().history().desired()).isEqualTo(20);
  }

  private Spending spent() {
    return requireNonNull(house.cluster.now().group(GENERAL).orElseThrow().history().spending());
  }

  @Test
  void addsUpWhatTheNodesOfAGroupCost() {
    group(aGroup("general").sized(2, 40));
    house.time.runUntil(() -> allReady(2), Duration.ofMinutes(5));
    house.time.pass(Duration.ofHours(10));

    Spending spending = spent();
    double hourly = 2 * 0.04;
    Price running = house.cluster.now().count(GENERAL).runningPrice();
    assertThat(spending.until(house.time.now(), running).amount().dollars())
        .isBetween(10 * hourly, 10.1 * hourly);

    house.cluster.apply(GENERAL, aGroup("general").from("cloud").sized(0, 40).build().spec());
    house.time.runUntil(() -> nodes() == 0, Duration.ofMinutes(30));
    house.time.pass(Duration.ofHours(10));
    assertThat(spent().amount().dollars()).isBetween(10 * hourly, 10.6 * hourly);
  }

  @Test
  void buysNoNodeOverALimitOfTheGroup() {
    group(aGroup("general").sized(6, 40).limitedTo(Resources.of(Map.of("cpu", 9_000L))));
    house.cluster.run(web(60));

    house.time.pass(Duration.ofMinutes(10));

    assertThat(nodes()).isEqualTo(4);
    assertThat(house.judgements).allMatch(judgement -> judgement.refused().isEmpty());
    assertThat(house.thoughts.getLast().rejections())
        .extracting(Rejection::reason)
        .contains(Reason.GROUP_LIMIT_REACHED);
  }

  @Test
  void removesWhatIsUnneededOnlyAfterTheUnneededTime() {
    group(aGroup("general").sized(1, 40));
    house.cluster.run(web(60));
    house.time.runUntil(() -> running() == 60 && allReady(20), Duration.ofMinutes(5));
    house.cluster.run(web(5));

    house.time.pass(Duration.ofMinutes(9));
    assertThat(nodes()).isEqualTo(20);
    assertThat(house.cluster.now().nodes().stream().filter(NodeFact::ready).count()).isEqualTo(20);

    assertThat(house.time.runUntil(() -> nodes() == 2, Duration.ofMinutes(10)))
        .as("nodes left %s", nodes())
        .isTrue();
    house.time.pass(Duration.ofMinutes(30));
    assertThat(nodes()).isEqualTo(2);
    assertThat(running()).isEqualTo(5);
    assertThat(house.cloud.machines()).isEqualTo(2);
    assertThat(house.cluster.now().managedNodes()).hasSize(2);
  }

  @Test
  void neverBuysTwiceWhenTheAnswerIsLost() {
    house.cloud.answersToLose = 3;
    group(aGroup("general").sized(0, 10));
    house.cluster.run(web(3));

    assertThat(house.time.runUntil(() -> running() == 3, Duration.ofMinutes(5))).isTrue();

    house.time.pass(Duration.ofMinutes(10));
    assertThat(house.cloud.machines()).isEqualTo(1);
  }

  @Test
  void namesWhatTheProviderLacksAndTriesAgainLater() {
    house.cloud.createFailures.add(new ProviderFailure.NoCapacity("small is sold out in z1"));
    group(aGroup("general").sized(0, 10));
    house.cluster.run(web(1));

    house.time.pass(Duration.ofSeconds(30));
    assertThat(house.cloud.machines()).isZero();
    assertThat(house.journal).extracting(JournalEntry::reason).contains("NO_CAPACITY");
    assertThat(house.cluster.now().group(GENERAL).orElseThrow().history().backoffs()).hasSize(1);

    assertThat(house.time.runUntil(() -> running() == 1, Duration.ofMinutes(20))).isTrue();
    assertThat(house.cloud.machines()).isEqualTo(1);
    assertThat(house.cluster.now().managedNodes()).hasSize(1);
  }

  @Test
  void decidesNothingWhileTheClusterIsFrozenAndGoesOnAfterwards() {
    group(aGroup("general").sized(0, 10));
    house.time.pass(Duration.ofSeconds(10));
    house.cluster.freeze(true);
    house.cluster.run(web(3));

    house.time.pass(Duration.ofMinutes(2));
    assertThat(house.cloud.log).isEmpty();
    assertThat(house.thoughts.getLast().idle()).contains("VIEW_STALE");

    house.cluster.freeze(false);
    house.cluster.run(web(4));
    assertThat(house.time.runUntil(() -> running() >= 3, Duration.ofMinutes(5))).isTrue();
  }

  @Test
  void onlyTellsWhatAnObservedGroupWouldDo() {
    group(aGroup("general").sized(0, 10).observed());
    house.cluster.run(web(3));

    house.time.pass(Duration.ofMinutes(5));
    assertThat(house.cloud.log).isEmpty();
    assertThat(house.judgements).isNotEmpty();
    assertThat(house.judgements.getLast().observed().actions()).hasSize(1);
  }

  @Test
  void tellsTheRemovalsOfAnObservedGroupAfterTheUnneededTimeAndAnewAfterARestart() {
    group(aGroup("general").sized(0, 10));
    house.cluster.run(web(9));
    house.time.runUntil(() -> running() == 9 && allReady(3), Duration.ofMinutes(5));
    group(aGroup("general").sized(0, 10).observed());
    house.cluster.run(web(0));
    int asked = house.cloud.log.size();

    house.time.pass(Duration.ofMinutes(9));
    assertThat(removalsTold()).isZero();
    house.time.pass(Duration.ofMinutes(2));
    assertThat(removalsTold()).isPositive();

    house.kill();
    house.judgements.clear();
    house.time.pass(Duration.ofMinutes(9));
    assertThat(removalsTold()).isZero();
    house.time.pass(Duration.ofMinutes(2));
    assertThat(removalsTold()).isPositive();

    assertThat(house.cloud.log).hasSize(asked);
    assertThat(house.cluster.now().nodes())
        .hasSize(3)
        .allMatch(node -> node.shape().taints().isEmpty() && !node.shape().unschedulable());
  }

  private long removalsTold() {
    return house.judgements.stream()
        .flatMap(judgement -> judgement.observed().actions().stream())
        .map(Planned::action)
        .filter(Action.RemoveNode.class::isInstance)
        .distinct()
        .count();
  }

  @Test
  void waitsForANodeWhoseNodeObjectIsGoneAndBuysOnceItIsOverdue() {
    group(aGroup("general").sized(0, 10));
    house.cluster.run(web(1));
    house.time.runUntil(() -> running() == 1 && allReady(1), Duration.ofMinutes(5));
    NodeFact node = house.cluster.now().nodes().iterator().next();
    house.cluster.perform(new ClusterCommand.DeleteNode(node.name(), node.identity().uid()));
    house.cluster.run(web(2));

    house.time.pass(Duration.ofMinutes(14));
    assertThat(nodes()).isZero();
    assertThat(house.cloud.made).isEqualTo(1);
    assertThat(house.thoughts.getLast().rejections())
        .extracting(Rejection::reason)
        .contains(Reason.NODE_MISSING);

    house.time.pass(Duration.ofMinutes(5));
    assertThat(house.cloud.made).isEqualTo(2);
    assertThat(nodes()).isEqualTo(1);
  }

  @Test
  void neverEvictsAgainstADisruptionBudget() {
    group(aGroup("general").sized(0, 40));
    house.cluster.run(web(8).guarded(8));
    house.time.runUntil(() -> running() == 8 && allReady(3), Duration.ofMinutes(5));

    house.cluster.run(web(5).guarded(5));
    house.time.pass(Duration.ofMinutes(60));

    assertThat(running()).isEqualTo(5);
    assertThat(house.journal).extracting(JournalEntry::kind).doesNotContain("evicted");
  }

  @Test
  void fillsAGroupToItsMinimum() {
    group(aGroup("general").sized(2, 10));

    assertThat(house.time.runUntil(() -> allReady(2), Duration.ofMinutes(5))).isTrue();
  }
}
