package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.GroupSpec;
import io.drover.rules.facts.ManagedNodeBuilder;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Groups that have more nodes than they may: one whose pods stay, and others that are empty. */
class ExcessTest {
  private static List<String> planned(int max, ManagedNodeBuilder... empty) {
    var world =
        aWorld()
            .with(
                aGroup("general")
                    .sized(0, max)
                    .scaledUpAt(Thinking.NOW)
                    .scalingDown(
                        new GroupSpec.ScaleDown(
                            true, 0.5, Duration.ofMinutes(10), Duration.ofMinutes(10))))
            .with(aManagedNode("busy"))
            .with(aNode("busy").in("general"))
            .with(aPod("web").on("busy").asking("1500m", "1Gi"));
    Arrays.stream(empty).forEach(world::with);
    Arrays.stream(empty)
        .map(record -> record.build().identity().name())
        .forEach(name -> world.with(aNode(name).in("general")));
    return Thinking.by(new PlainScaling(), world).thought().plan().actions().stream()
        .map(Planned::action)
        .map(
            action ->
                switch (action) {
                  case Action.RemoveNode remove -> "remove " + remove.node();
                  case Action.MarkCandidate mark -> "mark " + mark.node();
                  case Action.BuyNode buy -> "buy";
                  case Action.ClearCandidate clear -> "clear " + clear.node();
                  case Action.MakeGroup make -> "make " + make.group();
                  case Action.DropGroup drop -> "drop " + drop.group();
                })
        .sorted()
        .toList();
  }

  @Test
  void letAnUnneededNodeGoAtOnceAndOthersAfterTheirTime() {
    assertThat(planned(2, aManagedNode("empty"))).containsExactly("mark empty");
    assertThat(planned(1, aManagedNode("empty"))).containsExactly("remove empty");
    assertThat(planned(2, aManagedNode("a"), aManagedNode("b")))
        .containsExactly("mark b", "remove a");
  }

  @Test
  void haveANodeWhoseDrainWasGivenUpWaitLikeAnyOther() {
    assertThat(planned(1, aManagedNode("putback").failing("DRAIN_TIMEOUT")))
        .containsExactly("mark putback");
    assertThat(planned(2, aManagedNode("a").failing("DRAIN_VETOED"), aManagedNode("b")))
        .containsExactly("mark a", "remove b");
  }
}
