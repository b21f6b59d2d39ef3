package io.drover.rules.plan;

import static io.drover.rules.facts.GroupBuilder.aGroup;
import static io.drover.rules.facts.ManagedNodeBuilder.aManagedNode;
import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static io.drover.rules.facts.WorldBuilder.aWorld;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.ClusterSettings;
import io.drover.rules.facts.WorldBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How far the note on a node is believed, and what keeps a node whatever is noted. */
class NotesOnNodesTest {
  private static final Instant NOW = Thinking.NOW;

  private Remembered remembered = Remembered.NOTHING;

  private static WorldBuilder idleSince(Instant since) {
    return aWorld().with(aGroup("general"), aManagedNode("a"), aNode("a").candidateSince(since));
  }

  private List<String> planned(Instant now, WorldBuilder world) {
    Thought thought =
        new Planner(new PlainScaling())
            .plan(
                new Question(
                    "plan",
                    now,
                    world.build(),
                    Map.of(),
                    Measured.NOTHING,
                    List.of(),
                    false,
                    remembered));
    remembered = thought.remembered();
    return thought.plan().actions().stream()
        .map(planned -> planned.action().getClass().getSimpleName())
        .toList();
  }

  @Test
  void countsANoteThatIsAsOldAsItMayBeWhenAMemberBegins() {
    Instant oldest = NOW.minus(ClusterSettings.NOTE_MAX_AGE);

    assertThat(planned(NOW, idleSince(oldest))).containsExactly("RemoveNode");
  }

  @Test
  void writesAnOlderNoteAnewAndDoesNotBelieveItUntilThen() {
    WorldBuilder old = idleSince(NOW.minus(ClusterSettings.NOTE_MAX_AGE).minusSeconds(1));

    assertThat(planned(NOW, old)).containsExactly("MarkCandidate");
    assertThat(planned(NOW.plusSeconds(30), old)).containsExactly("MarkCandidate");
    assertThat(planned(NOW.plus(Duration.ofMinutes(11)), idleSince(NOW)))
        .containsExactly("RemoveNode");
  }

  @Test
  void believesANoteHoweverOldThatItHasSeenAllTheTime() {
    planned(NOW, idleSince(NOW));

    assertThat(planned(NOW.plus(Duration.ofHours(5)), idleSince(NOW)))
        .containsExactly("RemoveNode");
  }

  @Test
  void keepsTheNodeOfAPodWithAClaimToDevicesAndSaysWhy() {
    WorldBuilder world =
        idleSince(NOW.minusSeconds(1200))
            .with(aManagedNode("b"), aNode("b").doNotDisrupt())
            .with(aPod("trains").notSimulated("resourceClaims").asking("100m", "1Mi").on("a"));

    assertThat(Thinking.by(new PlainScaling(), world).told())
        .anyMatch(text -> text.startsWith("node a: NO_PLACE_TO_MOVE_PODS"));
  }
}
