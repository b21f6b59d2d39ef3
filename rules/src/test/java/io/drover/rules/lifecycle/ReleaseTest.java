package io.drover.rules.lifecycle;

import static io.drover.rules.facts.NodeBuilder.aNode;
import static io.drover.rules.facts.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.NodeBuilder;
import io.drover.rules.facts.PodBuilder;
import io.drover.rules.facts.PodFact;
import io.drover.rules.lifecycle.Seen.Machine;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReleaseTest {
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Command DELETE = new Command.DeleteMachine("sim://a");

  private final Release release = new Release(Duration.ofMinutes(2));

  private List<Command> next(Duration empty, NodeBuilder node, PodBuilder... pods) {
    List<PodFact> built = Stream.of(pods).map(PodBuilder::build).toList();
    Seen seen = new Seen(node.build(), built, Machine.PRESENT, null);
    return ((Next.Act) release.next("sim://a", seen, NOW.minus(empty), NOW)).commands();
  }

  private static List<String> told(List<Command> commands) {
    return commands.stream()
        .filter(Command.Tell.class::isInstance)
        .map(Command.Tell.class::cast)
        .map(tell -> tell.kind() + " " + tell.reason())
        .toList();
  }

  @Test
  void deletesAtOnceWhatNothingHolds() {
    assertThat(next(Duration.ZERO, aNode("a").draining())).containsExactly(DELETE);
  }

  @ParameterizedTest
  @CsvSource({"0, false", "119, false", "120, true"})
  void waitsForVolumesToBeDetachedAndThenGoesOnAndSaysSo(int seconds, boolean goes) {
    List<Command> commands =
        next(Duration.ofSeconds(seconds), aNode("a").draining().attached("csi^disk-1"));

    assertThat(commands.contains(DELETE)).isEqualTo(goes);
    assertThat(told(commands))
        .containsExactly((goes ? "went-on" : "waiting") + " VOLUMES_ATTACHED");
  }

  @Test
  void doesNotWaitForVolumesOfPodsThatStay() {
    PodBuilder logs = aPod("logs-1").on("a").ofDaemonSet("logs").mounting("data");
    NodeBuilder node = aNode("a").draining().attached("csi^disk-1");

    assertThat(next(Duration.ZERO, node, logs)).containsExactly(DELETE);
    assertThat(next(Duration.ZERO, node.attached("csi^disk-2"), logs)).doesNotContain(DELETE);
  }

  @Test
  void doesNotWaitForAKubeletThatIsSilent() {
    assertThat(next(Duration.ZERO, aNode("a").draining().silent().attached("csi^disk-1")))
        .containsExactly(DELETE);
  }

  @Test
  void keepsTheMachineWhileAnAnnotationDelaysItsDeletion() {
    NodeBuilder node =
        aNode("a")
            .draining()
            .annotated("delay-deletion.cluster-autoscaler.kubernetes.io/backup", "");

    assertThat(told(next(Duration.ZERO, node))).containsExactly("waiting DELETION_DELAYED");
    assertThat(next(Duration.ofMinutes(2), node)).contains(DELETE);
  }
}
