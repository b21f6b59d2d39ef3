package io.drover.verticles.simulation.seeds;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupBuilder;
import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.InterruptionFact;
import io.drover.rules.facts.ManagedNodeFact;
import io.drover.rules.facts.Taint;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The failure modes of buying that an autoscaler must survive, by their numbers in the reference
 * (karpenter-and-spot.md, 7.2). Where a defence can be left out, its scene is played without it as
 * well, and the harm is done.
 */
class BuyingFailureModesTest {
  private static GroupBuilder limited() {
    return Scene.general().limitedTo(Map.of("cpu", 9_000L));
  }

  @Test
  void f01NeverBuysBeyondALimitHoweverMuchWaits() {
    Scene with = new Scene(limited()).run(Course.plain("web", 60));
    Scene without = new Scene(Scene.general()).run(Course.plain("web", 60));

    with.pass(Duration.ofMinutes(10));
    without.pass(Duration.ofMinutes(10));

    assertThat(with.made()).isEqualTo(4);
    assertThat(with.world.checks().broken()).isEmpty();
    assertThat(without.made()).isEqualTo(20);
  }

  @Test
  void f02HasOneMachineOnItsWayForPodsWhoseMachinesNeverJoin() {
    Scene scene = new Scene(Scene.general());
    scene.world.cloud().mood.neverJoin = 1_000;
    scene.run(Course.plain("web", 3));

    scene.pass(Duration.ofHours(3));

    assertThat(scene.mostMachines).isEqualTo(1);
    assertThat(scene.made()).as("one for each time-out of 15 minutes at most").isBetween(1, 12);
  }

  /**
   * Only the group's maximum bounds it so far: what nodes look like once they have joined is not
   * learnt, so that such nodes are found empty, taken away and bought again.
   */
  @Test
  void f03HasNoMoreNodesThanItsGroupMayThoughAForeignTaintKeepsPodsOffThem() {
    Scene scene = new Scene(Scene.general().sized(0, 4));
    scene.world.cloud().mood.foreign =
        List.of(new Taint("example.com/scan", "", Taint.Effect.NO_SCHEDULE));
    scene.run(Course.plain("web", 3));

    scene.pass(Duration.ofHours(2));

    assertThat(scene.mostMachines).isLessThanOrEqualTo(4);
    assertThat(scene.world.checks().broken()).isEmpty();
  }

  @Test
  void f05NeitherLeaksNorBuysTwiceWhenItDiesBetweenCreateAndRecord() {
    assertThat(machinesAfterADeathAtCreate(Bugs.NONE)).isEqualTo(1);
    assertThat(machinesAfterADeathAtCreate(Mutation.A_NEW_KEY_FOR_EACH_CALL)).isGreaterThan(1);
  }

  private static int machinesAfterADeathAtCreate(Bugs bugs) {
    Scene scene = new Scene(bugs, Setting.Rack.NONE, Scene.general());
    scene.run(Course.plain("web", 1));
    scene.within(Duration.ofMinutes(2), () -> scene.made() == 1);
    scene.world.owner().ifPresent(Member::crash);
    scene.pass(Duration.ofMinutes(30));
    return scene.made();
  }

  @Test
  void f06TellsOfEveryMachineWithItsTagThatNoRecordStandsFor() {
    Scene scene = new Scene(Scene.general());
    scene.world.strike(new Fault.Stray(7));

    scene.pass(Duration.ofMinutes(2));

    assertThat(scene.told("machines without a record: [sim://stray-lost-7]")).isTrue();
  }

  @Test
  void f08BuysAtMostSoMuchInOnePlanHoweverLongTheQueueIs() {
    assertThat(mostInOnePlan(10)).isLessThanOrEqualTo(10);
    assertThat(mostInOnePlan(100)).isGreaterThan(10);
  }

  private static int mostInOnePlan(int bound) {
    GroupBuilder group =
        Scene.general().scalingUp(new GroupSpec.ScaleUp(bound, Duration.ofMinutes(5)));
    Scene scene = new Scene(group).run(Course.plain("web", 90));
    scene.pass(Duration.ofMinutes(3));
    Map<String, Integer> byPlan = new HashMap<>();
    for (ManagedNodeFact record : scene.world.embedded().now().managedNodes()) {
      byPlan.merge(record.purchase().plan(), 1, Integer::sum);
    }
    return byPlan.values().stream().max(Integer::compare).orElse(0);
  }

  @Test
  void f13TakesTheNextOfferingAtOnceAndAsksAThrottlingCloudNoSoonerThanItSays() {
    Scene open = new Scene(Scene.general().allowing(all()));
    Scene single = new Scene(Scene.general().allowing(Scene.only("small")));
    for (Scene scene : List.of(open, single)) {
      scene.world.cloud().mood.soldOut.add("small");
      scene.run(Course.plain("web", 1));
      scene.pass(Duration.ofSeconds(15));
    }

    assertThat(open.made()).isEqualTo(1);
    assertThat(single.made()).isZero();
  }

  private static GroupSpec.Choice all() {
    return new GroupSpec.Choice(List.of(), List.of(), List.of(), List.of());
  }

  @Test
  void f15KeepsDecidingWhateverNoticesTellOfMachinesThatItDoesNotKnow() {
    Scene scene = new Scene(Scene.general()).run(Course.plain("web", 3)).settle();
    Instant now = scene.world.time().now();
    for (Member member : scene.world.members()) {
      for (int i = 0; i < 50; i++) {
        member.hear(
            new InterruptionFact("nobody://" + i, InterruptionFact.Kind.INTERRUPTION, null, now));
      }
    }
    scene.run(Course.plain("web", 6)).settle();

    assertThat(scene.machines()).isEqualTo(2);
    assertThat(scene.cordoned()).isZero();
  }

  @Test
  void f20ServesOneGroupThoughTheCloudOfAnotherIsSoldOut() {
    GroupBuilder rack = aGroup("rack").from("rack").sized(0, 3).budget(100, true);
    Scene with = new Scene(Bugs.NONE, Setting.Rack.SWITCHED, Scene.general().priority(1), rack);
    Scene without =
        new Scene(
            Bugs.NONE,
            Setting.Rack.SWITCHED,
            Scene.general().priority(1),
            aGroup("rack").from("rack").sized(0, 0));
    for (Scene scene : List.of(with, without)) {
      scene.world.cloud().mood.soldOut.addAll(List.of("small", "medium", "large"));
      scene.run(Course.plain("web", 3));
      scene.pass(Duration.ofMinutes(3));
    }

    assertThat(with.runs()).isTrue();
    assertThat(without.runs()).isFalse();
  }
}
