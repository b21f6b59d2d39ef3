package io.drover.verticles.cluster.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.drover.rules.facts.NodeFact;
import io.fabric8.kubernetes.api.model.Taint;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DrainedTest {
  private static final Taint THEIRS = new Taint("NoSchedule", "theirs", null, "x");
  private static final Dress PLAIN = new Dress(Map.of("team", "a"), List.of(THEIRS), false);

  @Test
  void cordonsMarksAndTakesOutOfLoadBalancersAtOnce() {
    Dress begun = Drained.begun(PLAIN);

    assertThat(begun.cordoned()).isTrue();
    assertThat(begun.labels())
        .containsEntry(NodeFact.NOT_BALANCED_LABEL, NodeFact.NOT_BALANCED_BY_US)
        .containsEntry("team", "a");
    assertThat(begun.taints())
        .containsExactly(
            THEIRS,
            new Taint("NoSchedule", NodeFact.DRAINING_TAINT, null, NodeFact.WAS_SCHEDULABLE));
  }

  @Test
  void putsBackExactlyWhatWasThereHoweverOftenItWasBegun() {
    Dress cordoned = new Dress(PLAIN.labels(), PLAIN.taints(), true);
    Dress balanced = new Dress(Map.of(NodeFact.NOT_BALANCED_LABEL, ""), PLAIN.taints(), false);

    for (Dress before : List.of(PLAIN, cordoned, balanced)) {
      Dress begun = Drained.begun(Drained.begun(before));
      assertThat(Drained.takenBack(begun)).isEqualTo(before);
      assertThat(Drained.takenBack(Drained.takenBack(begun)).labels()).isEqualTo(before.labels());
    }
  }

  @Test
  void doesNotCordonAgainWhatSomebodyHasUncordonedMeanwhile() {
    Dress begun = Drained.begun(new Dress(Map.of(), List.of(), true));

    Dress uncordoned = new Dress(begun.labels(), begun.taints(), false);

    assertThat(Drained.takenBack(uncordoned).cordoned()).isFalse();
  }
}
