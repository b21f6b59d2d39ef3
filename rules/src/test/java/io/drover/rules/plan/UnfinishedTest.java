package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.OfferingBuilder.anOffering;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.OfferingFact;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.Resources;
import io.drover.rules.facts.WorldBuilder;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs that would begin anew if their node were drained. */
class UnfinishedTest {
  private static final long GIB = 1L << 30;
  private static final Resources FOUR = Resources.of(4_000, 16 * GIB, 110);
  private static final OfferingFact OFFERING =
      anOffering("four").with("4", "16Gi").allocatable(FOUR).build();

  /** A quarter of a node of which nobody knows any more why it is there. */
  private static PodBuilder pod(String kind, Duration ran) {
    return aPod("p")
        .asking("1", "1Gi")
        .ownedBy(kind, "work")
        .createdAt(Thinking.NOW.minus(ran))
        .on("n1");
  }

  private static Thinking after(Duration unneeded, PodBuilder pod) {
    WorldBuilder world =
        aWorld()
            .with(
                aGroup("general").scaledUpAt(Thinking.NOW.minus(Duration.ofDays(2))),
                aManagedNode("n1").of(OFFERING),
                aNode("n1")
                    .createdAt(Thinking.NOW.minus(Duration.ofDays(2)))
                    .allocatable(FOUR)
                    .candidateSince(Thinking.NOW.minus(unneeded)),
                pod,
                aManagedNode("n2").of(OFFERING),
                aNode("n2").allocatable(FOUR),
                aPod("other").asking("2500m", "1Gi").on("n2"));
    return Thinking.by(new PlainScaling(), world, OFFERING);
  }

  private static boolean goes(Duration unneeded, PodBuilder pod) {
    return after(unneeded, pod).thought().plan().actions().stream()
        .anyMatch(planned -> planned.action() instanceof Action.RemoveNode);
  }

  @Test
  void areWaitedForAsLongAsTheyWouldLoseOfTheNode() {
    PodBuilder hour = pod("Job", Duration.ofHours(1));

    assertThat(goes(Duration.ofMinutes(14), hour)).isFalse();
    assertThat(goes(Duration.ofMinutes(15), hour)).isTrue();
    assertThat(after(Duration.ofMinutes(14), hour).told())
        .contains(
            "node n1: NOT_UNNEEDED_LONG_ENOUGH unneeded until "
                + Thinking.NOW.plus(Duration.ofMinutes(1))
                + " at least; its Jobs would lose PT15M of its work");
  }

  @Test
  void areWaitedForAnHourAtMost() {
    WorldBuilder world =
        aWorld().with(aNode("n1").allocatable(FOUR), pod("Job", Duration.ofDays(30)));

    assertThat(Unfinished.lost(world.build(), aNode("n1").allocatable(FOUR).build(), Thinking.NOW))
        .isEqualTo(Duration.ofHours(1));
  }

  @Test
  void otherPodsAreNotWaitedForLongerThanTheUnneededTime() {
    for (String kind : List.of("ReplicaSet", "StatefulSet")) {
      assertThat(goes(Duration.ofMinutes(10), pod(kind, Duration.ofDays(1)))).isTrue();
    }
    assertThat(goes(Duration.ofMinutes(10), pod("Job", Duration.ofMinutes(40)))).isTrue();
  }
}
